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

/**
 * Fields that an Ingress had under other names before v1 (`spec.backend`, `serviceName`, `servicePort`), found where today's names stand: the old
 * version's decoder does not know them.
 */
export function unknownToRetired(apiVersion: string, kind: string, value: Readonly<Record<string, unknown>>): readonly string[] {
  if (kind !== 'Ingress' || !isRetired(apiVersion, kind) || !isMap(value['spec'])) return []
  const found = 'defaultBackend' in value['spec'] ? ['unknown field "spec.defaultBackend"'] : []
  listOf(value['spec']['rules']).forEach((rule, at) => {
    const paths = isMap(rule) && isMap(rule['http']) ? listOf(rule['http']['paths']) : []
    paths.forEach((path, index) => {
      const backend = isMap(path) ? path['backend'] : undefined
      if (isMap(backend) && 'service' in backend) found.push(`unknown field "spec.rules[${String(at)}].http.paths[${String(index)}].backend.service"`)
    })
  })
  return found
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** Kinds the server knows and this cluster does not have: posted to another kind's URL they can't be converted, as our own. */
const elsewhere: Readonly<Record<string, readonly string[] | undefined>> = {
  v1: ['ComponentStatus', 'PodTemplate', 'RangeAllocation', 'ReplicationController', 'Status'],
  'admissionregistration.k8s.io/v1': ['MutatingWebhookConfiguration', 'ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding', 'ValidatingWebhookConfiguration'],
  'certificates.k8s.io/v1': ['CertificateSigningRequest'],
  'networking.k8s.io/v1': ['IPAddress', 'ServiceCIDR'],
  'node.k8s.io/v1': ['RuntimeClass'],
  'storage.k8s.io/v1': ['CSIDriver', 'CSINode', 'CSIStorageCapacity', 'VolumeAttachment', 'VolumeAttributesClass'],
}

/** True for a kind of the real API that stands outside this cluster. */
export function isElsewhere(apiVersion: string, kind: string): boolean {
  return (Object.hasOwn(elsewhere, apiVersion) ? elsewhere[apiVersion] : undefined)?.includes(kind) ?? false
}

/** True for `extensions/v1beta1` `Deployment` and its like: a kind of which only the version is out of date. */
export function isRetired(apiVersion: string, kind: string): boolean {
  return (Object.hasOwn(retired, apiVersion) ? retired[apiVersion] : undefined)?.includes(kind) ?? false
}
