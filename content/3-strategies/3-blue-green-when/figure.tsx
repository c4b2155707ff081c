import { ClusterFigure } from '@/components/figure/cluster-figure'
import type { Scene, SceneReading, SceneRequest, SceneView } from '@/lib/course/scene'
import { lastRequests } from '@/lib/course/scene-view'
import { deploymentOf, serviceOf } from '@/lib/grade/observe'
import given from './figure.yaml'

const testService = `apiVersion: v1
kind: Service
metadata:
  name: payments-test
spec:
  selector:
    app: payments
    version: green
  ports:
  - port: 80
    targetPort: 8080
`

const usersUrl = 'http://payments/'
const testersUrl = 'http://payments-test/'
const select = (version: string) => [{ do: 'kubectl' as const, line: `kubectl set selector service payments app=payments,version=${version}` }]
const isOnGreen = (view: SceneView) => serviceOf(view, 'payments')?.spec.selector?.['version'] === 'green'
const isFaulty = (view: SceneView) => deploymentOf(view, 'payments-green')?.spec.template.spec.containers[0]?.image?.endsWith('-buggy') === true
const isError = ({ result }: SceneRequest) => !result.answered || (result.status ?? 0) >= 500

/** `3 errors of 20`, with the versions that answered. */
function errorsReading(view: SceneView, label: string, url: string): SceneReading {
  const last = lastRequests(view, url)
  if (last.length === 0) return { label, value: '–' }
  const errors = last.filter(isError).length
  const versions = [...new Set(last.flatMap(({ result }) => (result.image === undefined ? [] : [result.image.replace(/^.*:/, '')])))]
  return { label, value: `${errors} ${errors === 1 ? 'error' : 'errors'} of ${last.length}${versions.length === 0 ? '' : ` (${versions.join(', ')})`}`, state: errors === 0 ? 'ready' : 'failing' }
}

function say(view: SceneView): string {
  const hasDoor = serviceOf(view, 'payments-test') !== undefined
  const testersSee = lastRequests(view, testersUrl).some(isError)
  if (isOnGreen(view) && isFaulty(view)) return 'Everybody is on green, and with it on its fault: one payment in five fails. The Service has one selector for all its callers, so nobody can be spared.'
  if (isOnGreen(view)) return 'Everybody is on green, in a version that the testers have used before. Blue still runs, for the way back.'
  if (!hasDoor) return 'Green runs beside blue, all its Pods ready. Nobody can call it: no Service selects it. Whether it works is not known.'
  if (isFaulty(view)) return testersSee ? 'The testers meet the fault: green answers about one request in five with status 500. No user does, since payments still selects blue.' : 'The testers reach green through their own Service. The users’ Service has not changed.'
  return 'Green is mended, and the testers see no more errors. Now the switch is a small step.'
}

export const scene: Scene = {
  id: 'blue-green-when',
  title: 'A second door for the testers',
  invitation: 'Green is ready, and it has a fault that no probe sees. Find it before the users do.',
  given: [{ do: 'apply', text: given }],
  traffic: (view) => [
    { from: { pod: 'users', namespace: 'default' }, url: usersUrl, perSecond: 2 },
    ...(serviceOf(view, 'payments-test') === undefined ? [] : [{ from: { pod: 'testers', namespace: 'default' }, url: testersUrl, perSecond: 2 }]),
  ],
  picture: { kind: 'map', view: 'Traffic', pods: 'version' },
  actions: [
    {
      id: 'door',
      label: (view) => (serviceOf(view, 'payments-test') === undefined ? 'Make Service payments-test' : 'Delete Service payments-test'),
      steps: (view) => [serviceOf(view, 'payments-test') === undefined ? { do: 'apply', text: testService } : { do: 'kubectl', line: 'kubectl delete service payments-test' }],
    },
    { id: 'mend', label: 'Mend green', steps: () => [{ do: 'kubectl', line: 'kubectl set image deployment payments-green payments=example.com/payments:1.9' }], enabled: isFaulty },
    { id: 'switch', label: (view) => (isOnGreen(view) ? 'Switch users to blue' : 'Switch users to green'), steps: (view) => select(isOnGreen(view) ? 'blue' : 'green') },
  ],
  readings: (view) => [errorsReading(view, 'users', usersUrl), errorsReading(view, 'testers', testersUrl)],
  say,
}

export function Figure() {
  return <ClusterFigure scene={scene} />
}
