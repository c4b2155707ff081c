'use client'
import Link from 'next/link'
import { useLearner, useProgressState } from '@/components/progress/use-progress'
import { buttonClass } from '@/components/ui/button'
import { lessonPath, type LessonEntry } from '@/lib/course/syllabus'
import { isPassed, type LearnerProgress } from '@/lib/progress/fold'
import { lessonStanding } from '@/lib/progress/lesson-standing'

/** The next thing to do: the exercise or lesson where one stopped, or the first one. */
export function ContinueButton({ lessons }: { readonly lessons: readonly LessonEntry[] }) {
  const learner = useLearner()
  const phase = useProgressState((state) => state.phase)
  const next = nextUp(learner, lessons)
  if (next === undefined) return <p className="home-note">Everything that is open is passed.</p>
  return (
    <p className="home-next" data-phase={phase}>
      <Link className={`${buttonClass('first')} home-first`} href={next.href}>
        {next.text}
      </Link>
      <span className="home-note">{next.note}</span>
    </p>
  )
}

interface NextUp {
  readonly href: string
  readonly text: string
  readonly note: string
}

function nextUp(learner: LearnerProgress, lessons: readonly LessonEntry[]): NextUp | undefined {
  const stopped = lessons.find(({ id }) => id === learner.lessons.at(-1))
  const lesson = stopped !== undefined && lessonStanding(learner, stopped) !== 'done' ? stopped : lessons.find((each) => lessonStanding(learner, each) !== 'done')
  if (lesson === undefined) return undefined
  const first = learner.lessons.length === 0
  const exercise = lesson.exercises.find(({ id }) => !isPassed(learner.exercises[id]?.standing ?? 'untouched'))
  const progress = exercise === undefined ? undefined : learner.exercises[exercise.id]
  if (exercise === undefined || progress === undefined || progress.attempts === 0) {
    return { href: lessonPath(lesson), text: `${first ? 'Start' : 'Continue'}: ${lesson.header.title}`, note: `${lesson.header.minutes} minutes` }
  }
  return { href: `${lessonPath(lesson)}#${exercise.id.replace('/', '-')}`, text: `Continue: ${exercise.title}`, note: `${progress.met} of ${progress.of} checks hold` }
}
