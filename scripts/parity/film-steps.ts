import { answer } from '@/lib/cluster/api/handle'
import { startNode, stopNode } from '@/lib/cluster/node-power'
import type { Working } from '@/lib/cluster/working/working'
import { kindOf } from '@/lib/kube/kinds'

/** A step of a film. */
export interface FilmStep {
  readonly atMs: number
  readonly do: string
  readonly objects?: readonly { readonly apiVersion: string; readonly kind: string; readonly metadata: { readonly name: string } }[]
  readonly kind?: string
  readonly name?: string
  /** Another than the film's. */
  readonly namespace?: string
  readonly pod?: string
  readonly node?: string
  readonly port?: number
  readonly path?: string
  readonly patch?: unknown
  readonly subresource?: string
  readonly options?: object
  readonly command?: string
  /** What the command printed when it was recorded. */
  readonly stdout?: string
  readonly tookMs?: number
}

/** What can't be done to a practice cluster yet. */
export type StepResult = 'done' | 'unknown'

/** How a replay does what is no API request: faults inside containers, and kubectl command lines. */
export interface StepMeans {
  kubectl(working: Working, step: FilmStep): StepResult
  fault(working: Working, step: FilmStep): StepResult
}

/** Does one step of a film in its namespace; names in it have been resolved. */
export function doStep(working: Working, step: FilmStep, namespace: string, means: StepMeans): StepResult {
  switch (step.do) {
    case 'create':
      for (const object of step.objects ?? []) create(working, object, namespace)
      return 'done'
    case 'patch':
      return patch(working, step, namespace)
    case 'delete':
      return send(working, 'DELETE', pathOf(step.kind ?? '', namespace, step.name), step.options)
    case 'evict': {
      const body = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: step.pod, namespace } }
      return send(working, 'POST', `${pathOf('Pod', namespace, step.pod) ?? ''}/eviction`, body)
    }
    case 'node stops':
      stopNode(working, step.node ?? '')
      return 'done'
    case 'node is back':
      startNode(working, step.node ?? '')
      return 'done'
    case 'kubectl':
      return means.kubectl(working, step)
    default:
      return means.fault(working, step)
  }
}

/** Creates an object, in the namespace where its kind has one. */
export function create(working: Working, object: { readonly apiVersion: string; readonly kind: string; readonly [field: string]: unknown }, namespace: string): void {
  const definition = kindOf(object.apiVersion, object.kind)
  if (definition !== undefined) send(working, 'POST', collection(definition.group, definition.version, definition.resource, definition.namespaced ? namespace : undefined), object)
}

function patch(working: Working, step: FilmStep, namespace: string): StepResult {
  const path = pathOf(step.kind ?? '', namespace, step.name)
  return send(working, 'PATCH', path === undefined || step.subresource === undefined ? path : `${path}/${step.subresource}`, step.patch, patchType(step.patch))
}

/** A strategic patch that says `$patch: merge` is refused (handleDirectiveInMergeMap), and the recording's succeeded: there it marks a plain one. */
function patchType(patch: unknown): string {
  if (Array.isArray(patch)) return 'application/json-patch+json'
  return /"\$patch":"merge"/.test(JSON.stringify(patch)) ? 'application/merge-patch+json' : 'application/strategic-merge-patch+json'
}

/** Of the kinds that steps name. */
const groupOf: Readonly<Record<string, string>> = {
  Deployment: 'apps/v1', ReplicaSet: 'apps/v1', StatefulSet: 'apps/v1', DaemonSet: 'apps/v1', Job: 'batch/v1', CronJob: 'batch/v1', PodDisruptionBudget: 'policy/v1', HorizontalPodAutoscaler: 'autoscaling/v2',
}

function pathOf(kind: string, namespace: string, name: string | undefined): string | undefined {
  const definition = kindOf(groupOf[kind] ?? 'v1', kind)
  return definition === undefined ? undefined : `${collection(definition.group, definition.version, definition.resource, definition.namespaced ? namespace : undefined)}/${name ?? ''}`
}

function collection(group: string, version: string, resource: string, namespace: string | undefined): string {
  return `${group === '' ? `/api/${version}` : `/apis/${group}/${version}`}${namespace === undefined ? '' : `/namespaces/${namespace}`}/${resource}`
}

/** A refusal is part of the film: it changes nothing here either. */
function send(working: Working, method: 'POST' | 'PATCH' | 'DELETE', path: string | undefined, body: unknown, contentType = 'application/json'): StepResult {
  if (path === undefined) return 'unknown'
  answer(working, { method, path, headers: { 'content-type': contentType, accept: 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  return 'done'
}
