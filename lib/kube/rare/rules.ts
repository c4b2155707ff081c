import { daemonSet } from '../apps/daemonset'
import { statefulSet } from '../apps/statefulset'
import { horizontalPodAutoscaler, horizontalPodAutoscalerV1 } from '../autoscaling/horizontal-pod-autoscaler'
import { cronJob } from '../batch/cronjob'
import { job } from '../batch/job'
import { limitRange } from '../core/limit-range'
import { persistentVolume } from '../core/persistent-volume'
import { persistentVolumeClaim } from '../core/persistent-volume-claim'
import { resourceQuota } from '../core/resource-quota'
import { coreEvent, eventsEvent } from '../events/event'
import type { KindDefinition } from '../kind'
import { gateway, gatewayClass, httpRoute } from '../gateway/gateway-kinds'
import { ingress } from '../networking/ingress'
import { ingressClass } from '../networking/ingress-class'
import { networkPolicy } from '../networking/network-policy'
import { podDisruptionBudget } from '../policy/pod-disruption-budget'
import { clusterRole, role } from '../rbac/role'
import { clusterRoleBinding, roleBinding } from '../rbac/role-binding'
import { priorityClass } from '../scheduling/priority-class'
import { storageClass } from '../storage/storage-class'
import type { addresses } from './addresses'

/** The kinds of which few lessons have an object: one file that a browser fetches. */
export const rules: Readonly<Record<keyof typeof addresses, KindDefinition>> = {
  statefulSet, daemonSet, job, cronJob, coreEvent, eventsEvent, horizontalPodAutoscaler, horizontalPodAutoscalerV1, podDisruptionBudget,
  ingress, ingressClass, networkPolicy, role, roleBinding, clusterRole, clusterRoleBinding, persistentVolume, persistentVolumeClaim,
  storageClass, priorityClass, resourceQuota, limitRange, httpRoute, gateway, gatewayClass,
}
