import type { Pod } from '@/lib/kube/core/v1.generated'
import { objectKey, type ObjectKey } from '@/lib/kube/object'
import { deleteObject } from '../../api/operations'
import type { Controller, Working } from '../../working/working'
import { isPodFinished } from '../pod-state'
import { addDisruption } from './disruption'

const manager = 'kube-controller-manager'
/** The collector looks every 20 s and lets a missing node rest for 40 s (gcCheckPeriod, quarantineTime). */
const quarantineMs = 50_000
/** It writes and deletes one Pod after another. */
const podMs = 50
const writeMs = 10

/** Deletes Pods whose node is no more, and those deleted before they had one (pkg/controller/podgc). Keys are the Pods'. */
export const podGarbageCollector: Controller = {
  name: 'pod-gc',
  watches: ['/nodes', '/pods'],
  observe(change, before, working, enqueue) {
    if (change.object.kind === 'Node') {
      if (change.type !== 'DELETED') return
      let afterMs = quarantineMs
      for (const key of working.keys(`node:${change.object.metadata.name}`)) {
        enqueue(key, afterMs)
        afterMs += podMs
      }
      return
    }
    const pod = change.object as Pod
    if (change.type === 'DELETED') return
    if (pod.spec.nodeName === undefined) {
      if (pod.metadata.deletionTimestamp !== undefined) enqueue(change.key, 0)
    } else if ((before as Pod | undefined)?.spec.nodeName === undefined && isOrphan(working, pod)) enqueue(change.key, quarantineMs)
  },
  reconcile(working, key) {
    const pod = working.get(key as ObjectKey) as Pod | undefined
    if (pod === undefined) return undefined
    if (pod.spec.nodeName === undefined) {
      if (pod.metadata.deletionTimestamp !== undefined) deleteObject(working, key as ObjectKey, { manager, gracePeriodSeconds: 0 })
    } else if (isOrphan(working, pod)) return collect(working, key as ObjectKey, pod)
    return undefined
  },
}

function isOrphan(working: Working, pod: Pod): boolean {
  return working.get(objectKey('', 'nodes', '', pod.spec.nodeName ?? '')) === undefined
}

function collect(working: Working, key: ObjectKey, pod: Pod): number | undefined {
  if (!isPodFinished(pod)) {
    addDisruption(working, key, 'DeletionByPodGC', 'PodGC: node no longer exists', 'Failed')
    return working.now + writeMs
  }
  deleteObject(working, key, { manager, gracePeriodSeconds: 0 })
  return undefined
}
