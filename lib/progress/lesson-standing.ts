import { isPassed, type LearnerProgress } from './fold'

export type LessonStanding = 'new' | 'open' | 'done'

/** How far a learner is with a lesson: done when every exercise is passed, or, where it has none, when it was opened. */
export function lessonStanding(learner: LearnerProgress, lesson: { readonly id: string; readonly exercises: readonly { readonly id: string }[] }): LessonStanding {
  const opened = learner.lessons.includes(lesson.id)
  const standings = lesson.exercises.map(({ id }) => learner.exercises[id]?.standing ?? 'untouched')
  if (standings.length === 0) return opened ? 'done' : 'new'
  if (standings.every(isPassed)) return 'done'
  return opened || standings.some((standing) => standing !== 'untouched') ? 'open' : 'new'
}
