import { rareCode } from '#rare-code'
import type { KubeObject } from '@/lib/kube/object'
import type { Change } from '../cluster'
import { controllerOf } from '../controllers/claim'
import { trackingFinalizer } from '../controllers/job/tracking-finalizer'
import { counted } from '../controllers/quota/counted'
import type { Controller, Working } from '../working/working'

type Name = keyof ReturnType<typeof rareCode>['controllers']

/** Whether a change is of something to the controller: false as long as no object of its kind was written, and so its code need not be here. */
type Heeds = (change: Change, working: Working) => boolean

function rareController(key: Name, name: string, watches: readonly string[], heeds: Heeds = () => true): Controller {
  const code = (): Controller => rareCode().controllers[key]
  return {
    name,
    watches,
    observe(change, before, working, enqueue) {
      if (heeds(change, working)) code().observe(change, before, working, enqueue)
    },
    reconcile: (working, due) => code().reconcile(working, due),
    pends: (working, due) => code().pends?.(working, due) ?? true,
  }
}

const isOwnedBy = (object: KubeObject, kind: string) => controllerOf(object)?.kind === kind
const isThere = (working: Working, index: string) => working.keys(index).size > 0

export const statefulSets = rareController('statefulSet', 'statefulset', ['apps/statefulsets', '/pods'], ({ object }) => object.kind === 'StatefulSet' || isOwnedBy(object, 'StatefulSet'))

export const daemonSets = rareController('daemonSet', 'daemonset', ['apps/daemonsets', '/pods', '/nodes'], ({ object }, working) =>
  object.kind === 'Node' ? isThere(working, 'apps/daemonsets') : object.kind === 'DaemonSet' || isOwnedBy(object, 'DaemonSet'),
)

/** A Pod that its Job has left behind may still have the Job's finalizer. */
export const jobs = rareController('job', 'job', ['batch/jobs', '/pods'], ({ object }) =>
  object.kind === 'Job' || isOwnedBy(object, 'Job') || object.metadata.finalizers?.includes(trackingFinalizer) === true,
)

export const cronJobs = rareController('cronJob', 'cronjob', ['batch/cronjobs', 'batch/jobs'])

export const autoscalers = rareController('autoscaler', 'horizontal-pod-autoscaler', ['autoscaling/horizontalpodautoscalers'])

export const disruptionBudgets = rareController('disruption', 'disruption', ['policy/poddisruptionbudgets', '/pods'], ({ object }, working) =>
  object.kind === 'PodDisruptionBudget' || isThere(working, `policy/poddisruptionbudgets/${object.metadata.namespace ?? ''}`),
)

export const quotas = rareController('quota', 'resourcequota', ['/resourcequotas', ...counted], ({ object }, working) =>
  object.kind === 'ResourceQuota' || isThere(working, `/resourcequotas/${object.metadata.namespace ?? ''}`),
)

export const volumeBinding = rareController('volumeBinder', 'persistentvolume-binder', ['/persistentvolumeclaims', '/persistentvolumes'])

export const volumeProtection = rareController('volumeProtection', 'volume-protection', ['/persistentvolumeclaims', '/persistentvolumes', '/pods'], ({ object }, working) =>
  object.kind !== 'Pod' || isThere(working, `/persistentvolumeclaims/${object.metadata.namespace ?? ''}`),
)
