import type { Pod } from '@/lib/kube/core/v1.generated'
import { objectKey } from '@/lib/kube/object'
import type { Working } from '../../working/working'
import { draftOf, keepRuntime, runtimeOf } from '../runtime'

/** SIGTERM to a container's process 1 by hand: it stops as it does when its Pod is deleted, and the kubelet starts it again. */
export function signalContainer(working: Working, pod: Pod, name: string): void {
  const known = runtimeOf(working, pod.metadata.uid)
  if (known === undefined) return
  const runtime = draftOf(known)
  const container = runtime.containers.find((candidate) => candidate.name === name)
  // A shell or sleep as process 1 has no handler, and the kernel gives it no default one.
  if (container?.phase !== 'running' || container.process?.stopsAfterMs === undefined) return
  container.stoppingSince ??= working.now
  keepRuntime(working, runtime)
  working.agenda.add('kubelet', objectKey('', 'pods', pod.metadata.namespace ?? '', pod.metadata.name), working.now + 20)
}
