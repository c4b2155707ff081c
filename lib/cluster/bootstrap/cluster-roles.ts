/** One rule of a default role: resources of one group, or paths. */
export type DefaultRule =
  | { readonly group: string; readonly resources: readonly string[]; readonly verbs: readonly string[] }
  | { readonly urls: readonly string[]; readonly verbs: readonly string[] }

interface DefaultRole {
  readonly name: string
  readonly labels?: Readonly<Record<string, string>>
  /** Label of the roles whose rules it collects. */
  readonly aggregate?: string
  readonly rules: readonly DefaultRule[]
}

const read = ['get', 'list', 'watch']
const write = ['create', 'delete', 'deletecollection', 'patch', 'update']
const aggregateTo = (role: string) => `rbac.authorization.k8s.io/aggregate-to-${role}`

const viewed: readonly DefaultRule[] = [
  {
    group: '',
    resources: ['configmaps', 'endpoints', 'persistentvolumeclaims', 'persistentvolumeclaims/status', 'pods', 'replicationcontrollers', 'replicationcontrollers/scale', 'serviceaccounts', 'services', 'services/status'],
    verbs: read,
  },
  {
    group: '',
    resources: ['bindings', 'events', 'limitranges', 'namespaces/status', 'pods/log', 'pods/status', 'replicationcontrollers/status', 'resourcequotas', 'resourcequotas/status'],
    verbs: read,
  },
  { group: '', resources: ['namespaces'], verbs: read },
  { group: 'discovery.k8s.io', resources: ['endpointslices'], verbs: read },
  {
    group: 'apps',
    resources: [
      'controllerrevisions', 'daemonsets', 'daemonsets/status', 'deployments', 'deployments/scale', 'deployments/status', 'replicasets', 'replicasets/scale', 'replicasets/status',
      'statefulsets', 'statefulsets/scale', 'statefulsets/status',
    ],
    verbs: read,
  },
  { group: 'autoscaling', resources: ['horizontalpodautoscalers', 'horizontalpodautoscalers/status'], verbs: read },
  { group: 'batch', resources: ['cronjobs', 'cronjobs/status', 'jobs', 'jobs/status'], verbs: read },
  { group: 'policy', resources: ['poddisruptionbudgets', 'poddisruptionbudgets/status'], verbs: read },
  { group: 'networking.k8s.io', resources: ['ingresses', 'ingresses/status', 'networkpolicies'], verbs: read },
]

const edited: readonly DefaultRule[] = [
  { group: '', resources: ['pods/attach', 'pods/exec', 'pods/portforward', 'pods/proxy', 'secrets', 'services/proxy'], verbs: read },
  { group: '', resources: ['serviceaccounts'], verbs: ['impersonate'] },
  { group: '', resources: ['pods', 'pods/attach', 'pods/exec', 'pods/portforward', 'pods/proxy'], verbs: write },
  { group: '', resources: ['pods/eviction'], verbs: ['create'] },
  {
    group: '',
    resources: ['configmaps', 'events', 'persistentvolumeclaims', 'replicationcontrollers', 'replicationcontrollers/scale', 'secrets', 'serviceaccounts', 'services', 'services/proxy'],
    verbs: write,
  },
  { group: '', resources: ['serviceaccounts/token'], verbs: ['create'] },
  {
    group: 'apps',
    resources: ['daemonsets', 'deployments', 'deployments/rollback', 'deployments/scale', 'replicasets', 'replicasets/scale', 'statefulsets', 'statefulsets/scale'],
    verbs: write,
  },
  { group: 'autoscaling', resources: ['horizontalpodautoscalers'], verbs: write },
  { group: 'batch', resources: ['cronjobs', 'jobs'], verbs: write },
  { group: 'policy', resources: ['poddisruptionbudgets'], verbs: write },
  { group: 'networking.k8s.io', resources: ['ingresses', 'networkpolicies'], verbs: write },
  { group: 'coordination.k8s.io', resources: ['leases'], verbs: [...write, ...read] },
]

const administered: readonly DefaultRule[] = [
  { group: 'authorization.k8s.io', resources: ['localsubjectaccessreviews'], verbs: ['create'] },
  { group: 'rbac.authorization.k8s.io', resources: ['rolebindings', 'roles'], verbs: [...write, ...read] },
]

/** The default ClusterRoles that people meet, and those of the cluster's own parts in short (bootstrappolicy/policy.go). */
export const clusterRoles: readonly DefaultRole[] = [
  { name: 'cluster-admin', rules: [{ group: '*', resources: ['*'], verbs: ['*'] }, { urls: ['*'], verbs: ['*'] }] },
  { name: 'admin', aggregate: aggregateTo('admin'), rules: [...administered, ...edited, ...viewed] },
  { name: 'edit', aggregate: aggregateTo('edit'), labels: { [aggregateTo('admin')]: 'true' }, rules: [...edited, ...viewed] },
  { name: 'view', aggregate: aggregateTo('view'), labels: { [aggregateTo('edit')]: 'true' }, rules: viewed },
  { name: 'system:aggregate-to-admin', labels: { [aggregateTo('admin')]: 'true' }, rules: administered },
  { name: 'system:aggregate-to-edit', labels: { [aggregateTo('edit')]: 'true' }, rules: edited },
  { name: 'system:aggregate-to-view', labels: { [aggregateTo('view')]: 'true' }, rules: viewed },
  {
    name: 'system:discovery',
    rules: [{ urls: ['/api', '/api/*', '/apis', '/apis/*', '/healthz', '/livez', '/openapi', '/openapi/*', '/readyz', '/version', '/version/'], verbs: ['get'] }],
  },
  {
    name: 'system:basic-user',
    rules: [
      { group: 'authorization.k8s.io', resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'], verbs: ['create'] },
      { group: 'authentication.k8s.io', resources: ['selfsubjectreviews'], verbs: ['create'] },
    ],
  },
  { name: 'system:public-info-viewer', rules: [{ urls: ['/healthz', '/livez', '/readyz', '/version', '/version/'], verbs: ['get'] }] },
  { name: 'system:monitoring', rules: [{ urls: ['/healthz', '/healthz/*', '/livez', '/livez/*', '/metrics', '/metrics/slis', '/readyz', '/readyz/*'], verbs: ['get'] }] },
  { name: 'system:auth-delegator', rules: [
    { group: 'authentication.k8s.io', resources: ['tokenreviews'], verbs: ['create'] },
    { group: 'authorization.k8s.io', resources: ['subjectaccessreviews'], verbs: ['create'] },
  ] },
  { name: 'system:node', rules: [{ group: '', resources: ['nodes', 'pods', 'services'], verbs: read }, { group: '', resources: ['nodes/status', 'pods/status'], verbs: ['patch', 'update'] }] },
  { name: 'system:service-account-issuer-discovery', rules: [{ urls: ['/.well-known/openid-configuration', '/.well-known/openid-configuration/', '/openid/v1/jwks', '/openid/v1/jwks/'], verbs: ['get'] }] },
  { name: 'system:node-proxier', rules: [{ group: '', resources: ['nodes', 'services'], verbs: read }, { group: 'discovery.k8s.io', resources: ['endpointslices'], verbs: ['list', 'watch'] }] },
  { name: 'system:kube-controller-manager', rules: [{ group: '*', resources: ['*'], verbs: ['list', 'watch'] }, { group: '', resources: ['events'], verbs: ['create', 'patch', 'update'] }] },
  { name: 'system:kube-scheduler', rules: [{ group: '', resources: ['nodes', 'pods'], verbs: read }, { group: '', resources: ['bindings', 'pods/binding'], verbs: ['create'] }] },
  { name: 'system:kube-dns', rules: [{ group: '', resources: ['endpoints', 'services'], verbs: ['list', 'watch'] }] },
]
