import { ClusterFigure } from '@/components/figure/cluster-figure'
import type { Scene, SceneTable, SceneView } from '@/lib/course/scene'
import { answeredReading } from '@/lib/course/scene-view'
import { deploymentOf, externalAddresses, isReady, nodes, podsOf, serviceOf } from '@/lib/grade/observe'
import given from './figure.yaml'

const isLeaving = (pod: ReturnType<typeof podsOf>[number]) => pod.metadata.deletionTimestamp !== undefined
const wanted = (view: SceneView) => deploymentOf(view, 'store')?.spec.replicas ?? 0
const staying = (view: SceneView) => podsOf(view, 'store').filter((pod) => !isLeaving(pod))
const url = (view: SceneView) => `http://${externalAddresses(serviceOf(view, 'store'))[0] ?? ''}`
const isDay = (view: SceneView) => wanted(view) === 5
const kubectl = (line: string) => [{ do: 'kubectl' as const, line: `kubectl ${line}` }]

/** How many Pods each node holds, those that are leaving not counted. */
export function podsPerNode(view: SceneView): readonly number[] {
  return nodes(view).map((node) => staying(view).filter((pod) => pod.spec.nodeName === node.metadata.name).length)
}

function table(view: SceneView): SceneTable {
  const leaving = podsOf(view, 'store').filter(isLeaving)
  const row = (label: string, pods: ReturnType<typeof podsOf>) => ({ label, cells: nodes(view).map((node) => String(pods.filter((pod) => pod.spec.nodeName === node.metadata.name).length)) })
  return { columns: nodes(view).map((node) => node.metadata.name), rows: [row('Pods ready', staying(view).filter(isReady)), row('leaving', leaving)] }
}

function say(view: SceneView): string {
  const ready = staying(view).filter(isReady).length
  const leaving = podsOf(view, 'store').filter(isLeaving).length
  if (leaving > 0) return `${leaving} ${leaving === 1 ? 'Pod has' : 'Pods have'} been told to stop: no new requests are sent there, and what has begun is finished first.`
  if (ready < wanted(view)) return `${wanted(view)} are wanted and ${ready} are ready. The scheduler gives each new Pod a node, and prefers those that hold fewer Pods of the store.`
  const holding = podsPerNode(view).filter((count) => count > 0).length
  if (!isDay(view)) return 'Twenty Pods, about as many on each node. A node that fails now takes a third of the store with it.'
  if (holding === 1) return 'The Pods on the fullest nodes went first, and nodes were counted once, before the first Pod left: all five are on one node now. Nothing moves them; new ones would be spread again.'
  return 'Five Pods on three nodes. Requests from outside are spread over all of them.'
}

export const scene: Scene = {
  id: 'online-store',
  title: 'A day of the store',
  invitation: 'Scale the store up for the sale and down after it, and look at how the nodes are filled.',
  given: [{ do: 'apply', text: given }],
  traffic: (view) => (url(view) === 'http://' ? [] : [{ from: 'outside', url: url(view), perSecond: 2 }]),
  picture: { kind: 'map', view: 'Nodes', pods: 'name' },
  table,
  actions: [
    { id: 'scale', label: (view) => (isDay(view) ? 'Sale: scale to 20' : 'Evening: scale to 5'), steps: (view) => kubectl(`scale deployment store --replicas=${isDay(view) ? 20 : 5}`) },
    { id: 'delete', label: 'Delete one Pod instead', steps: (view) => kubectl(`delete pod ${staying(view)[0]?.metadata.name ?? ''} --wait=false`), enabled: (view) => staying(view).length > 0 },
    { id: 'restart', label: 'Replace all, Pod by Pod', steps: () => kubectl('rollout restart deployment store') },
  ],
  readings: (view) => [
    { label: 'wanted', value: String(wanted(view)) },
    { label: 'ready', value: String(staying(view).filter(isReady).length), state: staying(view).filter(isReady).length === wanted(view) ? 'ready' : 'pending' },
    answeredReading(view),
  ],
  say,
}

export function Figure() {
  return <ClusterFigure scene={scene} />
}
