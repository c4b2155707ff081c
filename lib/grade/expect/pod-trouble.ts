import { shortName } from '@/lib/cluster/images/catalogue'
import type { Cluster } from '@/lib/cluster/cluster'
import type { Event, Pod } from '@/lib/kube/core/v1.generated'
import { isReady, objectsOfResource } from '../observe'
import { namesOf } from './words'

/** Why a Pod is not available, in the kubelet's or the scheduler's words, and the field of a Deployment that decides it. */
export interface Trouble {
  readonly say: string
  readonly field: string
}

const container = 'spec.template.spec.containers[0]'

/** What a Pod waits for; of a ready one, that it runs something else. */
export function troubleOf(cluster: Pick<Cluster, 'objects'>, pod: Pod, wantedImage?: string): Trouble {
  const { name } = pod.metadata
  const say = containerTrouble(pod) ?? schedulingTrouble(pod)
  if (say !== undefined) return { say, field: container }
  if (isReady(pod)) return { say: `${name} runs ${namesOf(imagesOf(pod.spec.containers))}${wantedImage === undefined ? '' : `, and it should run ${wantedImage}`}`, field: `${container}.image` }
  const probe = lastProbe(cluster, pod)
  const probed = pod.spec.containers[0]?.readinessProbe !== undefined
  return { say: `${name} runs and is not ready${probe === undefined ? '' : `. ${probe.trim().replace(/\.$/, '')}`}`, field: probed ? `${container}.readinessProbe` : container }
}

function containerTrouble({ metadata, status }: Pod): string | undefined {
  const { initContainerStatuses = [], containerStatuses = [] } = status ?? {}
  const states = [...initContainerStatuses, ...containerStatuses].map(({ state }) => state)
  const waiting = states.find((state) => state?.waiting !== undefined)?.waiting
  if (waiting !== undefined) return `${metadata.name} waits: ${waiting.reason ?? 'unknown'} (${waiting.message ?? 'it says no more'})`
  const code = states.map((state) => state?.terminated?.exitCode ?? 0).find((exitCode) => exitCode !== 0)
  if (code !== undefined) return `A container of ${metadata.name} ended with exit code ${code}`
  const ended = containerStatuses.find(({ state }) => state?.terminated !== undefined)
  return ended === undefined ? undefined : `The container ${ended.name} of ${metadata.name} has ended (Completed): a server should run on`
}

function schedulingTrouble({ metadata, status }: Pod): string | undefined {
  const scheduled = status?.conditions?.find(({ type }) => type === 'PodScheduled')
  return scheduled?.status === 'False' ? `${metadata.name} has found no node: ${(scheduled.message ?? scheduled.reason ?? '').replace(/\.$/, '')}` : undefined
}

function lastProbe(cluster: Pick<Cluster, 'objects'>, { metadata }: Pod): string | undefined {
  const events = objectsOfResource(cluster, '', 'events', metadata.namespace) as Event[]
  return events.filter(({ reason, involvedObject }) => reason === 'Unhealthy' && involvedObject?.uid === metadata.uid).sort((a, b) => ((a.lastTimestamp ?? '') < (b.lastTimestamp ?? '') ? -1 : 1)).at(-1)?.message
}

/** Images by their short names: `docker.io/library/nginx:1.27` is `nginx:1.27`. */
export function imagesOf(containers: readonly { readonly image?: string }[] | undefined): string[] {
  return (containers ?? []).map(({ image }) => shortName(image ?? ''))
}
