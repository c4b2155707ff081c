import { ClusterFigure } from '@/components/figure/cluster-figure'
import type { Scene, SceneSlider, SceneTable, SceneView } from '@/lib/course/scene'
import { deploymentOf, isReady, podsOf } from '@/lib/grade/observe'
import given from './figure.yaml'

const tracks = ['stable', 'canary'] as const
type Track = (typeof tracks)[number]
const versions = { stable: '1.0', canary: '1.1' } as const
/** Of so many requests the shares are counted. */
const counted = 1000
const deployment = (track: Track) => `search-${track}`

function readyPods(view: SceneView, track: Track): number {
  return podsOf(view, deployment(track)).filter((pod) => isReady(pod) && pod.metadata.deletionTimestamp === undefined).length
}

/** The URL names the Pods that stood there when a request was sent, so that those before a change are told apart from those after it. */
function urlOf(view: SceneView): string {
  return `http://search/?stable=${readyPods(view, 'stable')}&canary=${readyPods(view, 'canary')}`
}

/** What each version answered of the last thousand requests to these Pods. */
function answers(view: SceneView): { readonly total: number; readonly stable: number; readonly canary: number } {
  const sent = urlOf(view)
  const answered = view.requests.filter(({ url, result }) => url === sent && result.answered).slice(-counted)
  const canary = answered.filter(({ result }) => result.image?.endsWith(`:${versions.canary}`) === true).length
  return { total: answered.length, canary, stable: answered.length - canary }
}

const percent = (part: number, whole: number) => (whole === 0 ? '–' : `${((part / whole) * 100).toFixed(1)} %`)

function table(view: SceneView): SceneTable {
  const ready = { stable: readyPods(view, 'stable'), canary: readyPods(view, 'canary') }
  const all = ready.stable + ready.canary
  const got = answers(view)
  return {
    columns: [`stable (${versions.stable})`, `canary (${versions.canary})`],
    rows: [
      { label: 'ready Pods', cells: tracks.map((track) => `${ready[track]} of ${all}`) },
      { label: 'so its share is', cells: tracks.map((track) => percent(ready[track], all)) },
      { label: `of ${got.total} requests`, cells: tracks.map((track) => String(got[track])) },
      { label: 'share counted', cells: tracks.map((track) => percent(got[track], got.total)) },
    ],
  }
}

function slider(track: Track, min: number, max: number): SceneSlider {
  return {
    id: track,
    label: `${track} Pods`,
    min,
    max,
    step: 1,
    value: (view) => deploymentOf(view, deployment(track))?.spec.replicas ?? 0,
    text: String,
    steps: (value) => [{ do: 'kubectl', line: `kubectl scale deployment ${deployment(track)} --replicas=${value}` }],
  }
}

function say(view: SceneView): string {
  const [stable, canary] = [readyPods(view, 'stable'), readyPods(view, 'canary')]
  const all = stable + canary
  if (canary === 0) return `No canary is ready, so its share is 0 %. The next larger one with ${stable} stable Pods is one Pod: ${percent(1, stable + 1)}.`
  const { total } = answers(view)
  const chance = total < counted ? ` ${total} requests are counted so far; the fewer they are, the more chance decides.` : ''
  const share = `${canary} of ${all} ready Pods ${canary === 1 ? 'is a canary' : 'are canaries'}, and each Pod has the same chance: ${percent(canary, all)}.`
  if (canary === 1 && all < 50) return `${share} With ${all} Pods there is no smaller one; 2 % is one Pod in fifty.${chance}`
  return `${share}${chance}`
}

export const scene: Scene = {
  id: 'canary',
  title: 'A share made of Pods',
  invitation: 'Set how many Pods of each version stand behind the Service, and try to bring the canary down to 2 %.',
  given: [{ do: 'apply', text: given }],
  traffic: (view) => [{ from: { pod: 'frontend', namespace: 'default' }, url: urlOf(view), perSecond: 20 }],
  picture: { kind: 'table', table },
  charts: { show: ['versions'], versions: [versions.stable, versions.canary] },
  sliders: [slider('stable', 1, 49), slider('canary', 0, 10)],
  actions: [],
  readings: () => [],
  say,
}

export function Figure() {
  return <ClusterFigure scene={scene} />
}
