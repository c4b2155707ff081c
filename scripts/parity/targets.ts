import type { CaseResult, FileResult } from './recording'

/** What an issue asks of the figures. */
export interface Target {
  readonly name: string
  readonly wanted: number
  readonly seen: number
  readonly met: boolean
}

const firstKinds = new Set(['Pod', 'Deployment', 'ReplicaSet', 'Service'])

/** One replayed file with all its cases. */
export interface ReplayedFile {
  readonly result: FileResult
  readonly cases: readonly CaseResult[]
}

function share(name: string, wanted: number, cases: readonly CaseResult[], same: (one: CaseResult) => boolean): Target[] {
  if (cases.length === 0) return []
  const seen = Math.floor((cases.filter(same).length / cases.length) * 10_000) / 100
  return [{ name, wanted, seen, met: seen >= wanted }]
}

/** Targets of the issues so far, each only where something of it was replayed; percentages. */
export function targetsOf(files: readonly ReplayedFile[]): Target[] {
  const of = (...formats: string[]) => files.filter(({ result }) => formats.includes(result.format)).flatMap(({ cases }) => cases)
  return share(
    'verdicts on Pod, Deployment, ReplicaSet and Service',
    97,
    of('verdicts').filter(({ kind }) => firstKinds.has(kind)),
    ({ verdict }) => verdict !== false,
  )
}
