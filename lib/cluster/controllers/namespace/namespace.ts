import type { Namespace, NamespaceCondition } from '@/lib/kube/core/v1.generated'
import type { KubeObject, ObjectKey } from '@/lib/kube/object'
import { deleteObject, updateStatus } from '../../api/operations'
import type { Controller, Working } from '../../working/working'
import { definitionOf } from '../definition'

const manager = 'kube-controller-manager'
/** Late requests for the namespace are let in before it is emptied (namespaceDeletionGracePeriod), and what was deleted gets as long to go. */
const graceMs = 5000
const finalizeMs = 50

/** Empties a namespace that is deleted, Pods first, and lets it go when nothing is left (pkg/controller/namespace). Keys are the namespaces'. */
export const namespaceController: Controller = {
  name: 'namespace',
  watches: ['/namespaces'],
  observe(change, before, _working, enqueue) {
    if (change.type !== 'DELETED' && change.object.metadata.deletionTimestamp !== undefined && before?.metadata.deletionTimestamp === undefined) {
      enqueue(change.key, graceMs)
    }
  },
  reconcile(working, key) {
    const namespace = working.get(key as ObjectKey) as Namespace | undefined
    if (namespace?.metadata.deletionTimestamp === undefined) return undefined
    const { name } = namespace.metadata
    const pods = working.keys(`/pods/${name}`)
    const content = pods.size > 0 ? pods : working.keys(`namespace:${name}`)
    const hadPods = pods.size > 0
    for (const item of [...content]) deleteObject(working, item, { manager, propagationPolicy: 'Background' })
    const left = working.keys(`namespace:${name}`)
    writeConditions(working, namespace, hadPods ? new Set() : left)
    if (hadPods || left.size > 0) return working.now + graceMs
    if (working.table<true>('namespaces-emptied').get(key) === true) { finalize(working, key as ObjectKey); return; }
    working.table<true>('namespaces-emptied').set(key, true)
    return working.now + finalizeMs
  },
}

function finalize(working: Working, key: ObjectKey): undefined {
  working.table<true>('namespaces-emptied').delete(key)
  const namespace = working.get(key) as Namespace | undefined
  const finalizers = namespace?.spec.finalizers?.filter((name) => name !== 'kubernetes') ?? []
  if (finalizers.length === 0 && (namespace?.metadata.finalizers ?? []).length === 0) working.remove(key)
  else if (namespace !== undefined) working.put(key, { ...namespace, spec: { finalizers } } as KubeObject)
}

function writeConditions(working: Working, namespace: Namespace, left: ReadonlySet<ObjectKey>): void {
  const held = [...left].filter((key) => (working.get(key)?.metadata.finalizers ?? []).length > 0)
  const time = working.timestamp()
  const told: readonly (readonly [string, boolean, string, string])[] = [
    ['NamespaceDeletionDiscoveryFailure', false, 'ResourcesDiscovered', 'All resources successfully discovered'],
    ['NamespaceDeletionGroupVersionParsingFailure', false, 'ParsedGroupVersions', 'All legacy kube types successfully parsed'],
    ['NamespaceDeletionContentFailure', false, 'ContentDeleted', 'All content successfully deleted, may be waiting on finalization'],
    left.size > 0
      ? ['NamespaceContentRemaining', true, 'SomeResourcesRemain', `Some resources are remaining: ${counted(left)}`]
      : ['NamespaceContentRemaining', false, 'ContentRemoved', 'All content successfully removed'],
    held.length > 0
      ? ['NamespaceFinalizersRemaining', true, 'SomeFinalizersRemain', `Some content in the namespace has finalizers remaining: ${finalizersOf(working, held)}`]
      : ['NamespaceFinalizersRemaining', false, 'ContentHasNoFinalizers', 'All content-preserving finalizers finished'],
  ]
  const present = namespace.status?.conditions ?? []
  const conditions: NamespaceCondition[] = told.map(([type, failing, reason, message]) => {
    const old = present.find((condition) => condition.type === type)
    const status = failing ? 'True' : 'False'
    return old?.status === status && old.reason === reason && old.message === message ? old : { type, status, lastTransitionTime: time, reason, message }
  })
  if (conditions.every((condition, i) => condition === present[i])) return
  updateStatus(working, definitionOf('v1', 'Namespace'), { ...namespace, status: { ...namespace.status, conditions } } as KubeObject, { manager })
}

/** `pods. has 1 resource instances`, as the deleter lists them. */
function counted(left: ReadonlySet<ObjectKey>): string {
  const counts = new Map<string, number>()
  for (const key of left) {
    const [group = '', resource = ''] = key.split('/')
    counts.set(`${resource}.${group}`, (counts.get(`${resource}.${group}`) ?? 0) + 1)
  }
  return [...counts.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, count]) => `${name} has ${count} resource instances`)
    .join(', ')
}

function finalizersOf(working: Working, held: readonly ObjectKey[]): string {
  const counts = new Map<string, number>()
  for (const key of held) for (const name of working.get(key)?.metadata.finalizers ?? []) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, count]) => `${name} in ${count} resource instances`)
    .join(', ')
}
