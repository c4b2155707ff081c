/**
 * Versions the server's scheme still knows but no longer serves: posted to the current version they are a mismatch, not an unknown kind.
 * Source: the AddToScheme calls of k8s.io/api's older packages.
 */
const retired: Readonly<Record<string, readonly string[] | undefined>> = {
  'apps/v1beta1': ['Deployment', 'StatefulSet', 'ControllerRevision'],
  'apps/v1beta2': ['Deployment', 'StatefulSet', 'ControllerRevision', 'DaemonSet', 'ReplicaSet'],
  'extensions/v1beta1': ['Deployment', 'DaemonSet', 'ReplicaSet', 'Ingress', 'NetworkPolicy'],
  'batch/v1beta1': ['CronJob'],
  'policy/v1beta1': ['PodDisruptionBudget'],
  'discovery.k8s.io/v1beta1': ['EndpointSlice'],
  'events.k8s.io/v1beta1': ['Event'],
  'networking.k8s.io/v1beta1': ['Ingress', 'IngressClass'],
  'rbac.authorization.k8s.io/v1beta1': ['Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding'],
  'rbac.authorization.k8s.io/v1alpha1': ['Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding'],
  'scheduling.k8s.io/v1beta1': ['PriorityClass'],
  'scheduling.k8s.io/v1alpha1': ['PriorityClass'],
  'storage.k8s.io/v1beta1': ['StorageClass', 'CSIDriver', 'CSINode', 'VolumeAttachment'],
  'coordination.k8s.io/v1beta1': ['Lease'],
}

/** True for `extensions/v1beta1` `Deployment` and its like: a kind of which only the version is out of date. */
export function isRetired(apiVersion: string, kind: string): boolean {
  return (Object.hasOwn(retired, apiVersion) ? retired[apiVersion] : undefined)?.includes(kind) ?? false
}
