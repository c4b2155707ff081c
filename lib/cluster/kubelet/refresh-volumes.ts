import type { Pod } from '@/lib/kube/core/v1.generated'
import type { KubeObject, ObjectKey } from '@/lib/kube/object'
import type { Controller } from '../working/working'
import { refreshVolumes } from './files/pod-files'
import { runtimeOf } from './runtime'

/** Between two looks of the kubelet at a running Pod: a minute, and up to half of one more (pkg/kubelet workqueue, workerResyncIntervalJitterFactor 0.5). */
const resyncMs = 60_000
const jitterMs = 30_000
/** After a change of the Pod itself. */
const soonMs = 100

/** Files made from ConfigMaps, Secrets and the Pod's own fields follow them at the kubelet's next sync of the Pod: when it is due, or when the Pod changes. */
export const volumeRefresher: Controller = {
  name: 'volume-refresher',
  watches: ['/configmaps', '/secrets', '/pods'],
  observe(change, before, working, enqueue) {
    if (change.object.kind === 'Pod') {
      if (change.type === 'MODIFIED' && hasSources(change.object as unknown as Pod) && wasMarked(change.object, before)) enqueue(change.key, soonMs)
      return
    }
    for (const key of working.keys(`/pods/${change.object.metadata.namespace ?? ''}`)) {
      const pod = working.get(key) as Pod | undefined
      if (pod !== undefined && mentions(pod, change.object.kind, change.object.metadata.name)) enqueue(key, nextSyncMs(runtimeOf(working, pod.metadata.uid)?.acceptedAt ?? working.now, working.now, pod.metadata.uid))
    }
  },
  reconcile(working, key) {
    const pod = working.get(key as ObjectKey) as Pod | undefined
    if (pod !== undefined && runtimeOf(working, pod.metadata.uid) !== undefined) refreshVolumes(working, pod)
    return undefined
  },
  pends: () => false,
}

function wasMarked({ metadata }: KubeObject, before: KubeObject | undefined): boolean {
  return metadata.annotations !== before?.metadata.annotations || metadata.labels !== before?.metadata.labels
}

/** How long until the kubelet next looks at a Pod by itself. */
function nextSyncMs(acceptedAt: number, now: number, uid: string): number {
  const period = resyncMs + (Number.parseInt(uid.slice(0, 4), 16) / 0xffff) * jitterMs
  return Math.ceil(Math.ceil((now - acceptedAt + 1) / period) * period + acceptedAt - now)
}

function hasSources(pod: Pod): boolean {
  return pod.spec.volumes?.some((volume) => (volume.configMap ?? volume.secret ?? volume.projected ?? volume.downwardAPI) !== undefined) === true
}

function mentions(pod: Pod, kind: string, name: string): boolean {
  return (pod.spec.volumes ?? []).some((volume) => {
    const sources = [{ configMap: volume.configMap, secret: volume.secret === undefined ? undefined : { name: volume.secret.secretName } }, ...(volume.projected?.sources ?? [])]
    return sources.some((source) => (kind === 'ConfigMap' ? source.configMap?.name : source.secret?.name) === name)
  })
}
