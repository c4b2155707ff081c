import type { Container, Pod } from '@/lib/kube/core/v1.generated'
import { handle } from '@/lib/cluster/api/handle'
import { advance } from '@/lib/cluster/advance'
import { createCluster } from '@/lib/cluster/create-cluster'
import { openCluster } from '@/lib/cluster/open'
import type { Working } from '@/lib/cluster/working/working'
import { collectionOf, Session } from './session'

type Json = Readonly<Record<string, unknown>>

/** The namespace that rows about one Pod are replayed in. */
export const rowNamespace = 'row'
/** By then a Pod runs, has failed to, or has crashed once. */
const settledMs = 4000

/** What became of a Pod that was created with some objects before it. */
export interface RunningPod {
  readonly working: Working
  readonly pod: Pod | undefined
  readonly container: Container | undefined
  /** The API's refusal of the Pod. */
  readonly rejected: unknown
  readonly warnings: readonly string[]
}

/** Creates objects and then a Pod in a fresh cluster, and lets it start. */
export function runPod(objects: readonly Json[], pod: Json): RunningPod {
  const session = new Session(createCluster({ standIns: false }))
  const post = (object: Json) => session.send({ method: 'POST', path: collectionOf(object, rowNamespace), body: JSON.stringify(object), headers: { 'content-type': 'application/json' } })
  post({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: rowNamespace } })
  session.cluster = advance(session.cluster, 1000)
  for (const object of objects) post(object)
  const { response, cluster } = handle(session.cluster, { method: 'POST', path: `/api/v1/namespaces/${rowNamespace}/pods`, body: JSON.stringify(pod), headers: { 'content-type': 'application/json' } })
  const working = openCluster(advance(cluster, cluster.now + settledMs))
  const name = (pod['metadata'] as { name: string }).name
  const stored = working.get(`/pods/${rowNamespace}/${name}`) as Pod | undefined
  return { working, pod: stored, container: stored?.spec.containers[0], rejected: response.status < 300 ? undefined : response.body, warnings: response.warnings ?? [] }
}

/** The parts that differ, for `--diff`. */
export function differences(pairs: readonly (readonly [string, unknown, unknown])[]): string[] {
  return pairs.flatMap(([name, wanted, given]) => (canonical(wanted) === canonical(given) ? [] : [`${name}: recorded ${canonical(wanted)}`, `${name}: answered ${canonical(given)}`]))
}

/** JSON with sorted keys: their order means nothing. */
function canonical(value: unknown): string {
  if (value === undefined) return 'absent'
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner))
}
