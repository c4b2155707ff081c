import type { Working } from '../working/working'
import { seed } from './seed'

/** Where the API server says it is. */
export const apiServerAddress = '192.0.2.10'
const apiServerPort = 6443

/** Service default/kubernetes, and the range its address is from (the API server keeps them itself). */
export function bootstrapServices(working: Working): void {
  seed(working, {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'ServiceCIDR',
    resource: 'servicecidrs',
    metadata: { name: 'kubernetes' },
    spec: { cidrs: ['10.96.0.0/16'] },
    status: { conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: working.timestamp(), reason: '', message: 'Kubernetes Service CIDR is ready' }] },
  })
  const labels = { component: 'apiserver', provider: 'kubernetes' }
  seed(working, {
    apiVersion: 'v1',
    kind: 'Service',
    resource: 'services',
    metadata: { name: 'kubernetes', namespace: 'default', labels },
    spec: {
      ports: [{ name: 'https', protocol: 'TCP', port: 443, targetPort: apiServerPort }],
      clusterIP: '10.96.0.1',
      clusterIPs: ['10.96.0.1'],
      type: 'ClusterIP',
      sessionAffinity: 'None',
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      internalTrafficPolicy: 'Cluster',
    },
    status: { loadBalancer: {} },
  })
}

/** Where the API server is, as it announces itself; that of the recordings does not (--endpoint-reconciler-type=none). */
export function bootstrapServerEndpoints(working: Working): void {
  const subsets = [{ addresses: [{ ip: apiServerAddress }], ports: [{ name: 'https', port: apiServerPort, protocol: 'TCP' }] }]
  seed(working, {
    apiVersion: 'v1',
    kind: 'Endpoints',
    resource: 'endpoints',
    metadata: { name: 'kubernetes', namespace: 'default', labels: { 'endpointslice.kubernetes.io/skip-mirror': 'true' } },
    subsets,
  })
  seed(working, {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    resource: 'endpointslices',
    metadata: { name: 'kubernetes', namespace: 'default', labels: { 'kubernetes.io/service-name': 'kubernetes' } },
    addressType: 'IPv4',
    endpoints: [{ addresses: [apiServerAddress], conditions: { ready: true } }],
    ports: [{ name: 'https', port: apiServerPort, protocol: 'TCP' }],
  })
}
