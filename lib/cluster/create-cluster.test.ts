import { describe, expect, it } from 'vitest'
import { objectKey } from '@/lib/kube/object'
import { createCluster } from './create-cluster'

describe('createCluster', () => {
  it('has what a fresh Kubernetes has', () => {
    const cluster = createCluster()
    const names = (resource: string) => [...cluster.objects].filter(([key]) => key.startsWith(`${resource}/`)).map(([, object]) => object.metadata.name).sort()
    expect(names('/namespaces')).toEqual(['default', 'kube-node-lease', 'kube-public', 'kube-system'])
    expect(names('/nodes')).toEqual(['node-1', 'node-2', 'node-3'])
    expect(names('scheduling.k8s.io/priorityclasses')).toEqual(['system-cluster-critical', 'system-node-critical'])
    expect(names('/services')).toEqual(['kubernetes'])
  })

  it('makes as many nodes as it takes, each with its own address and Pod range', () => {
    const { objects } = createCluster({ nodes: 300 })
    const node = objects.get(objectKey('', 'nodes', '', 'node-300')) as unknown as { spec: { podCIDR: string }; status: { addresses: { address: string }[] } }
    expect(node.spec.podCIDR).toBe('10.245.43.0/24')
    expect(node.status.addresses[0]?.address).toBe('192.1.1.54')
  })

  it('is the same for the same options', () => {
    expect(createCluster({ seed: 7 })).toEqual(createCluster({ seed: 7 }))
  })
})
