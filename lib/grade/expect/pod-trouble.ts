import { shortName } from '@/lib/cluster/images/catalogue'
import type { Cluster } from '@/lib/cluster/cluster'
import type { ContainerStatus, Event, Pod } from '@/lib/kube/core/v1.generated'
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
  const ofContainer = containerTrouble(pod)
  if (ofContainer !== undefined) return ofContainer
  const say = schedulingTrouble(pod)
  if (say !== undefined) return { say, field: container }
  if (isReady(pod)) return { say: `${name} runs ${namesOf(imagesOf(pod.spec.containers))}${wantedImage === undefined ? '' : `, and it should run ${wantedImage}`}`, field: `${container}.image` }
  const probe = lastProbe(cluster, pod)
  return { say: `${name} runs and is not ready${probe === undefined ? '' : `. ${probe.trim().replace(/\.$/, '')}`}`, field: `${container}${openProbe(pod)}` }
}

/** The probe that keeps a running container from being ready: the startup probe comes first. */
function openProbe({ spec, status }: Pod): string {
  const { readinessProbe, startupProbe } = spec.containers[0] ?? {}
  if (startupProbe !== undefined && status?.containerStatuses?.[0]?.started !== true) return '.startupProbe'
  return readinessProbe === undefined ? '' : '.readinessProbe'
}

function containerTrouble({ metadata, status }: Pod): Trouble | undefined {
  const { initContainerStatuses: inits = [], containerStatuses: apps = [] } = status ?? {}
  const all = [...inits, ...apps]
  const found = all.find(hasFailed) ?? all.find(({ state }) => state?.waiting !== undefined) ?? apps.find(({ state }) => state?.terminated !== undefined)
  if (found === undefined) return undefined
  const field = inits.includes(found) ? `spec.template.spec.initContainers[${inits.indexOf(found)}]` : `spec.template.spec.containers[${apps.indexOf(found)}]`
  return { say: sayState(metadata.name, found), field }
}

function sayState(pod: string, { name, state }: ContainerStatus): string {
  const { waiting, terminated } = state ?? {}
  if (waiting !== undefined) return `${pod} waits: ${waiting.reason ?? 'unknown'} (${waiting.message ?? 'it says no more'})`
  const code = terminated?.exitCode ?? 0
  if (code === 0) return `The container ${name} of ${pod} has ended (Completed): a server should run on`
  return `The container ${name} of ${pod} ended with exit code ${code} (kubectl logs ${pod} -c ${name} says why)`
}

/** What others wait for is no failure of their own. */
function hasFailed({ state }: ContainerStatus): boolean {
  if ((state?.terminated?.exitCode ?? 0) !== 0) return true
  return state?.waiting !== undefined && !['PodInitializing', 'ContainerCreating'].includes(state.waiting.reason ?? '')
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
