import { ClusterFigure } from '@/components/figure/cluster-figure'
import type { Scene, SceneStep, SceneView } from '@/lib/course/scene'
import { deploymentOf } from '@/lib/grade/observe'
import given from './figure.yaml'
import { labelled, loops, loopTable, lost, owned, setOf } from './loops'

const kubectl = (line: string): SceneStep[] => [{ do: 'kubectl', line: `kubectl ${line}` }]
const first = (view: SceneView) => owned(view)[0]?.metadata.name ?? ''
const wanted = (view: SceneView) => deploymentOf(view, 'web')?.spec.replicas ?? 0

function say(view: SceneView): string {
  const busy = loops(view).filter(({ next }) => next !== undefined)
  const [next] = busy
  if (next === undefined) {
    const stray = lost(view)
    if (stray !== undefined) return `Every loop sees what it wants. ${stray.metadata.name} runs on without an owner: nobody would replace it.`
    return 'Every loop sees what it wants, and does nothing. None of them remembers what you did: each compares what is wanted with what is there.'
  }
  const who = next.who === 'kubelet' ? 'a kubelet' : next.who === 'scheduler' ? 'the scheduler' : `the ${next.who} controller`
  return `Next, ${who} ${next.next ?? ''}: it wants ${next.desired} and sees ${next.observed}.${busy.length === 1 ? '' : ' It is not the only one with something to do.'} Press Next step, or Play.`
}

export const scene: Scene = {
  id: 'what-is-a-deployment',
  title: 'The loops behind a Deployment',
  invitation: 'Break something: time stops right after your command. Then go on step by step and watch who notices what.',
  given: [{ do: 'apply', text: given }],
  traffic: () => [],
  pace: 'step',
  picture: { kind: 'map', view: 'Ownership', pods: 'name' },
  table: loopTable,
  events: true,
  actions: [
    { id: 'delete', label: 'Delete a Pod', steps: (view) => kubectl(`delete pod ${first(view)} --wait=false`), enabled: (view) => owned(view).length > 0 },
    { id: 'scale-set', label: 'Scale the ReplicaSet by hand', steps: (view) => kubectl(`scale replicaset ${setOf(view)?.metadata.name ?? ''} --replicas=${wanted(view) + 2}`), enabled: (view) => setOf(view) !== undefined },
    {
      id: 'relabel',
      label: (view) => (lost(view) === undefined ? 'Relabel a Pod' : 'Label the Pod back'),
      steps: (view) => kubectl(`label pod ${lost(view)?.metadata.name ?? first(view)} app=${lost(view) === undefined ? 'lost' : 'web'} --overwrite`),
      enabled: (view) => lost(view) !== undefined || owned(view).length > 0,
    },
    { id: 'delete-set', label: 'Delete the ReplicaSet', steps: (view) => kubectl(`delete replicaset ${setOf(view)?.metadata.name ?? ''} --wait=false`), enabled: (view) => setOf(view) !== undefined },
    { id: 'want', label: (view) => (wanted(view) === 3 ? 'Want 5' : 'Want 3'), steps: (view) => kubectl(`scale deployment web --replicas=${wanted(view) === 3 ? 5 : 3}`) },
  ],
  readings: (view) => [{ label: 'Pods with the label app: web', value: String(labelled(view).length) }],
  say,
}

export function Figure() {
  return <ClusterFigure scene={scene} />
}
