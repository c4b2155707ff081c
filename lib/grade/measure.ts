import type { Cluster } from '@/lib/cluster/cluster'
import { oddsOf, type Odds } from '@/lib/cluster/network/odds'
import type { NetworkResult, RequestSource } from '@/lib/cluster/network/request'
import type { Pod } from '@/lib/kube/core/v1.generated'
import { nodes } from './observe'
import { isAnswered } from './requests'
import type { SteadyTraffic } from './watch-traffic'

/** Shares are measured over so many requests (curriculum contract, rule 9). */
export const measuredRequests = 10_000

/** What came of many requests at one moment. */
export interface Measured {
  readonly sent: number
  readonly failed: number
  /** One that failed. */
  readonly failure: NetworkResult | undefined
  /** How many each Pod answered, its own errors counted too; by namespace and name. */
  readonly byPod: ReadonlyMap<string, number>
  /** The same by image, with the errors among them. */
  readonly byImage: ReadonlyMap<string, { readonly answered: number; readonly errors: number }>
}

/** What 10,000 requests would meet in a cluster that stays as it is: the numbers to be expected, not those of one try. */
export function measure(cluster: Cluster, traffic: SteadyTraffic): Measured {
  const byPod = new Map<string, number>()
  const byImage = new Map<string, { answered: number; errors: number }>()
  let failed = 0
  let failure: NetworkResult | undefined
  for (const { probability, result } of oddsFrom(cluster, traffic)) {
    const count = probability * measuredRequests
    const errors = isAnswered(result) ? 0 : count
    failed += errors
    if (errors > 0) failure ??= result
    if (result.pod !== undefined) byPod.set(podKey(result.pod), (byPod.get(podKey(result.pod)) ?? 0) + count)
    if (result.image === undefined) continue
    const image = byImage.get(result.image) ?? { answered: 0, errors: 0 }
    byImage.set(result.image, { answered: image.answered + count, errors: image.errors + errors })
  }
  return { sent: measuredRequests, failed, failure, byPod, byImage }
}

/** The part of the requests, from 0 to 1, that Pods of a Deployment answered. */
export function shareOfPods({ byPod, sent }: Measured, pods: readonly Pod[]): number {
  return pods.reduce((sum, { metadata }) => sum + (byPod.get(podKey({ namespace: metadata.namespace ?? '', name: metadata.name })) ?? 0), 0) / sent
}

function podKey({ namespace, name }: { readonly namespace: string; readonly name: string }): string {
  return `${namespace}/${name}`
}

/** What can become of a request of this traffic, and how likely each is. */
export function oddsFrom(cluster: Cluster, { from, url }: SteadyTraffic): readonly Odds[] {
  if (from === 'outside') return oddsOf(cluster, { from, url })
  const sources: RequestSource[] = nodes(cluster).map((node) => ({ client: from === 'inside' ? 'default' : from.client, node: node.metadata.name }))
  return sources.flatMap((source) => oddsOf(cluster, { from: source, url }).map(({ probability, result }) => ({ probability: probability / sources.length, result })))
}
