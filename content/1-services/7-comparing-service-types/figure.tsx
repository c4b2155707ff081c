import { ClusterFigure } from '@/components/figure/cluster-figure'
import type { Scene, SceneTable, SceneView } from '@/lib/course/scene'
import { answeredReading, failedHop, latest, outcomeOf } from '@/lib/course/scene-view'
import type { TrafficSource } from '@/lib/grade/exercise'
import { externalAddresses, nodes, serviceOf } from '@/lib/grade/observe'
import given from './figure.yaml'

const names = ['by-cluster-ip', 'by-node-port', 'by-load-balancer'] as const
const frontend = { pod: 'frontend', namespace: 'default' }
const nodePort = 'http://192.0.2.12:30080'

/** Where a visitor has to try each of them. */
function outsideUrls(view: SceneView): readonly string[] {
  const external = externalAddresses(serviceOf(view, 'by-load-balancer'))[0]
  return [`http://${serviceOf(view, 'by-cluster-ip')?.spec.clusterIP ?? ''}`, nodePort, ...(external === undefined ? [] : [`http://${external}`])]
}

function isLost(view: SceneView): boolean {
  return nodes(view).some((node) => node.metadata.name === 'node-2' && node.status?.conditions?.some((condition) => condition.type === 'Ready' && condition.status !== 'True') === true)
}

function table(view: SceneView): SceneTable {
  const inside = names.map((name) => outcomeOf(latest(view, `http://${name}`)))
  const outside = [0, 1, 2].map((at) => {
    const url = outsideUrls(view)[at]
    return url === undefined ? { text: '… pending', state: 'pending' as const } : outcomeOf(latest(view, url))
  })
  const external = externalAddresses(serviceOf(view, 'by-load-balancer'))[0]
  return {
    columns: ['ClusterIP', 'NodePort', 'LoadBalancer'],
    rows: [
      { label: 'from a Pod', cells: inside.map((cell) => cell.text), states: inside.map((cell) => cell.state) },
      { label: 'from outside', cells: outside.map((cell) => cell.text), states: outside.map((cell) => cell.state) },
      { label: 'visitors call', cells: ['–', '192.0.2.12:30080', external ?? '<pending>'] },
      { label: 'balancers to pay', cells: ['0', '0', '1'] },
      { label: 'whose loss ends it', cells: ['–', 'the node that is called', 'none of the nodes'] },
    ],
  }
}

export const scene: Scene = {
  id: 'comparing-service-types',
  title: 'Three Services in front of the same Pods',
  invitation: 'Every cell is a request that was just sent. Switch node-2 off, the one the NodePort’s visitors call.',
  given: [{ do: 'apply', text: given }],
  traffic: (view) => [
    ...names.map((name): TrafficSource => ({ from: frontend, url: `http://${name}`, perSecond: 0.5 })),
    ...outsideUrls(view).map((url): TrafficSource => ({ from: 'outside', url, perSecond: 0.5 })),
  ],
  picture: { kind: 'table', table },
  actions: [
    { id: 'lose', label: 'Switch node-2 off', steps: () => [{ do: 'fault', fault: { do: 'stop-node', node: 'node-2' } }], enabled: (view) => !isLost(view) },
    { id: 'back', label: 'Switch node-2 on', steps: () => [{ do: 'fault', fault: { do: 'start-node', node: 'node-2' } }], enabled: isLost },
  ],
  readings: (view) => [answeredReading(view, nodePort, 'over the NodePort'), answeredReading(view, outsideUrls(view)[2] ?? 'none', 'over the load balancer')],
  say: (view) => {
    const port = latest(view, nodePort)
    const balanced = latest(view, outsideUrls(view)[2] ?? 'none')
    if (port?.result.answered === false) {
      const rest = balanced?.result.answered === true ? 'The load balancer checks the nodes and uses the others.' : 'The load balancer notices within 40 seconds.'
      return `${failedHop(port) ?? 'The node does not answer.'} Its visitors know that one address. ${rest}`
    }
    return 'Each type contains the one before: the NodePort has a virtual IP too, and the load balancer mostly has both. What grows is the reach, and with it what has to be guarded and paid.'
  },
}

export function Figure() {
  return <ClusterFigure scene={scene} />
}
