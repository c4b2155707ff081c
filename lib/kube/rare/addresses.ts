import type { Address } from '../define-kind'

const autoscaler = { group: 'autoscaling', kind: 'HorizontalPodAutoscaler', resource: 'horizontalpodautoscalers', shortNames: ['hpa'], categories: ['all'], subresources: ['status'] } as const

const ofGateways = { group: 'gateway.networking.k8s.io', version: 'v1', categories: ['gateway-api'], subresources: ['status'], generation: true } as const

/** How the kinds are addressed that few lessons have; their rules are fetched when one is written (`rules.ts`). */
export const addresses = {
  statefulSet: { group: 'apps', version: 'v1', kind: 'StatefulSet', resource: 'statefulsets', shortNames: ['sts'], categories: ['all'], definition: 'io.k8s.api.apps.v1.StatefulSet', generation: true, subresources: ['scale', 'status'] },
  daemonSet: { group: 'apps', version: 'v1', kind: 'DaemonSet', resource: 'daemonsets', shortNames: ['ds'], categories: ['all'], definition: 'io.k8s.api.apps.v1.DaemonSet', generation: true, subresources: ['status'] },
  job: { group: 'batch', version: 'v1', kind: 'Job', resource: 'jobs', categories: ['all'], definition: 'io.k8s.api.batch.v1.Job', generation: true, subresources: ['status'] },
  cronJob: { group: 'batch', version: 'v1', kind: 'CronJob', resource: 'cronjobs', shortNames: ['cj'], categories: ['all'], definition: 'io.k8s.api.batch.v1.CronJob', generation: true, subresources: ['status'] },
  coreEvent: { group: '', version: 'v1', kind: 'Event', resource: 'events', shortNames: ['ev'], definition: 'io.k8s.api.core.v1.Event' },
  eventsEvent: { group: 'events.k8s.io', version: 'v1', kind: 'Event', resource: 'events', shortNames: ['ev'], definition: 'io.k8s.api.events.v1.Event' },
  horizontalPodAutoscaler: { ...autoscaler, version: 'v2', definition: 'io.k8s.api.autoscaling.v2.HorizontalPodAutoscaler' },
  horizontalPodAutoscalerV1: { ...autoscaler, version: 'v1', definition: 'io.k8s.api.autoscaling.v1.HorizontalPodAutoscaler' },
  podDisruptionBudget: { group: 'policy', version: 'v1', kind: 'PodDisruptionBudget', resource: 'poddisruptionbudgets', shortNames: ['pdb'], definition: 'io.k8s.api.policy.v1.PodDisruptionBudget', subresources: ['status'], generation: true },
  ingress: { group: 'networking.k8s.io', version: 'v1', kind: 'Ingress', resource: 'ingresses', shortNames: ['ing'], definition: 'io.k8s.api.networking.v1.Ingress', subresources: ['status'], generation: true },
  ingressClass: { group: 'networking.k8s.io', version: 'v1', kind: 'IngressClass', resource: 'ingressclasses', namespaced: false, definition: 'io.k8s.api.networking.v1.IngressClass', generation: true },
  networkPolicy: { group: 'networking.k8s.io', version: 'v1', kind: 'NetworkPolicy', resource: 'networkpolicies', shortNames: ['netpol'], definition: 'io.k8s.api.networking.v1.NetworkPolicy', generation: true },
  role: { group: 'rbac.authorization.k8s.io', version: 'v1', kind: 'Role', resource: 'roles', definition: 'io.k8s.api.rbac.v1.Role' },
  roleBinding: { group: 'rbac.authorization.k8s.io', version: 'v1', kind: 'RoleBinding', resource: 'rolebindings', definition: 'io.k8s.api.rbac.v1.RoleBinding' },
  clusterRole: { group: 'rbac.authorization.k8s.io', version: 'v1', kind: 'ClusterRole', resource: 'clusterroles', namespaced: false, definition: 'io.k8s.api.rbac.v1.ClusterRole' },
  clusterRoleBinding: { group: 'rbac.authorization.k8s.io', version: 'v1', kind: 'ClusterRoleBinding', resource: 'clusterrolebindings', namespaced: false, definition: 'io.k8s.api.rbac.v1.ClusterRoleBinding' },
  persistentVolume: { group: '', version: 'v1', kind: 'PersistentVolume', resource: 'persistentvolumes', shortNames: ['pv'], namespaced: false, definition: 'io.k8s.api.core.v1.PersistentVolume', subresources: ['status'] },
  persistentVolumeClaim: { group: '', version: 'v1', kind: 'PersistentVolumeClaim', resource: 'persistentvolumeclaims', shortNames: ['pvc'], definition: 'io.k8s.api.core.v1.PersistentVolumeClaim', subresources: ['status'] },
  storageClass: { group: 'storage.k8s.io', version: 'v1', kind: 'StorageClass', resource: 'storageclasses', shortNames: ['sc'], namespaced: false, definition: 'io.k8s.api.storage.v1.StorageClass' },
  priorityClass: { group: 'scheduling.k8s.io', version: 'v1', kind: 'PriorityClass', resource: 'priorityclasses', shortNames: ['pc'], namespaced: false, definition: 'io.k8s.api.scheduling.v1.PriorityClass', generation: true },
  resourceQuota: { group: '', version: 'v1', kind: 'ResourceQuota', resource: 'resourcequotas', shortNames: ['quota'], definition: 'io.k8s.api.core.v1.ResourceQuota', subresources: ['status'] },
  limitRange: { group: '', version: 'v1', kind: 'LimitRange', resource: 'limitranges', shortNames: ['limits'], definition: 'io.k8s.api.core.v1.LimitRange' },
  httpRoute: { ...ofGateways, kind: 'HTTPRoute', resource: 'httproutes', definition: 'gateway.networking.k8s.io.v1.HTTPRoute' },
  gateway: { ...ofGateways, kind: 'Gateway', resource: 'gateways', shortNames: ['gtw'], definition: 'gateway.networking.k8s.io.v1.Gateway' },
  gatewayClass: { ...ofGateways, kind: 'GatewayClass', resource: 'gatewayclasses', shortNames: ['gc'], namespaced: false, definition: 'gateway.networking.k8s.io.v1.GatewayClass' },
} as const satisfies Readonly<Record<string, Address>>
