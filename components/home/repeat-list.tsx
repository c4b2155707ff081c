'use client'
import Link from 'next/link'
import { useLearner } from '@/components/progress/use-progress'
import { lessonPath, type LessonEntry } from '@/lib/course/syllabus'

/** What is worth another look: passed with hints, shown, or tried several times and left. */
export function RepeatList({ lessons }: { readonly lessons: readonly LessonEntry[] }) {
  const learner = useLearner()
  const again = lessons.flatMap((lesson) =>
    lesson.exercises.flatMap((exercise) => {
      const progress = learner.exercises[exercise.id]
      const why = progress === undefined ? undefined : progress.standing === 'revealed' ? 'its solution was shown' : progress.standing === 'passed-with-hints' ? 'passed with hints' : progress.standing === 'tried' && progress.attempts > 2 ? `${progress.attempts} attempts` : undefined
      return why === undefined ? [] : [{ ...exercise, why, href: `${lessonPath(lesson)}#${exercise.id.replace('/', '-')}` }]
    }),
  )
  return (
    <section>
      <h2>To repeat</h2>
      {again.length === 0 ? (
        <p>Exercises that took hints or many attempts will be listed here.</p>
      ) : (
        <ul>
          {again.slice(0, 5).map(({ id, title, why, href }) => (
            <li key={id}>
              <Link href={href}>{title}</Link> · {why}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
