import type { Pod } from '@/lib/kube/core/v1.generated'
import type { KubeObject, ObjectKey } from '@/lib/kube/object'
import { updateObject } from '../../api/operations'
import type { Working } from '../../working/working'
import { controllerOf } from '../claim'
import { definitionOf } from '../definition'
import { isPod } from '../pod-state'
import { manager } from './status'
import { trackingFinalizer } from './tracking-finalizer'

/** Lets a Pod go. */
export function removeFinalizer(working: Working, pod: Pod): void {
  const { finalizers, resourceVersion: _, ...metadata } = pod.metadata
  if (finalizers?.includes(trackingFinalizer) !== true) return
  const rest = finalizers.filter((name) => name !== trackingFinalizer)
  updateObject(working, definitionOf('v1', 'Pod'), { ...pod, metadata: rest.length === 0 ? metadata : { ...metadata, finalizers: rest } } as unknown as KubeObject, { manager })
}

/** Pods of a Job that is no more: nobody will count them (syncOrphanPod in pkg/controller/job). */
export function releaseOrphans(working: Working, key: ObjectKey, uid: string | undefined): void {
  const [, , namespace = '', name = ''] = key.split('/')
  for (const pod of working.list(`label:/pods/${namespace}:batch.kubernetes.io/job-name=${name}`).filter(isPod)) {
    const owner = controllerOf(pod)
    const isOrphan = owner === undefined ? uid === undefined : owner.kind === 'Job' && owner.uid !== uid
    if (isOrphan) removeFinalizer(working, pod)
  }
}
