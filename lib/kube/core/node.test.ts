import { describe, expect, it } from 'vitest'
import type { Manifest } from '../testing/refusal'
import { accepted, changeRefusal, refusal } from '../testing/refusal'

const node = (fields: object): Manifest => ({ apiVersion: 'v1', kind: 'Node', metadata: { name: 'node-1' }, ...fields })
const notReady = { key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }

describe('Node', () => {
  it('is tainted until it is ready, and can allocate what it has', () => {
    expect(accepted(node({ spec: { taints: [{ key: 'a', effect: 'NoExecute' }] }, status: { capacity: { cpu: '4' } } }))).toMatchObject({
      spec: { taints: [{ key: 'a', effect: 'NoExecute' }, notReady] }, status: { capacity: { cpu: '4' }, allocatable: { cpu: '4' } },
    })
    expect(accepted(node({ spec: { taints: [notReady] } }))).toMatchObject({ spec: { taints: [notReady] } })
  })

  it('says its Pod range twice', () => {
    expect(accepted(node({ spec: { podCIDR: '10.244.2.0/24' } }))).toMatchObject({ spec: { podCIDR: '10.244.2.0/24', podCIDRs: ['10.244.2.0/24'] } })
    expect(accepted(node({ spec: { podCIDR: '10.244.2.0/24', podCIDRs: ['x'] } }))).toMatchObject({ spec: { podCIDRs: ['10.244.2.0/24'] } })
  })

  it.each<[object, readonly string[]]>([
    [{ spec: { taints: [{ key: 'a', effect: 'NoRun' }] } }, ['metadata.taints[0].effect: Unsupported value: "NoRun": supported values: "NoSchedule", "PreferNoSchedule", "NoExecute"']],
    [{ spec: { taints: [{ key: 'a' }] } }, ['metadata.taints[0].effect: Required value']],
    [{ spec: { taints: [{ key: 'a', effect: 'NoExecute' }, { key: 'a', value: 'b', effect: 'NoExecute' }] } }, ['metadata.taints[1]: Duplicate value: {"Key":"a","Value":"b","Effect":"NoExecute","TimeAdded":null}: taints must be unique by key and effect pair']],
    [{ spec: { podCIDR: '80' } }, ['spec.podCIDRs[0]: Invalid value: "80": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)']],
    [{ spec: { podCIDRs: ['10.244.2.0/24', '10.244.3.0/24'] } }, ['spec.podCIDRs: Invalid value: ["10.244.2.0/24","10.244.3.0/24"]: may specify no more than one CIDR for each IP family']],
    [{ status: { capacity: { pods: '1.5' } } }, ['status.capacity.pods: Invalid value: "1500m": must be an integer', 'status.allocatable.pods: Invalid value: "1500m": must be an integer']],
    [{ status: { allocatable: { memory: '-1' } } }, ['status.allocatable.memory: Invalid value: "-1": must be greater than or equal to 0']],
  ])('%j', (fields, wanted) => {
    expect(refusal(node(fields))).toEqual(wanted)
  })

  it('keeps its range and its provider', () => {
    const old = node({ spec: { podCIDR: '10.244.2.0/24', providerID: 'shop://1' } })
    expect(changeRefusal(old, node({ spec: { podCIDR: '10.244.3.0/24', providerID: 'shop://2' } }))).toEqual([
      'spec.podCIDRs: Forbidden: node updates may not change podCIDR except from "" to valid', 'spec.providerID: Forbidden: node updates may not change providerID except from "" to valid',
    ])
  })
})

describe('LimitRange', () => {
  const limits = (item: object): Manifest => ({ apiVersion: 'v1', kind: 'LimitRange', metadata: { name: 'limits' }, spec: { limits: [item] } })

  it('fills in defaults from the maximum and the minimum', () => {
    expect(accepted(limits({ type: 'Container', max: { cpu: '2' }, min: { memory: '1Mi' } }))).toMatchObject({ spec: { limits: [{ default: { cpu: '2' }, defaultRequest: { cpu: '2', memory: '1Mi' } }] } })
  })

  it.each<[object, readonly string[]]>([
    [{ type: 'Deployment' }, ['spec.limits[0].type: Invalid value: "Deployment": must be a standard limit type or fully qualified']],
    [{ type: 'Pod', default: { cpu: '1' } }, ["spec.limits[0].default: Forbidden: may not be specified when `type` is 'Pod'"]],
    [{ type: 'PersistentVolumeClaim' }, ['spec.limits[0].limits: Required value: either minimum or maximum storage value is required, but neither was provided']],
    [{ type: 'Pod', min: { cpu: '4' }, max: { cpu: '2' }, maxLimitRequestRatio: { cpu: '10' } }, [
      'spec.limits[0].min[cpu]: Invalid value: "4": min value 4 is greater than max value 2', 'spec.limits[0].maxLimitRequestRatio[cpu]: Invalid value: "10": ratio 10 is greater than max/min = 0.500000',
    ]],
    [{ type: 'Pod', maxLimitRequestRatio: { cpu: '.5' } }, ['spec.limits[0].maxLimitRequestRatio[cpu]: Invalid value: "500m": ratio 500m is less than 1']],
  ])('%j', (item, wanted) => {
    expect(refusal(limits(item))).toEqual(wanted)
  })

  it('is named by its uid when it has no name', () => {
    expect(accepted({ apiVersion: 'v1', kind: 'LimitRange', metadata: {}, spec: { limits: [] } }).metadata.name).toBe('00000000-0000-4000-8000-000000000000')
  })
})

describe('ResourceQuota', () => {
  const quota = (spec: object): Manifest => ({ apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'quota' }, spec })

  it.each<[object, readonly string[]]>([
    [{ hard: { pods: '10', 'count/deployments.apps': '5', 'requests.cpu': '2' } }, []],
    [{ hard: { widgets: '5' } }, ['spec.hard[widgets]: Invalid value: "widgets": must be a standard resource type or fully qualified', 'spec.hard[widgets]: Invalid value: "widgets": must be a standard resource for quota']],
    [{ hard: { pods: '-1' } }, ['spec.hard[pods]: Invalid value: "-1": must be greater than or equal to 0']],
    [{ hard: { pods: '1Ei' } }, ['spec.hard[pods]: Invalid value: "1Ei": must be an integer']],
    [{ hard: { pods: '1' }, scopes: ['Terminating', 'NotTerminating'] }, ['spec.scopes: Invalid value: ["Terminating","NotTerminating"]: conflicting scopes']],
    [{ hard: { pods: '1' }, scopes: ['Terminated'] }, ['spec.scopes: Invalid value: ["Terminated"]: unsupported scope']],
    [{ hard: { cpu: '1' }, scopes: ['BestEffort'] }, ['spec.scopes: Invalid value: ["BestEffort"]: unsupported scope applied to resource']],
  ])('%j', (spec, wanted) => {
    expect(refusal(quota(spec))).toEqual(wanted)
  })

  it('keeps its scopes', () => {
    expect(changeRefusal(quota({ hard: { pods: '1' }, scopes: ['BestEffort'] }), quota({ hard: { pods: '2' } }))).toEqual(['spec.scopes: Invalid value: null: field is immutable'])
  })
})

describe('PersistentVolume and PersistentVolumeClaim', () => {
  const volume = (spec: object): Manifest => ({ apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: 'pv' }, spec })
  const claim = (spec: object): Manifest => ({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data' }, spec })
  const right = { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'], hostPath: { path: '/data' } }
  const asked = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } }

  it('are protected, pending, file systems', () => {
    expect(accepted(volume(right))).toMatchObject({ metadata: { finalizers: ['kubernetes.io/pv-protection'] }, spec: { volumeMode: 'Filesystem', persistentVolumeReclaimPolicy: 'Retain', hostPath: { type: '' } }, status: { phase: 'Pending' } })
    expect(accepted(claim(asked))).toMatchObject({ metadata: { finalizers: ['kubernetes.io/pvc-protection'] }, spec: { volumeMode: 'Filesystem' }, status: { phase: 'Pending' } })
  })

  it.each<[object, readonly string[]]>([
    [{ ...right, accessModes: [] }, ['spec.accessModes: Required value']],
    [{ ...right, capacity: undefined }, ['spec.capacity: Required value', 'spec.capacity: Unsupported value: null: supported values: "storage"']],
    [{ ...right, capacity: { storage: '0' } }, ['spec.capacity[storage]: Invalid value: "0": must be greater than zero']],
    [{ ...right, hostPath: undefined }, ['spec: Required value: must specify a volume type']],
    [{ ...right, hostPath: {} }, ['spec.hostPath.path: Required value']],
    [{ ...right, persistentVolumeReclaimPolicy: 'Keep' }, ['spec.persistentVolumeReclaimPolicy: Unsupported value: "Keep": supported values: "Delete", "Recycle", "Retain"']],
    [{ ...right, hostPath: { path: '/' }, persistentVolumeReclaimPolicy: 'Recycle' }, ["spec.persistentVolumeReclaimPolicy: Forbidden: may not be 'recycle' for a hostPath mount of '/'"]],
  ])('volume %j', (spec, wanted) => {
    expect(refusal(volume(spec))).toEqual(wanted)
  })

  it('a volume’s source and a claim’s spec stay', () => {
    expect(changeRefusal(volume(right), volume({ ...right, hostPath: { path: '/other' } }))[0]).toMatch(/^spec\.persistentvolumesource: Forbidden: spec\.persistentvolumesource is immutable after creation\n@@/)
    expect(changeRefusal(claim({ ...asked, storageClassName: 'slow' }), claim({ ...asked, storageClassName: 'fast' }))[0]).toMatch(/^spec: Forbidden: spec is immutable after creation except resources\.requests and volumeAttributesClassName for bound claims\n@@/)
    expect(changeRefusal(claim(asked), claim({ ...asked, volumeName: 'pv' }))).toEqual([])
    // A claim without a class may be given one later: the default class comes after the claim (validateStorageClassUpgradeFromNil).
    expect(changeRefusal(claim(asked), claim({ ...asked, storageClassName: 'fast' }))).toEqual([])
  })
})
