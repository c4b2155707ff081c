import { parseAllDocuments, stringify } from 'yaml'
import type { Cluster } from '@/lib/cluster/cluster'
import type { Step, Submission } from '@/lib/grade/submission'
import { checkCreate } from '@/lib/kube/check'
import { kindOf } from '@/lib/kube/kinds'
import { objectKey } from '@/lib/kube/object'

export type Plain = Record<string, unknown>
export type Path = readonly (string | number)[]

/** The objects of a manifest, Lists opened up. */
export function objectsIn(text: string): Plain[] {
  return parseAllDocuments(text, { merge: true }).flatMap((document) => open(document.toJS() as unknown))
}

function open(value: unknown): Plain[] {
  if (!isPlain(value)) return []
  const items = value['items']
  return String(value['kind']).endsWith('List') && Array.isArray(items) ? items.flatMap(open) : [value]
}

export function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** As documents of block style, one after another. */
export function toYaml(objects: readonly Plain[]): string {
  return objects.map((object) => stringify(object, { aliasDuplicateObjects: false })).join('---\n')
}

/** The submission with the objects of each manifest changed; undefined where nothing was. */
export function mapObjects(submission: Submission, change: (object: Plain) => Plain | undefined): Submission | undefined {
  const steps = submission.steps.map((step): Step => {
    if (step.do !== 'apply') return step
    const objects = objectsIn(step.text)
    const others = objects.map((object) => change(structuredClone(object)))
    return others.every((other) => other === undefined) ? step : { ...step, text: toYaml(others.map((other, index) => other ?? objects[index] ?? {})) }
  })
  return steps.every((step, index) => step === submission.steps[index]) ? undefined : { ...submission, steps }
}

/** The object as the API server would store it, defaults and all; undefined if it would refuse it. */
export function complete(object: Plain): Plain | undefined {
  const definition = kindOf(String(object['apiVersion']), String(object['kind']))
  if (definition === undefined) return undefined
  const checked = checkCreate(definition, object, { namespace: definition.namespaced ? 'default' : '' })
  return 'object' in checked ? JSON.parse(JSON.stringify(checked.object)) as Plain : undefined
}

/** Whether the API server would store the same; false where it refuses one of them. */
export function meansTheSame(a: Plain, b: Plain): boolean {
  const [one, other] = [complete(a), complete(b)]
  return one !== undefined && other !== undefined && canonical(one) === canonical(other)
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) => (isPlain(item) ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1))) : item))
}

/** The object of the same name in a cluster. */
export function existing(cluster: Cluster, object: Plain): Plain | undefined {
  const definition = kindOf(String(object['apiVersion']), String(object['kind']))
  if (definition === undefined) return undefined
  return cluster.objects.get(objectKey(definition.group, definition.resource, definition.namespaced ? 'default' : '', nameOf(object))) as Plain | undefined
}

export function nameOf(object: Plain): string {
  return isPlain(object['metadata']) ? String(object['metadata']['name']) : ''
}

/** Every scalar of an object with its path. */
export function leaves(value: unknown, path: Path = []): { readonly path: Path; readonly value: string | number | boolean }[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => leaves(item, [...path, index]))
  if (isPlain(value)) return Object.entries(value).flatMap(([key, item]) => leaves(item, [...path, key]))
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [{ path, value }] : []
}

/** A copy with the value at a path changed, or (undefined) taken out. */
export function withValue(object: Plain, path: Path, value: unknown): Plain {
  return changed(object, path, value) as Plain
}

function changed(here: unknown, [step, ...rest]: Path, value: unknown): unknown {
  if (step === undefined) return value
  if (Array.isArray(here)) {
    const items = here.map((item: unknown, index) => (index === step ? changed(item, rest, value) : item))
    return rest.length === 0 && value === undefined ? items.filter((_, index) => index !== step) : items
  }
  if (!isPlain(here)) return here
  const { [String(step)]: before, ...others } = here
  if (before === undefined && rest.length === 0 && value !== undefined) return { ...here, [String(step)]: value }
  return rest.length === 0 && value === undefined ? others : Object.fromEntries(Object.entries(here).map(([key, item]) => [key, key === String(step) ? changed(before, rest, value) : item]))
}

/** `spec.ports[0].port` */
export function pathText(path: Path): string {
  return path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('').replace(/^\./, '')
}
