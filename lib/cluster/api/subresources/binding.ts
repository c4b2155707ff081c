import type { Pod } from '@/lib/kube/core/v1.generated'
import { kindByResource } from '@/lib/kube/kinds'
import { objectKey, type KubeObject } from '@/lib/kube/object'
import { badRequest, conflict, notFoundStatus, statusError } from '@/lib/kube/status-error'
import { parseGoJson } from '../body/go-json'
import { fail, type Reply, type RequestContext } from '../context'
import { writeQuery } from '../options'
import { managerOf } from '../verbs/field-manager'
import { storeUpdate } from '../write/update'

interface Binding {
  readonly metadata?: { readonly name?: string; readonly annotations?: Readonly<Record<string, string>> }
  readonly target?: { readonly kind?: string; readonly name?: string }
}

const pods = { group: '', resource: 'pods' }

/** POST pods/NAME/binding and bindings: the Pod is bound to a node for good (pkg/registry/core/pod/storage/storage.go BindingREST). */
export function bind({ working, request, query, route }: RequestContext): Reply {
  const options = writeQuery(query, 'CreateOptions')
  if (!options.ok) return fail(options.failure)
  const parsed = parseGoJson(request.body ?? '')
  if ('error' in parsed) return fail(badRequest(parsed.error))
  const { name, node } = askedFor(parsed.value ?? {}, route)
  if (node === '') return fail(statusError(500, '', 'target.name: Required value'))
  const pod = working.get(objectKey('', 'pods', route.namespace, name)) as (KubeObject & Pod) | undefined
  const definition = kindByResource('', 'pods')
  if (pod === undefined || definition === undefined) return fail(notFoundStatus(pods, name))
  const unbindable = unbindableFor(pod)
  if (unbindable !== undefined) return fail(conflict({ group: '', resource: 'pods/binding' }, name, `pod ${name} ${unbindable}`))
  const bound = bindingOf(pod, node, working.timestamp())
  const result = storeUpdate(working, definition, bound, pod, { dryRun: options.value.dryRun, manager: managerOf(request, options.value.fieldManager) }, 'binding')
  if (!result.ok) return fail(result.status)
  return { status: 201, object: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 } }
}

/** The Pod's name stands in the URL of its own resource, and in the Binding elsewhere. */
function askedFor({ metadata = {}, target = {} }: Binding, route: RequestContext['route']): { readonly name: string; readonly node: string } {
  return { name: route.resource === 'pods' ? route.name : (metadata.name ?? ''), node: target.name ?? '' }
}

function unbindableFor({ metadata, spec }: Pod): string | undefined {
  const { nodeName = '', schedulingGates = [] } = spec
  if (metadata.deletionTimestamp !== undefined) return 'is being deleted, cannot be assigned to a host'
  if (nodeName !== '') return `is already assigned to node ${JSON.stringify(nodeName)}`
  return schedulingGates.length > 0 ? 'has non-empty .spec.schedulingGates' : undefined
}

/** The Pod on its node, with the condition that says so. */
export function bindingOf(pod: KubeObject & Pod, node: string, time: string): KubeObject {
  const conditions = (pod.status?.conditions ?? []).filter(({ type }) => type !== 'PodScheduled')
  const scheduled = { type: 'PodScheduled', status: 'True', lastProbeTime: null, lastTransitionTime: time }
  return { ...pod, spec: { ...pod.spec, nodeName: node }, status: { ...pod.status, conditions: [...conditions, scheduled] } } as unknown as KubeObject
}
