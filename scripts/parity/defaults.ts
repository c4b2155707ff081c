import type { Operation } from '@/lib/cluster/api/patch/json-patch'
import { Bases } from './bases'
import { differences } from './compare'
import { readLines, type CaseResult, type Replayer } from './recording'
import { bareCluster } from './session'
import { answerOf, compareAnswers, type RecordedAnswer } from './status'
import { post } from './verdicts'
import { withoutManagedFields } from './without-managed-fields'

interface Row {
  readonly id: string
  readonly base: string
  readonly patch: readonly (Operation & { readonly path: string })[]
  readonly query?: string
  readonly response: RecordedAnswer & { readonly object?: unknown }
}

/** `defaults.jsonl`: what a POST returned, whole. */
export const defaults: Replayer = {
  format: 'defaults',
  takes: (path) => /(?:^|\/)defaults[^/]*\.jsonl$/.test(path),
  replay(path, wanted) {
    const bases = new Bases(path)
    const cluster = bareCluster(bases.setup())
    const cases: CaseResult[] = []
    for (const row of readLines<Row>(path)) {
      const base = bases.get(row.base)
      if (base === undefined || !wanted(String(base['kind']))) continue
      const { response, normaliser } = post(cluster, row, base)
      const compared = compareAnswers(row.response, answerOf(response, normaliser))
      const faults = row.response.object === undefined ? [] : differences(row.response.object, normaliser.value(withoutManagedFields(response.body)), '')
      cases.push({ id: row.id, kind: String(base['kind']), ...compared, object: faults.length === 0, difference: [...compared.difference, ...faults] })
    }
    return { cases, notes: bases.notes() }
  },
}
