import { ClusterFigure } from '@/components/figure/cluster-figure'
import type { Scene, SceneAction, SceneView } from '@/lib/course/scene'
import { answeredReading, failedHop, latest } from '@/lib/course/scene-view'
import { addressOf, nodes, pods, podsOf, serviceOf } from '@/lib/grade/observe'
import given from './figure.yaml'

function nodePort(view: SceneView): number {
  return serviceOf(view, 'company-blog')?.spec.ports?.[0]?.nodePort ?? 30080
}

function urlOf(view: SceneView, node: string): string {
  const found = nodes(view).find((item) => item.metadata.name === node)
  return `http://${found === undefined ? '' : addressOf(found)}:${nodePort(view)}`
}

/** The node that visitors call: the last one chosen. */
function called(view: SceneView): string {
  const url = latest(view)?.url.replace(/:\d+$/, '')
  return nodes(view).find((node) => url === `http://${addressOf(node)}`)?.metadata.name ?? 'node-1'
}

function hasPod(view: SceneView, node: string): boolean {
  return podsOf(view, 'company-blog').some((pod) => pod.spec.nodeName === node && pod.metadata.deletionTimestamp === undefined)
}

const isLocal = (view: SceneView) => serviceOf(view, 'company-blog')?.spec.externalTrafficPolicy === 'Local'

function callNode(node: string): SceneAction {
  return {
    id: node,
    label: (view) => `Call ${node}${hasPod(view, node) ? '' : ' (no Pod)'}`,
    chosen: (view) => called(view) === node,
    steps: (view) => [{ do: 'traffic', traffic: [{ from: 'outside', url: urlOf(view, node), perSecond: 0.5 }] }],
  }
}

function askFor(port: number): SceneAction {
  return {
    id: `port-${port}`,
    label: `Ask for port ${port}`,
    steps: () => [{ do: 'kubectl', line: `kubectl patch service company-blog --patch '{"spec":{"ports":[{"port":80,"nodePort":${port}}]}}'` }],
  }
}

export const scene: Scene = {
  id: 'nodeport',
  title: 'The same port on every node',
  invitation: 'Two Pods, three nodes. Call a node that runs no Pod of the blog.',
  given: [{ do: 'apply', text: given }],
  traffic: (view) => [{ from: 'outside', url: urlOf(view, called(view)), perSecond: 0.5 }],
  picture: { kind: 'map', view: 'Traffic', pods: 'version' },
  actions: [
    ...['node-1', 'node-2', 'node-3'].map(callNode),
    {
      id: 'policy',
      label: (view) => (isLocal(view) ? 'externalTrafficPolicy: Cluster' : 'externalTrafficPolicy: Local'),
      steps: (view) => [{ do: 'kubectl', line: `kubectl patch service company-blog --patch '{"spec":{"externalTrafficPolicy":"${isLocal(view) ? 'Cluster' : 'Local'}"}}'` }],
    },
    askFor(8080),
    askFor(32000),
    askFor(30080),
  ],
  readings: (view) => {
    const by = latest(view)?.result.pod?.name
    const on = pods(view, 'default').find((pod) => pod.metadata.name === by)?.spec.nodeName
    return [{ label: 'visitors call', value: `${called(view)}:${nodePort(view)}` }, { label: 'a Pod answers on', value: on ?? '–' }, answeredReading(view, urlOf(view, called(view)))]
  },
  say: (view) => {
    const node = called(view)
    const failed = failedHop(latest(view))
    if (failed !== undefined) return `${failed} With Local the caller's address is kept, and only nodes with a Pod answer.`
    if (isLocal(view)) return `With Local the caller's address is kept: ${node} has a Pod of the blog and answers from it. A node without one does not answer.`
    if (!hasPod(view, node)) return `${node} runs no Pod of the blog and answers all the same: its rules send the request on to a Pod on another node.`
    return `Every node has port ${nodePort(view)} open for this Service, out of 30000–32767. Which node is called does not decide which Pod answers.`
  },
}

export function Figure() {
  return <ClusterFigure scene={scene} />
}
