import type { Working } from '../working/working'
import { rootCertificate } from './root-certificate'
import { seed } from './seed'

const names = ['default', 'kube-node-lease', 'kube-public', 'kube-system']

/** The four namespaces, each with its ServiceAccount and the certificate that Pods trust the API server by. */
export function bootstrapNamespaces(working: Working): void {
  for (const name of names) {
    const metadata = { name, labels: { 'kubernetes.io/metadata.name': name } }
    seed(working, { apiVersion: 'v1', kind: 'Namespace', resource: 'namespaces', metadata, spec: { finalizers: ['kubernetes'] }, status: { phase: 'Active' } }, 'kube-apiserver', ['spec'])
  }
  for (const namespace of names) {
    seed(working, { apiVersion: 'v1', kind: 'ServiceAccount', resource: 'serviceaccounts', metadata: { name: 'default', namespace } }, 'kube-controller-manager')
    seed(working, rootCertificateMap(namespace), 'kube-controller-manager')
  }
  const tracking = 'kube-apiserver-legacy-service-account-token-tracking'
  seed(working, { apiVersion: 'v1', kind: 'ConfigMap', resource: 'configmaps', metadata: { name: tracking, namespace: 'kube-system' }, data: { since: working.timestamp().slice(0, 10) } })
}

/** The ConfigMap with the certificate that Pods of a namespace trust the API server by. */
export function rootCertificateMap(namespace: string) {
  const annotations = {
    'kubernetes.io/description':
      'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.',
  }
  return { apiVersion: 'v1', kind: 'ConfigMap', resource: 'configmaps', metadata: { name: 'kube-root-ca.crt', namespace, annotations }, data: { 'ca.crt': rootCertificate } }
}
