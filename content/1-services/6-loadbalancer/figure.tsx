import { ClusterFigure } from '@/components/figure/cluster-figure'
import type { Scene, SceneView } from '@/lib/course/scene'
import { answeredReading, lastRequests } from '@/lib/course/scene-view'
import { externalAddresses, isReady, nodes, podsOf, serviceOf } from '@/lib/grade/observe'
import given from './figure.yaml'

const service = `apiVersion: v1
kind: Service
metadata:
  name: mobile-api
spec:
  type: LoadBalancer
  selector:
    app: mobile-api
  ports:
  - port: 80
    targetPort: 8080
`

function address(view: SceneView): string | undefined {
  return externalAddresses(serviceOf(view, 'mobile-api'))[0]
}

/** A node that the control plane has given up. */
function lostNode(view: SceneView): string | undefined {
  return nodes(view).find((node) => node.status?.conditions?.some((condition) => condition.type === 'Ready' && condition.status !== 'True') === true)?.metadata.name
}

/** `4 · 3 · 5`: what each Pod that is ready got of the last requests. */
function spread(view: SceneView): string {
  const last = lastRequests(view)
  const counts = podsOf(view, 'mobile-api').filter(isReady).map((pod) => last.filter((request) => request.result.pod?.name === pod.metadata.name).length)
  return counts.length === 0 ? '–' : counts.join(' · ')
}

export const scene: Scene = {
  id: 'loadbalancer',
  title: 'One address, and a node less',
  invitation: 'Ask the cloud for a load balancer, wait for its address, then lose a node.',
  given: [{ do: 'apply', text: given }],
  traffic: (view) => {
    const external = address(view)
    return external === undefined ? [] : [{ from: 'outside', url: `http://${external}`, perSecond: 2 }]
  },
  picture: { kind: 'map', view: 'Traffic', pods: 'version' },
  actions: [
    {
      id: 'service',
      label: (view) => (serviceOf(view, 'mobile-api') === undefined ? 'Make the LoadBalancer Service' : 'Give the load balancer back'),
      steps: (view) => [serviceOf(view, 'mobile-api') === undefined ? { do: 'apply', text: service } : { do: 'kubectl', line: 'kubectl delete service mobile-api' }],
    },
    { id: 'lose', label: 'Switch node-2 off', steps: () => [{ do: 'fault', fault: { do: 'stop-node', node: 'node-2' } }], enabled: (view) => lostNode(view) === undefined },
    { id: 'back', label: 'Switch it on again', steps: () => [{ do: 'fault', fault: { do: 'start-node', node: 'node-2' } }], enabled: (view) => lostNode(view) !== undefined },
  ],
  readings: (view) => [
    { label: 'address', value: address(view) ?? (serviceOf(view, 'mobile-api') === undefined ? 'none' : '<pending>'), ...(serviceOf(view, 'mobile-api') === undefined ? {} : { state: address(view) === undefined ? ('pending' as const) : ('ready' as const) }) },
    { label: 'requests per Pod', value: spread(view) },
    answeredReading(view),
  ],
  say: (view) => {
    if (serviceOf(view, 'mobile-api') === undefined) return 'Three Pods are ready, and no phone outside can call them. A Service of type LoadBalancer asks the cloud for an address.'
    if (address(view) === undefined) return 'The Service is there and works inside the cluster. <pending> is not an error: the cloud is setting up a load balancer, which takes some seconds here and a minute or two elsewhere.'
    const lost = lostNode(view)
    if (lost !== undefined) return `${lost} has not reported for 40 seconds: the load balancer leaves it out, and its Pod is no endpoint any more. The address is the same.`
    const failed = lastRequests(view).filter((request) => !request.result.answered).length
    if (failed > 0) return `${failed} of the last requests went to a node or a Pod that is gone, and nobody has noticed yet. Nodes report every few seconds; after 40 seconds of silence one counts as lost.`
    return 'Every phone calls one address. The load balancer picks a node, the node picks a Pod, and each ready Pod gets its share.'
  },
}

export function Figure() {
  return <ClusterFigure scene={scene} />
}
