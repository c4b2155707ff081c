'use client'
import Link from 'next/link'
import { lessonPath, type LessonEntry } from '@/lib/course/syllabus'
import { lessonStanding } from '@/lib/progress/lesson-standing'
import { useLearner } from './use-progress'

/** One bar a lesson: filled where all its exercises are passed. */
export function LessonSteps({ lessons, current }: { readonly lessons: readonly LessonEntry[]; readonly current: string }) {
  const learner = useLearner()
  return (
    <ol className="site-steps" aria-label="Lessons of this module">
      {lessons.map((lesson) => {
        const standing = lessonStanding(learner, lesson)
        return (
          <li key={lesson.id} data-standing={standing}>
            <Link href={lessonPath(lesson)} aria-label={`${lesson.header.short}${standing === 'done' ? ', done' : ''}`} title={lesson.header.short} aria-current={lesson.id === current ? 'page' : undefined}>
              <i />
            </Link>
          </li>
        )
      })}
    </ol>
  )
}
