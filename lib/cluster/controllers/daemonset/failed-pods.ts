import type { DaemonSet } from '@/lib/kube/apps/v1.generated'
import type { Pod } from '@/lib/kube/core/v1.generated'
import { recordEvent } from '../../events'
import type { Working } from '../../working/working'

const component = 'daemonset-controller'
/** A Pod that fails again and again is killed less and less often (failedPodsBackoff in daemon_controller.go). */
const backoffMs = { first: 1000, most: 900_000 }

interface Failure {
  readonly at: number
  readonly delayMs: number
}

/** Whether a Pod that has ended goes now, so that its node gets another; else when to look again. */
export function endsNow(working: Working, set: DaemonSet, pod: Pod): boolean | { readonly at: number } {
  const { name, namespace = '' } = pod.metadata
  const what = `daemon pod ${namespace}/${name} on node ${pod.spec.nodeName ?? ''}, will try to`
  if (pod.status?.phase === 'Succeeded') {
    recordEvent(working, set, { type: 'Normal', reason: 'SucceededDaemonPod', message: `Found succeeded ${what} delete it`, component })
    return true
  }
  if (pod.status?.phase !== 'Failed') return false
  const failures = working.table<Failure>('daemonset-failures')
  const key = `${set.metadata.uid}/${pod.spec.nodeName ?? ''}`
  const last = failures.get(key)
  if (last !== undefined && working.now - last.at < last.delayMs) return { at: last.at + last.delayMs }
  const isFresh = last === undefined || working.now - last.at > 2 * backoffMs.most
  failures.set(key, { at: working.now, delayMs: isFresh ? backoffMs.first : Math.min(last.delayMs * 2, backoffMs.most) })
  recordEvent(working, set, { type: 'Warning', reason: 'FailedDaemonPod', message: `Found failed ${what} kill it`, component })
  return true
}
