import type { Pod } from '@/lib/kube/core/v1.generated'
import type { Working } from '../working/working'
import { mountVolumes } from './files/pod-files'
import type { PodRuntime } from './runtime'
import { sayOfPod } from './say'

const firstBackOffMs = 500
/** The volume manager's longest wait between two attempts (goroutinemap/exponentialbackoff). */
const longestBackOffMs = 122_000

/** The Pod worker tries again with its next sync. */
const sandboxRetryMs = 12_000

/** Whether the runtime can make the Pod's sandbox: it has no user namespaces on these nodes. False when it has to be tried again, at `runtime.sandboxAt`. */
export function makeSandbox(working: Working, pod: Pod, runtime: PodRuntime): boolean {
  if (pod.spec.hostUsers !== false || pod.spec.hostNetwork === true) return true
  sayOfPod(working, pod, 'Warning', 'FailedCreatePodSandBox', "Failed to create pod sandbox: can't set `spec.hostUsers: false`, runtime does not support user namespaces")
  runtime.sandboxAt = working.now + sandboxRetryMs
  return false
}

/** Sets up a Pod's volumes; false when it has to be tried again, at `runtime.sandboxAt`. */
export function mountPod(working: Working, pod: Pod, runtime: PodRuntime): boolean {
  if ((pod.spec.volumes ?? []).length === 0 || runtime.mounted === true) return true
  const failures = mountVolumes(working, pod)
  if (failures.length === 0) {
    runtime.mounted = true
    return true
  }
  for (const { volume, error } of failures) sayOfPod(working, pod, 'Warning', 'FailedMount', `MountVolume.SetUp failed for volume "${volume}" : ${error}`)
  const backOff = runtime.mountBackOffMs ?? firstBackOffMs
  runtime.sandboxAt = working.now + backOff
  runtime.mountBackOffMs = Math.min(longestBackOffMs, backOff * 2)
  return false
}
