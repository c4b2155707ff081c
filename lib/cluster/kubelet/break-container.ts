import type { Pod } from '@/lib/kube/core/v1.generated'
import { objectKey } from '@/lib/kube/object'
import type { Working } from '../working/working'
import { wakeProbes } from './probe'
import { draftOf, keepRuntime, runtimeOf } from './runtime'

/** What can happen to a container's process from outside; a number is the status that it answers HTTP requests with from now on. */
export type Breakage = 'kill-container' | 'out-of-memory' | 'hang-container' | 'close-port' | { readonly answersWith: number }

/** Does that to a running container; the kubelet notices as it would. */
export function breakContainer(working: Working, pod: Pod, name: string, breakage: Breakage): void {
  const known = runtimeOf(working, pod.metadata.uid)
  if (known === undefined) return
  const runtime = draftOf(known)
  const container = runtime.containers.find((candidate) => candidate.name === name)
  const spec = pod.spec.containers.find((candidate) => candidate.name === name)
  if (container?.phase !== 'running' || spec === undefined) return
  if (breakage === 'kill-container' || breakage === 'out-of-memory') {
    if (breakage === 'out-of-memory') container.endsAs = 'OOMKilled'
    if (container.process !== undefined) container.process = { ...container.process, endsAt: working.now, exitCode: 137 }
  } else {
    if (breakage === 'hang-container') container.hungSince = working.now
    else if (breakage === 'close-port') container.closed = true
    else container.answersWith = breakage.answersWith
    wakeProbes(spec, container, working.now)
  }
  keepRuntime(working, runtime)
  working.agenda.add('kubelet', objectKey('', 'pods', pod.metadata.namespace ?? '', pod.metadata.name), working.now + 20)
}
