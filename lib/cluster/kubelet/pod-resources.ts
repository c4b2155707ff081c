import { podResources } from '@/lib/kube/core/pod-resources'
import type { PodSpec, PodStatus } from '@/lib/kube/core/v1.generated'
import type { ContainerRuntime } from './runtime'

/** Writes what a Pod was given as a whole, once one of its containers was started. */
export function writePodResources(status: PodStatus, spec: PodSpec, apps: readonly ContainerRuntime[]): void {
  if (apps.some(({ starts }) => starts > 0)) Object.assign(status, resourcesOf(spec))
}

type PodResources = Pick<PodStatus, 'resources' | 'allocatedResources'>

const none: PodResources = { resources: {} }
const knownResources = new WeakMap<PodSpec, PodResources>()

/** What the Pod was given as a whole, from what its containers ask for (kubelet InPlacePodLevelResourcesVerticalScaling); the same for every status of it. */
function resourcesOf(spec: PodSpec): PodResources {
  let known = knownResources.get(spec)
  if (known === undefined) {
    const [requests, limits] = [podResources(spec, 'requests'), podResources(spec, 'limits')]
    const resources = { ...(isEmpty(limits) ? {} : { limits }), ...(isEmpty(requests) ? {} : { requests }) }
    known = isEmpty(resources) ? none : { resources, ...(isEmpty(requests) ? {} : { allocatedResources: requests }) }
    knownResources.set(spec, known)
  }
  return known
}

function isEmpty(list: object): boolean {
  return Object.keys(list).length === 0
}
