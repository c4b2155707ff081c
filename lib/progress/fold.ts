import type { ProgressEvent } from './events'

/** How far a learner is with an exercise. A pass after the solution was shown is not credited: `revealed`. */
export type Standing = 'untouched' | 'tried' | 'passed' | 'passed-with-hints' | 'revealed'

export interface ExerciseProgress {
  readonly standing: Standing
  readonly attempts: number
  /** How many hints were taken. */
  readonly hints: number
  /** Checks that held at the last attempt, of how many. */
  readonly met: number
  readonly of: number
  readonly spentMs: number
  readonly passedAt?: number
  /** The learner's text by file, where it differs from what was given. */
  readonly drafts: Readonly<Record<string, string>>
}

export interface LearnerProgress {
  readonly id: string
  readonly name: string
  readonly exercises: Readonly<Record<string, ExerciseProgress>>
  /** The option last chosen, by `<quiz>#<question>`. */
  readonly answers: Readonly<Record<string, { readonly option: number; readonly right: boolean }>>
  /** Lessons in the order in which they were last opened; the last is where the learner stopped. */
  readonly lessons: readonly string[]
  readonly lastAt: number
}

export const untouched: ExerciseProgress = { standing: 'untouched', attempts: 0, hints: 0, met: 0, of: 0, spentMs: 0, drafts: {} }

export function nobody(id: string): LearnerProgress {
  return { id, name: '', exercises: {}, answers: {}, lessons: [], lastAt: 0 }
}

/** What the events say of each learner. They may come in any order: ids decide. */
export function fold(events: readonly ProgressEvent[]): Readonly<Record<string, LearnerProgress>> {
  const learners: Record<string, LearnerProgress> = {}
  for (const event of [...events].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const learner = learners[event.learner] ?? nobody(event.learner)
    learners[event.learner] = { ...take(learner, event), lastAt: Math.max(learner.lastAt, event.at) }
  }
  return learners
}

/** One more event, later than all before. */
export function take(learner: LearnerProgress, event: ProgressEvent): LearnerProgress {
  switch (event.type) {
    case 'LearnerNamed':
      return { ...learner, name: event.name }
    case 'LessonOpened':
      return { ...learner, lessons: [...learner.lessons.filter((lesson) => lesson !== event.lesson), event.lesson] }
    case 'QuestionAnswered':
      return { ...learner, answers: { ...learner.answers, [`${event.quiz}#${event.question}`]: { option: event.option, right: event.right } } }
    default: {
      const before = learner.exercises[event.exercise] ?? untouched
      return { ...learner, exercises: { ...learner.exercises, [event.exercise]: atExercise(before, event) } }
    }
  }
}

type ExerciseEvent = Extract<ProgressEvent, { exercise: string }>

function atExercise(before: ExerciseProgress, event: ExerciseEvent): ExerciseProgress {
  switch (event.type) {
    case 'DraftSaved':
      return { ...before, drafts: { ...before.drafts, [event.file]: event.text } }
    case 'DraftsReset':
      return { ...before, drafts: {} }
    case 'HintTaken':
      return { ...before, hints: Math.max(before.hints, event.hint) }
    case 'SolutionRevealed':
      return isPassed(before.standing) ? before : { ...before, standing: 'revealed' }
    case 'AttemptGraded':
      return attempted(before, event)
  }
}

function attempted(before: ExerciseProgress, event: Extract<ExerciseEvent, { type: 'AttemptGraded' }>): ExerciseProgress {
  const counted = { ...before, attempts: before.attempts + 1, met: event.met, of: event.of, spentMs: before.spentMs + event.spentMs }
  if (isPassed(before.standing) || before.standing === 'revealed') return counted
  if (event.status !== 'met') return { ...counted, standing: 'tried' }
  return { ...counted, standing: before.hints > 0 ? 'passed-with-hints' : 'passed', passedAt: event.at }
}

/** With or without hints. */
export function isPassed(standing: Standing): boolean {
  return standing === 'passed' || standing === 'passed-with-hints'
}
