import { ClusterFigure } from '@/components/figure/cluster-figure'
import type { Scene, SceneReading, SceneStep, SceneView } from '@/lib/course/scene'
import { answeredReading, failedHop, latest } from '@/lib/course/scene-view'
import { deploymentOf, isReady, podsOf, serviceOf } from '@/lib/grade/observe'
import given from './figure.yaml'

type Colour = 'blue' | 'green'

const kubectl = (line: string): SceneStep[] => [{ do: 'kubectl', line: `kubectl ${line}` }]
const versions: Readonly<Record<Colour, string>> = { blue: '1.8', green: '1.9' }

/** What the Service selects: one colour, or, without the label, both. */
function selected(view: SceneView): Colour | 'both' {
  const version = serviceOf(view, 'payments')?.spec.selector?.['version']
  return version === 'blue' || version === 'green' ? version : 'both'
}

const select = (colour: Colour | 'both') => kubectl(`patch service payments --patch '{"spec":{"selector":{"version":${colour === 'both' ? 'null' : `"${colour}"`}}}}'`)
const wanted = (view: SceneView, colour: Colour) => deploymentOf(view, `payments-${colour}`)?.spec.replicas ?? 0
const ready = (view: SceneView, colour: Colour) => podsOf(view, `payments-${colour}`).filter(isReady).length
const other = (view: SceneView): Colour => (selected(view) === 'green' ? 'blue' : 'green')

/** Which versions answered the last twenty requests. */
function answering(view: SceneView): string {
  const last = view.requests.slice(-20).flatMap(({ version }) => version ?? [])
  const names = [...new Set(last)].sort()
  return names.length === 0 ? '–' : names.map((name) => `${name}: ${last.filter((each) => each === name).length}`).join(' · ')
}

function cost(view: SceneView): SceneReading {
  const all = ready(view, 'blue') + ready(view, 'green')
  const used = selected(view) === 'both' ? all : ready(view, selected(view) as Colour)
  return { label: 'Pods paid', value: `${all}, ${used} of them in use` }
}

export const scene: Scene = {
  id: 'blue-green',
  title: 'One field moves all traffic',
  invitation: 'Both versions run. The Service’s selector says which of them answers: switch it, and watch the requests.',
  given: [{ do: 'apply', text: given }],
  traffic: () => [{ from: { pod: 'frontend', namespace: 'default' }, url: 'http://payments', perSecond: 4 }],
  picture: { kind: 'map', view: 'Traffic', pods: 'version' },
  charts: { show: ['versions'], versions: ['1.8', '1.9'] },
  actions: [
    { id: 'blue', label: 'Select blue', steps: () => select('blue'), chosen: (view) => selected(view) === 'blue' },
    { id: 'green', label: 'Select green', steps: () => select('green'), chosen: (view) => selected(view) === 'green' },
    { id: 'both', label: 'Only app: payments', steps: () => select('both'), chosen: (view) => selected(view) === 'both' },
    {
      id: 'idle',
      label: (view) => `Scale ${other(view)} to ${wanted(view, other(view)) === 0 ? 3 : 0}`,
      steps: (view) => kubectl(`scale deployment payments-${other(view)} --replicas=${wanted(view, other(view)) === 0 ? 3 : 0}`),
      enabled: (view) => selected(view) !== 'both',
    },
  ],
  readings: (view) => [{ label: 'last 20 answers', value: answering(view) }, answeredReading(view), cost(view)],
  say: (view) => {
    const colour = selected(view)
    const failed = latest(view)?.result.answered === false ? failedHop(latest(view)) : undefined
    if (failed !== undefined) return `${failed} The selector is right; there is nobody behind it.`
    if (colour === 'both') return 'Without the version in the selector both Deployments are behind the Service, and a user gets one version or the other from click to click.'
    if (ready(view, other(view)) === 0) return `Without ${other(view)} this costs half as much, and the way back is no longer one field: its Pods would have to start first.`
    return `${versions[colour]} answers everything. Beside it ${other(view)} runs and gets nothing: that is what the way back costs. Only the Service changed, and no Pod was restarted.`
  },
}

export function Figure() {
  return <ClusterFigure scene={scene} />
}
