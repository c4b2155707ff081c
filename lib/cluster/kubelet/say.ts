import type { Pod } from '@/lib/kube/core/v1.generated'
import { recordEvent } from '../events'
import type { Working } from '../working/working'
import type { ContainerRuntime } from './runtime'

/** An event about one container, as its node's kubelet records it. */
export function sayOfContainer(working: Working, pod: Pod, container: ContainerRuntime, type: 'Normal' | 'Warning', reason: string, message: string): void {
  const list = container.role === 'app' ? 'containers' : 'initContainers'
  recordEvent(working, pod, { type, reason, message, component: 'kubelet', ...host(pod), fieldPath: `spec.${list}{${container.name}}` })
}

/** An event about the Pod as a whole. */
export function sayOfPod(working: Working, pod: Pod, type: 'Normal' | 'Warning', reason: string, message: string): void {
  recordEvent(working, pod, { type, reason, message, component: 'kubelet', ...host(pod) })
}

function host(pod: Pod): { readonly host?: string } {
  return pod.spec.nodeName === undefined ? {} : { host: pod.spec.nodeName }
}
