import { applyJsonPatch, type Operation } from '@/lib/cluster/api/patch/json-patch'
import type { ApiResponse } from '@/lib/cluster/api/request'
import { Bases } from './bases'
import { differences } from './compare'
import { Normaliser } from './normaliser'
import { valueAt } from './pointer'
import { readLines, type CaseResult, type Replayer } from './recording'
import { bareCluster, collectionOf, Session } from './session'
import { answerOf, compareAnswers, type RecordedAnswer } from './status'

type Json = Readonly<Record<string, unknown>>

interface Row {
  readonly id: string
  readonly base: string
  readonly method: 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly query?: string
  readonly contentType?: string
  readonly patch?: readonly (Operation & { readonly path: string })[]
  readonly body?: unknown
  readonly response: RecordedAnswer & {
    readonly changed?: unknown
    readonly generation?: string
    readonly resourceVersion?: 'same' | 'changed'
    readonly kind?: string
    readonly status?: unknown
    readonly details?: unknown
    readonly deletionTimestamp?: unknown
    readonly deletionGracePeriodSeconds?: unknown
  }
}

/** One base as the recorder left it: `real` rows are sent one after another, the others each on their own. */
interface Stored {
  readonly session: Session
  readonly kind: string
  readonly normaliser: Normaliser
}

/** `updates.jsonl`: PUT, PATCH and DELETE of a stored base. */
export const updates: Replayer = {
  format: 'updates',
  takes: (path) => /(?:^|\/)updates[^/]*\.jsonl$/.test(path),
  replay(path, wanted) {
    const bases = new Bases(path)
    const empty = bareCluster(bases.setup())
    const stored = new Map<string, Stored>()
    const cases: CaseResult[] = []
    for (const row of readLines<Row>(path)) {
      const base = bases.get(row.base)
      if (base === undefined || !wanted(String(base['kind']))) continue
      const real = row.id.includes('/real/')
      const name = `${row.base}${real ? '/real' : ''}`
      const present = stored.get(name) ?? store(new Session(empty), base)
      stored.set(name, present)
      cases.push(replayRow(present, row))
    }
    return { cases, notes: bases.notes() }
  },
}

function store(session: Session, base: Json): Stored {
  const response = session.send({ method: 'POST', path: collectionOf(base), body: JSON.stringify(base), headers: { 'content-type': 'application/json' } })
  const normaliser = new Normaliser().keepAll(base)
  normaliser.learn(response.body)
  normaliser.value(response.body)
  return { session, kind: String(base['kind']), normaliser }
}

function replayRow({ session, kind, normaliser }: Stored, row: Row): CaseResult {
  const before = session.send({ method: 'GET', path: row.path.replace(/\/status$/, '') })
  const sent = row.patch === undefined ? asRaw(row.body, normaliser) : (applyJsonPatch(before.body, asRaw(row.patch, normaliser) as readonly Operation[])?.value ?? before.body)
  const query = row.query === undefined || row.query === '' ? '' : `?${row.query}`
  normaliser.keepAll(row.patch ?? row.body)
  const headers = { 'content-type': row.contentType ?? 'application/json' }
  const response = session.send({ method: row.method, path: `${row.path}${query}`, headers, ...(sent === undefined ? {} : { body: JSON.stringify(sent) }) })
  normaliser.learn(response.body)
  const unsaid = row.method === 'DELETE' && row.response.warnings === undefined
  const compared = compareAnswers(row.response, answerOf(unsaid ? withoutWarnings(response) : response, normaliser))
  const faults = response.status < 300 && row.response.code < 300 ? objectFaults(row, before, response, normaliser) : []
  return { id: row.id, kind, ...compared, object: faults.length === 0, difference: [...compared.difference, ...faults] }
}

/** The warnings of deletions were not recorded. */
function withoutWarnings({ warnings: _, ...response }: ApiResponse): ApiResponse {
  return response
}

/** Placeholders of values that our own answers gave. */
function asRaw(value: unknown, normaliser: Normaliser): unknown {
  return value === undefined ? undefined : (JSON.parse(normaliser.raw(JSON.stringify(value)).replaceAll('"<rv>"', '""')) as unknown)
}

function objectFaults({ response: recorded, patch }: Row, before: ApiResponse, response: ApiResponse, normaliser: Normaliser): string[] {
  const old = before.body as { metadata?: { generation?: number; resourceVersion?: string } }
  const fresh = response.body as { kind?: string; status?: unknown; details?: unknown; metadata?: { generation?: number; resourceVersion?: string; deletionTimestamp?: unknown; deletionGracePeriodSeconds?: unknown } }
  const mapped = normaliser.value(response.body)
  const rise = (fresh.metadata?.generation ?? 0) - (old.metadata?.generation ?? 0)
  const ours = {
    generation: rise === 0 ? 'same' : `+${String(rise)}`,
    resourceVersion: fresh.metadata?.resourceVersion === old.metadata?.resourceVersion ? 'same' : 'changed',
    kind: fresh.kind,
    status: fresh.status,
    details: valueAt(mapped, '/details'),
    deletionTimestamp: valueAt(mapped, '/metadata/deletionTimestamp') ?? null,
    deletionGracePeriodSeconds: valueAt(mapped, '/metadata/deletionGracePeriodSeconds') ?? null,
  }
  const [first] = patch ?? []
  return [
    ...Object.entries(ours).flatMap(([name, value]) => (name in recorded ? differences(recorded[name as keyof typeof ours], value, name) : [])),
    ...('changed' in recorded && first !== undefined ? differences(recorded.changed, valueAt(mapped, first.path) ?? null, first.path) : []),
  ]
}
