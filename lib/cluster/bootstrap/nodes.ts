import type { Working } from '../working/working'
import { seed } from './seed'

const kubeletVersion = 'v1.36.3'

/** The nodes, Ready: 4 CPU, 8Gi and 110 Pods each, their Pod ranges 10.244.0.0/24 and on. */
export function bootstrapNodes(working: Working): void {
  for (let index = 0; index < working.options.nodes; index++) seed(working, nodeSeed(working, index), 'kubelet')
}

/** Address of a node by its place: 192.0.2.11 and on, the documentation range carried over into the next third byte when it is used up. */
export function nodeAddress(index: number): string {
  const number = index + 11
  return number < 256 ? `192.0.2.${String(number)}` : `192.1.${String(Math.floor(number / 256))}.${String(number % 256)}`
}

/** Pod range of a node by its place. */
export function podRange(index: number): string {
  return `10.${String(244 + Math.floor(index / 256))}.${String(index % 256)}.0/24`
}

function nodeSeed(working: Working, index: number) {
  const name = `node-${String(index + 1)}`
  const number = String(index + 1).padStart(12, '0')
  const resources = { cpu: '4', 'ephemeral-storage': '100Gi', memory: '8Gi', pods: '110' }
  return {
    apiVersion: 'v1',
    kind: 'Node',
    resource: 'nodes',
    metadata: {
      name,
      labels: {
        'beta.kubernetes.io/arch': 'amd64',
        'beta.kubernetes.io/os': 'linux',
        'kubernetes.io/arch': 'amd64',
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
      },
      annotations: { 'node.alpha.kubernetes.io/ttl': '0', 'volumes.kubernetes.io/controller-managed-attach-detach': 'true' },
    },
    spec: { podCIDR: podRange(index), podCIDRs: [podRange(index)] },
    status: {
      capacity: resources,
      allocatable: resources,
      conditions: conditions(working.timestamp()),
      addresses: [
        { type: 'InternalIP', address: nodeAddress(index) },
        { type: 'Hostname', address: name },
      ],
      daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
      nodeInfo: {
        machineID: number.padStart(32, '0'),
        systemUUID: `00000000-0000-4000-8000-${number}`,
        bootID: `00000000-0000-4000-9000-${number}`,
        kernelVersion: '6.12.0-cluster',
        osImage: 'Debian GNU/Linux 12 (bookworm)',
        containerRuntimeVersion: 'containerd://2.1.4',
        kubeletVersion,
        kubeProxyVersion: '',
        operatingSystem: 'linux',
        architecture: 'amd64',
      },
      declaredFeatures: ['ExtendWebSocketsToKubelet', 'InPlacePodLevelResourcesVerticalScaling', 'InPlacePodVerticalScalingInitContainers', 'RestartAllContainersOnContainerExits'],
      features: { supplementalGroupsPolicy: true },
      runtimeHandlers: ['', 'runc'].map((handler) => ({ name: handler, features: { recursiveReadOnlyMounts: true, userNamespaces: false } })),
    },
  }
}

function conditions(time: string) {
  const healthy = [
    { type: 'MemoryPressure', status: 'False', reason: 'KubeletHasSufficientMemory', message: 'kubelet has sufficient memory available' },
    { type: 'DiskPressure', status: 'False', reason: 'KubeletHasNoDiskPressure', message: 'kubelet has no disk pressure' },
    { type: 'PIDPressure', status: 'False', reason: 'KubeletHasSufficientPID', message: 'kubelet has sufficient PID available' },
    { type: 'Ready', status: 'True', reason: 'KubeletReady', message: 'kubelet is posting ready status' },
  ]
  return healthy.map(({ type, status, reason, message }) => ({ type, status, lastHeartbeatTime: time, lastTransitionTime: time, reason, message }))
}
