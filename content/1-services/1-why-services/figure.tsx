import { ClusterFigure } from '@/components/figure/cluster-figure'
import type { Scene, SceneView } from '@/lib/course/scene'
import { answeredReading, latest } from '@/lib/course/scene-view'
import { isReady, podsOf, serviceOf } from '@/lib/grade/observe'
import given from './figure.yaml'

const service = `apiVersion: v1
kind: Service
metadata:
  name: backend
spec:
  selector:
    app: backend
  ports:
  - port: 80
    targetPort: 8080
`

const frontend = { pod: 'frontend', namespace: 'default' }
const isAddress = (url: string) => /^http:\/\/\d/.test(url)

/** What frontend calls: the Service by its name, or the address it wrote down when it started. */
function called(view: SceneView): string {
  if (serviceOf(view, 'backend') !== undefined) return 'http://backend'
  const noted = view.requests.findLast((request) => isAddress(request.url))?.url
  return noted ?? addressNow(view)
}

function addressNow(view: SceneView): string {
  const pod = podsOf(view, 'backend').find(isReady)
  return `http://${pod?.status?.podIP ?? '10.244.0.0'}:8080`
}

/** The Pod to take away: the one that is called, or the one that answered last. */
function victim(view: SceneView): string | undefined {
  const pods = podsOf(view, 'backend').filter((pod) => pod.metadata.deletionTimestamp === undefined)
  const byAddress = pods.find((pod) => called(view) === `http://${pod.status?.podIP ?? ''}:8080`)
  const answered = latest(view)?.result.pod?.name
  return (byAddress ?? pods.find((pod) => pod.metadata.name === answered) ?? pods.find(isReady))?.metadata.name
}

function isGone(view: SceneView): boolean {
  return isAddress(called(view)) && !podsOf(view, 'backend').some((pod) => called(view) === `http://${pod.status?.podIP ?? ''}:8080`)
}

export const scene: Scene = {
  id: 'why-services',
  title: 'Pods come and go, addresses change',
  invitation: 'frontend wrote down the address of one backend Pod. Take that Pod away.',
  given: [{ do: 'apply', text: given }],
  traffic: (view) => [{ from: frontend, url: called(view), perSecond: 0.5 }],
  picture: { kind: 'map', view: 'Traffic', pods: 'address' },
  actions: [
    {
      id: 'delete',
      label: 'Delete the Pod that answers',
      steps: (view) => [{ do: 'kubectl', line: `kubectl delete pod ${victim(view) ?? ''} --wait=false` }],
      // Before its first request frontend has written nothing down: a Pod taken away then would not be missed.
      enabled: (view) => view.requests.length > 0 && victim(view) !== undefined,
    },
    {
      id: 'note',
      label: 'Note the new address',
      steps: (view) => [{ do: 'traffic', traffic: [{ from: frontend, url: addressNow(view), perSecond: 0.5 }] }],
      enabled: isGone,
    },
    {
      id: 'service',
      label: (view) => (serviceOf(view, 'backend') === undefined ? 'Put a Service in front' : 'Take the Service away'),
      steps: (view) => [serviceOf(view, 'backend') === undefined ? { do: 'apply', text: service } : { do: 'kubectl', line: 'kubectl delete service backend' }],
    },
  ],
  readings: (view) => [{ label: 'frontend calls', value: called(view).replace('http://', '') }, answeredReading(view, called(view))],
  say: (view) => {
    if (serviceOf(view, 'backend') !== undefined) return 'frontend calls a name. The Service sends each request to a Pod that is ready now, so it does not matter which of them come and go.'
    if (isGone(view)) return 'The Deployment made another Pod at once, with another name and another address. frontend still calls the old one, where nobody is.'
    return `frontend calls ${called(view).replace('http://', '')} and is answered, for as long as that one Pod lives. Three Pods run, and two of them never get a request.`
  },
}

export function Figure() {
  return <ClusterFigure scene={scene} />
}
