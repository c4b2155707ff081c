import type { Verdict } from '@/lib/grade/verdict'

/** What every fact has. Ids sort by the time they were made and are unique over devices. */
interface Recorded {
  readonly id: string
  /** Unix milliseconds. */
  readonly at: number
  readonly learner: string
}

/** Facts about a learner, in the past tense. They are only ever added; a later one of the same matter counts. */
export type ProgressEvent =
  | (Recorded & { readonly type: 'LearnerNamed'; readonly name: string })
  | (Recorded & { readonly type: 'LessonOpened'; readonly lesson: string })
  | (Recorded & { readonly type: 'DraftSaved'; readonly exercise: string; readonly file: string; readonly text: string })
  | (Recorded & { readonly type: 'DraftsReset'; readonly exercise: string })
  | (Recorded & { readonly type: 'AttemptGraded'; readonly exercise: string; readonly status: Verdict['status']; readonly met: number; readonly of: number; readonly mistake?: string; readonly spentMs: number })
  | (Recorded & { readonly type: 'HintTaken'; readonly exercise: string; readonly hint: number })
  | (Recorded & { readonly type: 'SolutionRevealed'; readonly exercise: string })
  | (Recorded & { readonly type: 'QuestionAnswered'; readonly quiz: string; readonly question: number; readonly option: number; readonly right: boolean })

export type EventType = ProgressEvent['type']
/** A fact before it is recorded. */
export type Fact = ProgressEvent extends infer E ? (E extends ProgressEvent ? Omit<E, keyof Recorded> : never) : never

type Check = (value: unknown) => boolean
const isText: Check = (value) => typeof value === 'string'
const isCount: Check = (value) => typeof value === 'number' && Number.isFinite(value) && value >= 0
const statuses: ReadonlySet<unknown> = new Set<Verdict['status']>(['unreadable', 'rejected', 'unmet', 'met'])

const fields: Readonly<Record<EventType, Readonly<Record<string, Check>>>> = {
  LearnerNamed: { name: isText },
  LessonOpened: { lesson: isText },
  DraftSaved: { exercise: isText, file: isText, text: isText },
  DraftsReset: { exercise: isText },
  AttemptGraded: { exercise: isText, status: (value) => statuses.has(value), met: isCount, of: isCount, spentMs: isCount, mistake: (value) => value === undefined || typeof value === 'string' },
  HintTaken: { exercise: isText, hint: isCount },
  SolutionRevealed: { exercise: isText },
  QuestionAnswered: { quiz: isText, question: isCount, option: isCount, right: (value) => typeof value === 'boolean' },
}

/** An event as it came out of a storage or a file; undefined where it is none of ours. */
export function readEvent(data: unknown): ProgressEvent | undefined {
  if (typeof data !== 'object' || data === null) return undefined
  const given = data as Readonly<Record<string, unknown>>
  if (!isText(given['id']) || given['id'] === '' || !isCount(given['at']) || !isText(given['learner'])) return undefined
  const type = given['type']
  if (typeof type !== 'string' || !Object.hasOwn(fields, type)) return undefined
  const checks = Object.entries(fields[type as EventType])
  return checks.every(([name, check]) => check(given[name])) ? (data as ProgressEvent) : undefined
}
