import { ClusterFigure } from '@/components/figure/cluster-figure'
import type { Scene, SceneAction, SceneReading, SceneView } from '@/lib/course/scene'
import { failedHop, latest, outcomeOf } from '@/lib/course/scene-view'
import { externalAddresses, serviceOf } from '@/lib/grade/observe'
import given from './figure.yaml'

type ServiceType = 'ClusterIP' | 'NodePort' | 'LoadBalancer'

const nodeAddress = '192.0.2.11'

function typeNow(view: SceneView): string {
  return serviceOf(view, 'web')?.spec.type ?? 'ClusterIP'
}

function nodePort(view: SceneView): number | undefined {
  return serviceOf(view, 'web')?.spec.ports?.[0]?.nodePort
}

/** Where visitors try: the balancer's address, a node's port, or the virtual IP they have heard of. */
function outsideUrl(view: SceneView): string {
  const external = externalAddresses(serviceOf(view, 'web'))[0]
  if (external !== undefined) return `http://${external}`
  const port = nodePort(view)
  if (typeNow(view) === 'NodePort' && port !== undefined) return `http://${nodeAddress}:${port}`
  return `http://${serviceOf(view, 'web')?.spec.clusterIP ?? ''}`
}

function choose(type: ServiceType): SceneAction {
  return {
    id: type,
    label: type,
    chosen: (view) => typeNow(view) === type,
    steps: () => [{ do: 'kubectl', line: `kubectl patch service web --patch '{"spec":{"type":"${type}"}}'` }],
  }
}

function reach(view: SceneView, label: string, url: string): SceneReading {
  const { text, state } = outcomeOf(latest(view, url))
  return { label, value: text, ...(state === 'none' ? {} : { state }) }
}

export const scene: Scene = {
  id: 'three-types',
  title: 'Who can reach what',
  invitation: 'The same Pods, the same Service. Change its type, and see who gets through.',
  given: [{ do: 'apply', text: given }],
  traffic: (view) => [
    { from: { pod: 'frontend', namespace: 'default' }, url: 'http://web', perSecond: 0.25 },
    { from: 'outside', url: outsideUrl(view), perSecond: 0.25 },
  ],
  picture: { kind: 'map', view: 'Traffic', pods: 'version' },
  actions: [choose('ClusterIP'), choose('NodePort'), choose('LoadBalancer')],
  readings: (view) => [reach(view, 'frontend', 'http://web'), reach(view, 'visitors', outsideUrl(view))],
  say: (view) => {
    switch (typeNow(view)) {
      case 'NodePort':
        return `Every node now listens on port ${nodePort(view) ?? ''} and passes requests on. Visitors need a node's address and that port; the virtual IP inside is still there.`
      case 'LoadBalancer':
        return externalAddresses(serviceOf(view, 'web')).length === 0 ? 'The cloud has been asked for a load balancer. Its address is pending, and visitors have to wait.' : 'Visitors call one public address on the ordinary port. Behind it are the same virtual IP and, mostly, node ports as well.'
      default:
        return `${failedHop(latest(view, outsideUrl(view))) ?? 'The virtual IP means something inside the cluster only.'} For a Pod it is the simplest address there is.`
    }
  },
}

export function Figure() {
  return <ClusterFigure scene={scene} />
}
