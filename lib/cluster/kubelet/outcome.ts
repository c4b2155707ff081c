import type { Working } from '../working/working'
import type { ContainerRuntime, Outcome } from './runtime'

/** From a sync's error to the sync that its new status brings, and between later ones (pod_workers.go backOffPeriod 10 s, jitter up to half of it). */
const statusSyncMs = 140
const configRetryMs = 12_000
/** The same without jitter, where an image was not to be had. */
export const retryMs = 10_000

/** A sync could not start the container: its status keeps what it said at the sync's beginning, the next sync tells why and tries again. */
export function failSync(working: Working, container: ContainerRuntime, outcome: Outcome, againMs = container.configError ? configRetryMs : statusSyncMs): void {
  container.phase = container.ended === undefined ? 'waiting' : 'ended'
  container.inSync = false
  container.outcome = outcome
  container.configError = true
  container.dueAt = working.now + againMs
}

/** A container stands still for a reason, and is looked at again at a time. */
export function wait(container: ContainerRuntime, reason: string, message: string | undefined, until: number): void {
  container.phase = 'waiting'
  if (container.ended !== undefined) container.last = container.ended
  container.ended = undefined
  container.waitingReason = reason
  container.waitingMessage = message
  container.dueAt = until
}
