import type { Node } from '@/lib/kube/core/v1.generated'
import type { KubeObject } from '@/lib/kube/object'
import { shortName } from '@/lib/cluster/images/catalogue'
import type { Working } from '@/lib/cluster/working/working'
import type { Frame } from '../../tests/oracle/nodes/frames.mjs'
import type { Film } from './films'
import { create, type FilmStep } from './film-steps'

/** Films were recorded one after another: Pods of the one before are still leaving when the next begins. */
const before = { namespace: 'film-before', pods: [{ name: 'a', leavesMs: 300 }, { name: 'b', leavesMs: 700 }] }

/** What a film takes for granted: its namespace, labelled where the film is about that, the priority classes that its Pods name, what stood on its nodes. */
export function prepareScene(working: Working, film: Film, namespace: string): void {
  const labels = film.about.includes('namespace enforces restricted') ? { 'pod-security.kubernetes.io/enforce': 'restricted' } : {}
  create(working, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels } }, namespace)
  const classes = new Set([...JSON.stringify(film.steps).replaceAll('<ns>', namespace).matchAll(/"priorityClassName":"([^"]+)"/g)].map(([, name]) => name))
  for (const name of classes) create(working, { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name }, value: 1000 }, namespace)
  for (const [name, taints] of standingTaints(film)) {
    const node = working.get(`/nodes//${name}`) as Node | undefined
    if (node !== undefined) working.put(`/nodes//${name}`, { ...node, spec: { ...node.spec, taints } } as KubeObject)
  }
  create(working, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: before.namespace } }, before.namespace)
  create(working, { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default' } }, before.namespace)
  for (const { name } of before.pods) create(working, { apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec: { containers: [{ name, image: 'httpd:2.4' }] } }, before.namespace)
}

/** A film's steps with what goes on beside them, in order: the Pods of the film before leave, and a drain that was refused is tried again. */
export function stepsOf(film: Film): FilmStep[] {
  const leaving = before.pods.map(({ name, leavesMs }): FilmStep => ({ atMs: leavesMs, do: 'delete', kind: 'Pod', namespace: before.namespace, name }))
  return [...film.steps.map(done).flatMap(withRetries), ...leaving].sort((a, b) => a.atMs - b.atMs)
}

/** A command in a container has done its work when kubectl is back: until then it finds its configuration, the Pod and a way into it. */
function done(step: FilmStep): FilmStep {
  return step.command?.startsWith('exec ') === true ? { ...step, atMs: step.atMs + (step.tookMs ?? 0) } : step
}

/** kubectl asks for a refused eviction again after five seconds, for as long as the command went on. */
const evictAgainMs = 5000

function withRetries(step: FilmStep): FilmStep[] {
  if (step.command?.startsWith('drain ') !== true) return [step]
  const times = Math.floor((step.tookMs ?? 0) / evictAgainMs)
  return Array.from({ length: times + 1 }, (_, index) => ({ ...step, atMs: step.atMs + index * evictAgainMs }))
}

/** Images that had to be pulled, with which of the containers that needed them found theirs missing, in order: on some nodes they were, on some a pull went on. */
export function missingImages(film: Pick<Film, 'frames'>): Readonly<Record<string, readonly boolean[]>> {
  const needs = new Map<string, boolean[]>()
  for (const frame of film.frames) {
    const { message = '' } = frame as Frame & { readonly message?: string }
    const [, image, presence] = /^(?:Pulling|Container) image "([^"]+)"( already present)?/.exec(message) ?? []
    if (image === undefined) continue
    const name = shortName(image)
    needs.set(name, [...(needs.get(name) ?? []), presence === undefined])
  }
  return Object.fromEntries([...needs].filter(([, list]) => list.includes(true)))
}

/** Taints that a node had before the film began, left by an earlier one: in its first frame, of a kind that no controller sets, and in no step. */
function standingTaints(film: Film): ReadonlyMap<string, NonNullable<Node['spec']['taints']>> {
  const steps = JSON.stringify(film.steps)
  const found = new Map<string, NonNullable<Node['spec']['taints']>>()
  const seen = new Set<string>()
  for (const frame of film.frames) {
    if (frame.kind !== 'Node' || frame.name === undefined || seen.has(frame.name)) continue
    seen.add(frame.name)
    const { spec } = frame as unknown as Pick<Node, 'spec'>
    const taints = (spec.taints ?? []).filter(({ key }) => !key.startsWith('node.kubernetes.io/') && !steps.includes(key))
    if (taints.length > 0) found.set(frame.name, taints)
  }
  return found
}
