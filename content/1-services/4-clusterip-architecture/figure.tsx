import { ClusterFigure } from '@/components/figure/cluster-figure'
import type { Scene, SceneLink, SceneStep, SceneView } from '@/lib/course/scene'
import { answeredReading, failedHop, latest } from '@/lib/course/scene-view'
import { endpointsOf, serviceOf } from '@/lib/grade/observe'
import given from './figure.yaml'

const frontend = { pod: 'frontend', namespace: 'default' }
const right = 'http://backend'
const wrong = 'http://backned'

const call = (url: string): SceneStep => ({ do: 'traffic', traffic: [{ from: frontend, url, perSecond: 0.5 }] })
const patch = (spec: string): SceneStep => ({ do: 'kubectl', line: `kubectl patch service backend --patch '{"spec":${spec}}'` })

const misspelt = (view: SceneView) => latest(view)?.url === wrong
const selectsNobody = (view: SceneView) => serviceOf(view, 'backend')?.spec.selector?.['app'] !== 'backend'
const wrongPort = (view: SceneView) => serviceOf(view, 'backend')?.spec.ports?.[0]?.targetPort !== 8080

/** Address and port of the Pod that answered last, or would. */
function podReached(view: SceneView): string {
  const ready = endpointsOf(view, 'backend').filter((endpoint) => endpoint.ready)
  const answered = latest(view)?.result.pod?.name
  const reached = ready.find((endpoint) => endpoint.pod === answered) ?? ready[0]
  return reached === undefined ? 'no endpoint' : `${reached.address}:${reached.ports[0] ?? '?'}`
}

function links(view: SceneView): SceneLink[] {
  const broken = misspelt(view) ? 0 : selectsNobody(view) ? 1 : wrongPort(view) ? 2 : 3
  const state = (at: number) => (at === broken ? 'failing' : at > broken ? 'none' : 'ready')
  return [
    { id: 'name', label: 'name', value: misspelt(view) ? 'backned' : 'backend', state: state(0), action: 'name' },
    { id: 'virtual-ip', label: 'virtual IP', value: `${serviceOf(view, 'backend')?.spec.clusterIP ?? ''}:80`, state: state(1), action: 'virtual-ip' },
    { id: 'pod', label: 'ready Pod', value: podReached(view), state: state(2), action: 'pod' },
  ]
}

export const scene: Scene = {
  id: 'clusterip-architecture',
  title: 'Name, virtual IP, ready Pod',
  invitation: 'frontend calls http://backend, and three things have to work in turn. Click one to break it, and again to repair it.',
  given: [{ do: 'apply', text: given }],
  traffic: () => [{ from: frontend, url: right, perSecond: 0.5 }],
  picture: { kind: 'chain', links },
  actions: [
    { id: 'name', label: (view) => (misspelt(view) ? 'Spell the name right' : 'Misspell the name'), steps: (view) => [call(misspelt(view) ? right : wrong)] },
    { id: 'virtual-ip', label: (view) => (selectsNobody(view) ? 'Select the Pods again' : 'Select nobody'), steps: (view) => [patch(`{"selector":{"app":"${selectsNobody(view) ? 'backend' : 'backned'}"}}`)] },
    { id: 'pod', label: (view) => (wrongPort(view) ? 'Use port 8080' : 'Use a port nobody opens'), steps: (view) => [patch(`{"ports":[{"port":80,"targetPort":${wrongPort(view) ? 8080 : 9090}}]}`)] },
  ],
  readings: (view) => [answeredReading(view)],
  say: (view) => {
    const last = latest(view)
    const failed = failedHop(last)
    if (misspelt(view)) return `${failed ?? 'DNS knows no such name.'} The request never leaves frontend.`
    if (last === undefined || last.result.answered) return 'DNS answers with the Service’s address. kube-proxy on the caller’s node swaps it for one ready endpoint. The Pod answers the caller directly.'
    if (selectsNobody(view)) return `${failed ?? 'The Service has no endpoints.'} The name still resolves: only the list behind the address is empty.`
    return `${failed ?? 'Nothing listens on that port.'} Name and address worked; it is the last step that fails.`
  },
}

export function Figure() {
  return <ClusterFigure scene={scene} />
}
