import { scheduler } from '../scheduler/scheduler'
import { kubelet } from '../kubelet/kubelet'
import { volumeRefresher } from '../kubelet/refresh-volumes'
import { kubeProxy } from '../network/kube-proxy'
import { autoscalers, cronJobs, daemonSets, disruptionBudgets, jobs, quotas, statefulSets, volumeBinding, volumeProtection } from '../rare/rare-controllers'
import type { Controller } from '../working/working'
import { deploymentController } from './deployment/deployment'
import { endpointsController } from './endpoints/endpoints'
import { endpointSliceController } from './endpoints/endpointslice'
import { mirroringController } from './endpoints/mirroring'
import { gatewayController } from './gateway/gateway'
import { garbageCollector } from './gc/garbage-collector'
import { namespaceController } from './namespace/namespace'
import { serviceAccountController } from './namespace/service-account'
import { nodeLifecycleController } from './node/lifecycle'
import { podGarbageCollector } from './node/pod-gc'
import { taintEvictionController } from './node/taint-eviction'
import { replicaSetController } from './replicaset/replicaset'
import { loadBalancerController } from './service/load-balancer'

/** Everything that acts over time in a practice cluster. The order decides who hears of a change first, and so which of two things due at once goes first. */
export const controllers: readonly Controller[] = [
  deploymentController,
  replicaSetController,
  scheduler,
  kubelet,
  volumeRefresher,
  kubeProxy,
  endpointSliceController,
  endpointsController,
  mirroringController,
  garbageCollector,
  namespaceController,
  serviceAccountController,
  nodeLifecycleController,
  taintEvictionController,
  podGarbageCollector,
  loadBalancerController,
  gatewayController,
  statefulSets,
  daemonSets,
  jobs,
  cronJobs,
  disruptionBudgets,
  autoscalers,
  quotas,
  volumeBinding,
  volumeProtection,
]
