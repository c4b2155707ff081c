import type { Working } from '../working/working'
import { clusterRoles, type DefaultRule } from './cluster-roles'
import { seed, type Seed } from './seed'

const apiVersion = 'rbac.authorization.k8s.io/v1'
const apiGroup = 'rbac.authorization.k8s.io'
const labels = { 'kubernetes.io/bootstrapping': 'rbac-defaults' }
const annotations = { 'rbac.authorization.kubernetes.io/autoupdate': 'true' }

/** Who holds the default roles (plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go). */
const bindings: readonly { readonly name: string; readonly role?: string; readonly subjects: readonly object[] }[] = [
  { name: 'cluster-admin', subjects: [group('system:masters')] },
  { name: 'system:basic-user', subjects: [group('system:authenticated')] },
  { name: 'system:discovery', subjects: [group('system:authenticated')] },
  { name: 'system:public-info-viewer', subjects: [group('system:authenticated'), group('system:unauthenticated')] },
  { name: 'system:service-account-issuer-discovery', subjects: [group('system:serviceaccounts')] },
  { name: 'system:monitoring', subjects: [group('system:monitoring')] },
  { name: 'system:node', subjects: [] },
  { name: 'system:node-proxier', subjects: [user('system:kube-proxy')] },
  { name: 'system:kube-controller-manager', subjects: [user('system:kube-controller-manager')] },
  { name: 'system:kube-scheduler', subjects: [user('system:kube-scheduler')] },
  { name: 'system:kube-dns', subjects: [{ kind: 'ServiceAccount', name: 'kube-dns', namespace: 'kube-system' }] },
]

/** The default ClusterRoles and their bindings. */
export function bootstrapRbac(working: Working): void {
  for (const role of clusterRoles) {
    const own: Seed = {
      apiVersion,
      kind: 'ClusterRole',
      resource: 'clusterroles',
      metadata: { name: role.name, labels: { ...labels, ...role.labels }, annotations },
      rules: role.rules.map(rule),
      ...(role.aggregate === undefined ? {} : { aggregationRule: { clusterRoleSelectors: [{ matchLabels: { [role.aggregate]: 'true' } }] } }),
    }
    seed(working, own)
  }
  for (const { name, subjects } of bindings) {
    const roleRef = { apiGroup, kind: 'ClusterRole', name }
    seed(working, { apiVersion, kind: 'ClusterRoleBinding', resource: 'clusterrolebindings', metadata: { name, labels, annotations }, roleRef, ...(subjects.length === 0 ? {} : { subjects }) })
  }
}

function group(name: string) {
  return { kind: 'Group', apiGroup, name }
}

function user(name: string) {
  return { kind: 'User', apiGroup, name }
}

function rule(short: DefaultRule) {
  if ('urls' in short) return { nonResourceURLs: short.urls, verbs: short.verbs }
  return { apiGroups: [short.group], resources: short.resources, verbs: short.verbs }
}
