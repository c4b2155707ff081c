import { readFileSync } from 'node:fs'

/** One recorded answer as its replayer compared it: what was the same, and what the difference looks like. */
export interface CaseResult {
  readonly id: string
  readonly kind: string
  /** Undefined: this recording says nothing of it. */
  readonly verdict?: boolean
  readonly code?: boolean
  readonly causes?: boolean
  readonly message?: boolean
  readonly object?: boolean
  /** Whether all of it was the same; taken from the others when left out. */
  readonly identical?: boolean
  /** Lines for `--diff`. */
  readonly difference?: readonly string[]
}

/** Counts of one file. */
export interface FileResult {
  readonly file: string
  readonly format: string
  readonly cases: number
  readonly verdict: number
  readonly code: number
  readonly causes: number
  readonly message: number
  readonly object: number
  readonly identical: number
  /** Why a part of the file could not be replayed: a missing base. */
  readonly notes?: readonly string[]
}

/** What a replayer makes of one file. */
export interface Replay {
  readonly cases: readonly CaseResult[]
  /** Times that a recording shows beside its states: a count of their own. */
  readonly periods?: readonly CaseResult[]
  readonly notes?: readonly string[]
}

/** Replays one format: which files it takes, and what comes of one. */
export interface Replayer {
  readonly format: string
  /** Whether a file is of this format; `path` with slashes. */
  takes(path: string): boolean
  replay(path: string, wanted: (kind: string) => boolean): Replay
}

/** A file of one JSON value per line; empty lines are skipped. */
export function readLines<T>(path: string): T[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => expanded(JSON.parse(line)) as T)
}

export function readJson(path: string): unknown {
  return expanded(JSON.parse(readFileSync(path, 'utf8')))
}

/** Long uniform strings are recorded as `{"$repeat": [unit, count]}`. */
export function expanded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(expanded)
  if (typeof value !== 'object' || value === null) return value
  const repeat = (value as { $repeat?: unknown }).$repeat
  if (Array.isArray(repeat)) return String(repeat[0]).repeat(Number(repeat[1]))
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, expanded(item)]))
}

/** Everything that a case compared was the same. */
export function isIdentical({ verdict, code, causes, message, object, identical }: CaseResult): boolean {
  return identical ?? [verdict, code, causes, message, object].every((same) => same !== false)
}

export function countCases(file: string, format: string, { cases, notes }: Replay): FileResult {
  const count = (field: 'verdict' | 'code' | 'causes' | 'message' | 'object') => cases.filter((one) => one[field] !== false).length
  return {
    file,
    format,
    cases: cases.length,
    verdict: count('verdict'),
    code: count('code'),
    causes: count('causes'),
    message: count('message'),
    object: count('object'),
    identical: cases.filter(isIdentical).length,
    ...(notes === undefined || notes.length === 0 ? {} : { notes }),
  }
}
