import { ClusterFigure } from '@/components/figure/cluster-figure'
import type { Scene, SceneRequest, SceneView } from '@/lib/course/scene'
import { objectAt } from '@/lib/grade/observe'
import given from './figure.yaml'

/** As much of a route as is read here. */
interface Route {
  readonly spec: { readonly rules: readonly { readonly backendRefs: readonly { readonly weight?: number }[] }[] }
}

/** The share is counted over so many requests. */
const counted = 300

/** The canary's weight of a hundred, as the route has it. */
function weight(view: SceneView): number {
  const route = objectAt(view, 'gateway.networking.k8s.io', 'httproutes', 'feed') as unknown as Route | undefined
  return route?.spec.rules[0]?.backendRefs[1]?.weight ?? 0
}

const patch = (canary: number) => {
  const [stable, fresh] = [0, 1].map((at) => `/spec/rules/0/backendRefs/${at}/weight`)
  return `kubectl patch httproute feed --type=json --patch '[{"op":"replace","path":"${stable ?? ''}","value":${100 - canary}},{"op":"replace","path":"${fresh ?? ''}","value":${canary}}]'`
}

const isError = ({ result }: SceneRequest) => !result.answered || (result.status ?? 200) >= 500

function share(view: SceneView): string {
  const last = view.requests.slice(-counted)
  const fresh = last.filter(({ version }) => version === '2.0').length
  return last.length === 0 ? '–' : `${fresh} of ${last.length} (${((fresh / last.length) * 100).toFixed(1)} %)`
}

function say(view: SceneView): string {
  const wanted = weight(view)
  const failed = view.requests.slice(-100).filter(isError).length
  if (failed > 0) return `2.0 fails some of its requests now: ${failed} of the last 100 in all. With the weight at 0 the next request is spared; no Pod has to start or stop for it.`
  if (wanted === 0) return 'A weight of 0 sends nothing there. The canary’s Pod runs on, and can be looked at in peace.'
  if (wanted === 100) return 'Everything goes to one Pod of the canary. The weight says nothing about how many there are.'
  return `The route draws lots for each request, ${wanted} in a hundred for the canary. One Pod beside three would be a quarter of the Pods: the weight does not count them.`
}

export const scene: Scene = {
  id: 'canary-in-action',
  title: 'A share by weight',
  invitation: 'Visitors call feed.example.com. Move the weight of the canary, and count who answers.',
  given: [{ do: 'apply', text: given }],
  traffic: () => [{ from: 'outside', url: 'http://feed.example.com', perSecond: 10 }],
  picture: { kind: 'map', view: 'Traffic', pods: 'version' },
  charts: { show: ['versions', 'errors'], versions: ['1.0', '2.0'] },
  sliders: [{ id: 'weight', label: 'canary’s weight', min: 0, max: 100, step: 1, value: weight, text: (value) => `${value} %`, steps: (value) => [{ do: 'kubectl', line: patch(value) }] }],
  actions: [2, 10, 25, 50].map((each) => ({ id: `weight-${each}`, label: `${each} %`, steps: () => [{ do: 'kubectl' as const, line: patch(each) }], chosen: (view: SceneView) => weight(view) === each })),
  readings: (view) => [
    { label: '2.0 answered', value: share(view) },
    { label: 'errors in the last 100', value: String(view.requests.slice(-100).filter(isError).length), state: view.requests.slice(-100).some(isError) ? 'failing' : 'ready' },
  ],
  say,
}

export function Figure() {
  return <ClusterFigure scene={scene} />
}
