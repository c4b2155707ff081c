import { ClusterFigure } from '@/components/figure/cluster-figure'
import type { Scene, SceneAction, SceneView } from '@/lib/course/scene'
import { answeredReading, failedHop, latest } from '@/lib/course/scene-view'
import { serviceOf } from '@/lib/grade/observe'
import type { TrafficSource } from '@/lib/grade/exercise'
import given from './figure.yaml'

const callers = {
  frontend: { pod: 'frontend', namespace: 'default' },
  reports: { pod: 'reports', namespace: 'shop' },
  outside: 'outside',
} as const

interface Call {
  readonly id: string
  readonly label: string
  readonly from: TrafficSource['from']
  readonly url: (view: SceneView) => string
}

const calls: readonly Call[] = [
  { id: 'short', label: 'frontend: backend-api', from: callers.frontend, url: () => 'http://backend-api:8080' },
  { id: 'address', label: 'frontend: the virtual IP', from: callers.frontend, url: virtualIp },
  { id: 'elsewhere', label: 'shop/reports: backend-api', from: callers.reports, url: () => 'http://backend-api:8080' },
  { id: 'namespace', label: 'shop/reports: backend-api.default', from: callers.reports, url: () => 'http://backend-api.default:8080' },
  { id: 'full', label: 'shop/reports: the full name', from: callers.reports, url: () => 'http://backend-api.default.svc.cluster.local:8080' },
  { id: 'outside', label: 'visitors: the virtual IP', from: callers.outside, url: virtualIp },
]

function virtualIp(view: SceneView): string {
  return `http://${serviceOf(view, 'backend-api')?.spec.clusterIP ?? ''}:8080`
}

function action({ id, label, from, url }: Call): SceneAction {
  return {
    id,
    label,
    chosen: (view) => currentCall(view)?.id === id,
    steps: (view) => [{ do: 'traffic', traffic: [{ from, url: url(view), perSecond: 0.5 }] }],
  }
}

function currentCall(view: SceneView): Call | undefined {
  const last = latest(view)
  return calls.find(({ from, url }) => last?.url === url(view) && JSON.stringify(last.from) === JSON.stringify(from))
}

export const scene: Scene = {
  id: 'clusterip',
  title: 'One name, called from different places',
  invitation: 'Choose who calls, and by which name.',
  // A new namespace has no ServiceAccount yet, and Pods are refused until it has: two steps, as on any cluster.
  given: [{ do: 'kubectl', line: 'create namespace shop' }, { do: 'apply', text: given }],
  traffic: () => [{ from: callers.frontend, url: 'http://backend-api:8080', perSecond: 0.5 }],
  picture: { kind: 'map', view: 'Traffic', pods: 'version' },
  actions: calls.map(action),
  readings: (view) => {
    const call = currentCall(view)
    return call === undefined ? [] : [{ label: 'URL', value: call.url(view) }, answeredReading(view, call.url(view))]
  },
  say: (view) => {
    const call = currentCall(view)
    const failed = failedHop(latest(view))
    switch (call?.id) {
      case 'elsewhere':
        return failed ?? 'A short name is looked for in the caller’s own namespace first.'
      case 'namespace':
        return 'Name and namespace: that is enough from anywhere in the cluster, since the search list of every Pod adds the rest.'
      case 'full':
        return 'The full name says everything: Service, namespace, svc, and the cluster’s domain. It means the same in every namespace.'
      case 'address':
        return 'The virtual IP works as well, and would be another one if the Service were made anew. The name stays.'
      case 'outside':
        return failed ?? 'The virtual IP exists only in the rules of the nodes. From outside no route leads to it.'
      default:
        return 'A Pod of the same namespace needs nothing but the Service’s name. The port is the Service’s, not the container’s; here both are 8080.'
    }
  },
}

export function Figure() {
  return <ClusterFigure scene={scene} />
}
