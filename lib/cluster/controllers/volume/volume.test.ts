import { describe, expect, it } from 'vitest'
import type { Event, PersistentVolume, PersistentVolumeClaim, Pod } from '@/lib/kube/core/v1.generated'
import { pods, World } from '../fixtures/world'

const claims = '/api/v1/namespaces/default/persistentvolumeclaims'
const volumes = '/api/v1/persistentvolumes'
const classes = '/apis/storage.k8s.io/v1/storageclasses'

const volume = (name: string, storage: string, spec: object = {}) => ({ metadata: { name }, spec: { capacity: { storage }, accessModes: ['ReadWriteOnce'], hostPath: { path: '/data' }, ...spec } })
const claim = (name: string, spec: object = {}) => ({ metadata: { name }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, ...spec } })
const pod = (name: string, claimName: string) => ({ metadata: { name }, spec: { terminationGracePeriodSeconds: 1, containers: [{ name: 'c', image: 'nginx:1.27' }], volumes: [{ name: 'v', persistentVolumeClaim: { claimName } }] } })
const onNode = (name: string) => ({ required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: [name] }] }] } })

const claimOf = (world: World, name: string) => world.working.get(`/persistentvolumeclaims/default/${name}`) as PersistentVolumeClaim | undefined
const volumeOf = (world: World, name: string) => world.working.get(`/persistentvolumes//${name}`) as PersistentVolume | undefined
const podOf = (world: World, name: string) => world.working.get(`/pods/default/${name}`) as Pod
const counts = (world: World, name: string) => (world.working.list('/events/default') as Event[]).filter(({ involvedObject }) => involvedObject?.name === name).map(({ reason, count }) => `${reason ?? ''} ×${String(count)}`)

describe('a claim', () => {
  it('gets the smallest volume that serves it', () => {
    const world = new World()
    for (const each of [volume('large', '9Gi'), volume('small', '500Mi'), volume('right', '2Gi'), volume('shared', '1Gi', { accessModes: ['ReadOnlyMany'] }), volume('classy', '1Gi', { storageClassName: 'fast' })]) world.create(volumes, each)
    world.run(100)
    world.create(claims, claim('data'))
    world.run(100)
    expect(claimOf(world, 'data')).toMatchObject({
      metadata: { annotations: { 'pv.kubernetes.io/bind-completed': 'yes', 'pv.kubernetes.io/bound-by-controller': 'yes' } },
      spec: { volumeName: 'right' },
      status: { phase: 'Bound', capacity: { storage: '2Gi' }, accessModes: ['ReadWriteOnce'] },
    })
    expect(volumeOf(world, 'right')).toMatchObject({ spec: { claimRef: { kind: 'PersistentVolumeClaim', namespace: 'default', name: 'data', uid: claimOf(world, 'data')?.metadata.uid } }, status: { phase: 'Bound' } })
    expect(volumeOf(world, 'large')?.status?.phase).toBe('Available')
  })

  it('without a volume waits, and finds one that was made later when claims are looked through again', () => {
    const world = new World()
    world.create(claims, claim('data'))
    world.run(1000)
    expect(world.events('data')).toEqual(['FailedBinding: no persistent volumes available for this claim and no storage class is set'])
    expect(counts(world, 'data')).toEqual(['FailedBinding ×2'])
    world.create(volumes, volume('late', '1Gi'))
    world.run(1000)
    expect(claimOf(world, 'data')?.status?.phase).toBe('Pending')
    world.run(15_000)
    expect(claimOf(world, 'data')?.spec.volumeName).toBe('late')
  })

  it.each([
    [{ storageClassName: 'gone' }, 'ProvisioningFailed: storageclass.storage.k8s.io "gone" not found'],
    [{ storageClassName: 'cloud' }, "ExternalProvisioning: Waiting for a volume to be created either by the external provisioner 'example.com/disk' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered."],
    [{ storageClassName: 'local' }, 'WaitForFirstConsumer: waiting for first consumer to be created before binding'],
    [{ volumeName: 'small' }, 'VolumeMismatch: Cannot bind to requested volume "small": requested PV is too small'],
  ])('%j says why it waits', (spec, told) => {
    const world = new World()
    world.create(classes, { metadata: { name: 'cloud' }, provisioner: 'example.com/disk' })
    world.create(classes, { metadata: { name: 'local' }, provisioner: 'kubernetes.io/no-provisioner', volumeBindingMode: 'WaitForFirstConsumer' })
    world.create(volumes, volume('small', '10Mi'))
    world.create(claims, claim('data', spec))
    world.run(1000)
    expect([claimOf(world, 'data')?.status?.phase, world.events('data')]).toEqual(['Pending', [told]])
  })

  it('that is deleted stays while a Pod has it; its volume is released then, and kept', () => {
    const world = new World()
    world.create(volumes, volume('disk', '1Gi'))
    world.create(claims, claim('data'))
    world.create(pods, pod('user', 'data'))
    world.run(20_000)
    world.delete(`${claims}/data`)
    world.delete(`${volumes}/disk`)
    world.run(10_000)
    expect([claimOf(world, 'data')?.metadata.finalizers, volumeOf(world, 'disk')?.status?.phase]).toEqual([['kubernetes.io/pvc-protection'], 'Bound'])
    world.delete(`${pods}/user`)
    world.run(10_000)
    expect([claimOf(world, 'data'), volumeOf(world, 'disk')]).toEqual([undefined, undefined])
    world.create(volumes, volume('other', '1Gi'))
    world.create(claims, claim('more'))
    world.run(20_000)
    world.delete(`${claims}/more`)
    world.run(1000)
    expect(volumeOf(world, 'other')?.status?.phase).toBe('Released')
    world.create(claims, claim('third'))
    world.run(20_000)
    expect(claimOf(world, 'third')?.status?.phase).toBe('Pending')
  })

  it('whose volume is gone is lost', () => {
    const world = new World()
    world.create(volumes, volume('disk', '1Gi'))
    world.create(claims, claim('data'))
    world.run(1000)
    world.working.remove('/persistentvolumes//disk')
    world.run(1000)
    expect([claimOf(world, 'data')?.status?.phase, world.events('data')]).toEqual(['Lost', ['ClaimLost: Bound claim has lost its PersistentVolume. Data on the volume is lost!']])
  })
})

describe('a Pod with a claim', () => {
  const refusal = (world: World) => podOf(world, 'user').status?.conditions?.find(({ type }) => type === 'PodScheduled')?.message

  it('waits for the claim, then for its volume', () => {
    const world = new World()
    world.create(pods, pod('user', 'data'))
    world.run(1000)
    expect(refusal(world)).toBe('0/3 nodes are available: persistentvolumeclaim "data" not found. not found')
    world.create(claims, claim('data'))
    world.run(1000)
    expect(refusal(world)).toBe('0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found')
    world.create(volumes, volume('disk', '1Gi', { nodeAffinity: onNode('node-2') }))
    world.run(20_000)
    expect(podOf(world, 'user')).toMatchObject({ spec: { nodeName: 'node-2' }, status: { phase: 'Running' } })
  })

  it('goes where a volume of a class that waits for it is', () => {
    const world = new World()
    world.create(classes, { metadata: { name: 'local' }, provisioner: 'kubernetes.io/no-provisioner', volumeBindingMode: 'WaitForFirstConsumer' })
    world.create(claims, claim('data', { storageClassName: 'local' }))
    world.create(pods, pod('user', 'data'))
    world.run(1000)
    expect(refusal(world)).toBe("0/3 nodes are available: 3 node(s) didn't find available persistent volumes to bind. no new claims to deallocate, preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.")
    world.create(volumes, volume('disk', '1Gi', { storageClassName: 'local', nodeAffinity: onNode('node-3') }))
    world.run(5000)
    expect([podOf(world, 'user').spec.nodeName, claimOf(world, 'data')?.spec.volumeName]).toEqual(['node-3', 'disk'])
  })

  it('waits ten minutes for a volume that somebody else has to make on its node', () => {
    const world = new World()
    world.create(classes, { metadata: { name: 'cloud' }, provisioner: 'example.com/disk', volumeBindingMode: 'WaitForFirstConsumer' })
    world.create(claims, claim('data', { storageClassName: 'cloud' }))
    world.create(pods, pod('user', 'data'))
    world.run(2000)
    expect([podOf(world, 'user').spec.nodeName, refusal(world), Object.keys(claimOf(world, 'data')?.metadata.annotations ?? {}).includes('volume.kubernetes.io/selected-node')]).toEqual([undefined, undefined, true])
    world.run(600_000)
    expect(refusal(world)).toBe('running PreBind plugin "VolumeBinding": binding volumes: context deadline exceeded')
  })
})
