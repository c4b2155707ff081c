import { expect, it } from 'vitest'
import { createCluster } from '@/lib/cluster/create-cluster'
import { runKubectl } from '@/lib/kubectl/run'

const manifest = `
apiVersion: v1
kind: PersistentVolume
metadata: {name: disk}
spec:
  capacity: {storage: 1Gi}
  accessModes: [ReadWriteMany, ReadWriteOnce]
  storageClassName: fast
  local: {path: /mnt/disk}
  nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [node-1, node-2]}]}]}}
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: fast, annotations: {storageclass.kubernetes.io/is-default-class: "true"}}
provisioner: example.com/disk
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: mixed}
rules:
- {apiGroups: ["", apps], resources: [pods, deployments/scale], verbs: [get, list]}
- {apiGroups: [""], resources: [pods], verbs: [watch]}
---
apiVersion: coordination.k8s.io/v1
kind: Lease
metadata: {name: turn}
spec: {holderIdentity: a, leaseDurationSeconds: 5}
---
apiVersion: v1
kind: Pod
metadata: {name: web-1, labels: {b: "2", a: "1"}}
spec: {containers: [{name: c, image: "nginx:1.27", env: [{name: CPU, valueFrom: {resourceFieldRef: {resource: limits.cpu}}}, {name: MEM, valueFrom: {resourceFieldRef: {resource: requests.memory, divisor: 1Mi}}}], resources: {requests: {memory: 10Mi}}}]}
`
const made = runKubectl(createCluster({ standIns: false }), 'create -f all.yaml', { files: { 'all.yaml': manifest } }).cluster
const typed = (line: string) => runKubectl(made, line, { files: {} }).output

it.each([
  ['pv disk', ['Access Modes:      RWO,RWX', 'Node Affinity:     ', '  Required Terms:  ', '    Term 0:        kubernetes.io/hostname in [node-1, node-2]', '    Type:  LocalVolume (a persistent volume backed by local storage on a node)']],
  ['sc fast', ['IsDefaultClass:        Yes', 'AllowVolumeExpansion:  <unset>', 'MountOptions:          <none>', 'VolumeBindingMode:     Immediate']],
  ['role mixed', ['  deployments/scale       []                 []              [get list]', '  deployments.apps/scale  []                 []              [get list]', '  pods                    []                 []              [get list watch]', '  pods.apps               []                 []              [get list]']],
  ['lease turn', ['API Version:  coordination.k8s.io/v1', '  Holder Identity:         a', '  Lease Duration Seconds:  5']],
  ['priorityclass system-node-critical', ['Value:             2000001000', 'GlobalDefault:     false', 'PreemptionPolicy:  PreemptLowerPriority']],
  ['pod web-1', ['      CPU:  node allocatable (limits.cpu)', '      MEM:  10 (requests.memory)', 'QoS Class:                   Burstable']],
])('describes %s', (words, lines) => {
  const output = typed(`describe ${words}`).split('\n')
  for (const line of lines) expect(output).toContain(line)
})

it('takes the beginning of a name for it only where type and name are two words', () => {
  expect(typed('describe pod we')).toMatch(/^Name: +web-1\n/)
  expect(typed('describe pod/we')).toBe('Error from server (NotFound): pods "we" not found\n')
})
