import { applyJsonPatch, type Operation } from '@/lib/cluster/api/patch/json-patch'
import type { Cluster } from '@/lib/cluster/cluster'
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
  readonly patch: readonly (Operation & { readonly path: string })[]
  readonly query?: string
  readonly response: RecordedAnswer & { readonly changed?: unknown; readonly changedAt?: Readonly<Record<string, unknown>>; readonly stored?: unknown }
}

/** `verdicts.jsonl` and `names.jsonl`: a POST of a base with a patch on it. */
export const verdicts: Replayer = {
  format: 'verdicts',
  takes: (path) => /(?:^|\/)(?:verdicts|names)[^/]*\.jsonl$/.test(path),
  replay(path, wanted) {
    const bases = new Bases(path)
    const cluster = bareCluster(bases.setup())
    const cases: CaseResult[] = []
    for (const row of readLines<Row>(path)) {
      const base = bases.get(row.base)
      if (base === undefined || !wanted(String(base['kind']))) continue
      cases.push(replayRow(cluster, row, base))
    }
    return { cases, notes: bases.notes() }
  },
}

/** What a replayed POST came to; of use to every format that posts a base. */
export function post(cluster: Cluster, row: Pick<Row, 'patch' | 'query'>, base: Json) {
  const session = new Session(cluster)
  const patched = applyJsonPatch(base, row.patch)?.value ?? base
  const query = row.query ?? 'dryRun=All&fieldValidation=Strict'
  const response = session.send({ method: 'POST', path: `${collectionOf(base)}?${query}`, body: JSON.stringify(patched), headers: { 'content-type': 'application/json' } })
  const normaliser = new Normaliser().keepAll(patched)
  normaliser.learn(response.body)
  return { session, response, normaliser, patched }
}

function replayRow(cluster: Cluster, row: Row, base: Json): CaseResult {
  const { response, normaliser, patched } = post(cluster, row, base)
  const ours = answerOf(response, normaliser)
  const compared = compareAnswers(row.response, ours)
  const objectFaults = row.response.code < 300 && response.status < 300 ? storedDifferences(row, patched, normaliser.value(response.body)) : []
  return { id: row.id, kind: String(base['kind']), ...compared, object: objectFaults.length === 0, difference: [...compared.difference, ...objectFaults] }
}

/** What was stored at the patched paths: as recorded, or, where nothing is recorded, as sent. */
function storedDifferences({ patch, response }: Row, sent: unknown, object: unknown): string[] {
  if (response.changedAt !== undefined) return Object.entries(response.changedAt).flatMap(([pointer, value]) => differences(value, valueAt(object, pointer) ?? null, pointer))
  const [first, second] = patch
  if (first === undefined || second !== undefined) return []
  if (first.path.endsWith('/-') && !('changed' in response) && !('stored' in response)) return []
  const recorded = 'changed' in response ? response.changed : 'stored' in response ? response.stored : first.op === 'remove' ? valueAt(sent, first.path) : first.value
  return differences(recorded ?? null, valueAt(object, first.path) ?? null, first.path)
}
