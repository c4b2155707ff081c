import type { Deployment } from '@/lib/kube/apps/v1.generated'
import { scaledAmount } from '@/lib/kube/int-or-string'

/** maxSurge and maxUnavailable as Pods. Surge is rounded up, unavailable down; where both come to 0, one may be unavailable (deploymentutil ResolveFenceposts). */
export function resolveFenceposts(deployment: Deployment): { readonly surge: number; readonly unavailable: number } {
  const { replicas, strategy } = deployment.spec
  const surge = scaledAmount(strategy.rollingUpdate?.maxSurge ?? 0, replicas, 'up')
  const unavailable = scaledAmount(strategy.rollingUpdate?.maxUnavailable ?? 0, replicas, 'down')
  return { surge, unavailable: surge === 0 && unavailable === 0 ? 1 : unavailable }
}

/** Pods allowed above the desired number during a rolling update. */
export function maxSurge(deployment: Deployment): number {
  return deployment.spec.strategy.type === 'RollingUpdate' ? resolveFenceposts(deployment).surge : 0
}

/** Pods that may be unavailable during a rolling update, never more than there are. */
export function maxUnavailable(deployment: Deployment): number {
  if (deployment.spec.strategy.type !== 'RollingUpdate' || deployment.spec.replicas === 0) return 0
  return Math.min(resolveFenceposts(deployment).unavailable, deployment.spec.replicas)
}
