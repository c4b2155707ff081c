import type { Pod } from '@/lib/kube/core/v1.generated'
import { call, clock, idle, need, refuse, type Invocation, type Running } from '../../command'
import { CommandFailure, fail, isFailure } from '../../failure'
import { durationMs, flag } from '../../flags'
import type { JsonObject } from '../../json'
import { needResource, pathOf, type ResourceMapping } from '../../resources'
import type { FoundObject } from '../change-object'
import { namedFailure } from '../get/find-infos'
import { list, map, pairsText, selectorText, text } from '../describe/fields'

/** What POD or TYPE/NAME means (cli-runtime builder ResourceNames). */
export function wordOf(word: string, fallback = 'pods'): { readonly definition: ResourceMapping; readonly name: string } {
  const [first = '', second, ...more] = word.split('/')
  if (more.length > 0) fail('arguments in resource/name form may not have more than one slash')
  if (second !== undefined && (first === '' || second === '')) fail('arguments in resource/name form must have a single resource and name')
  return { definition: needResource(second === undefined ? fallback : first), name: second ?? first }
}

/** The object that it means. */
export function* objectOf(invocation: Invocation, word: string, fallback = 'pods'): Running<FoundObject> {
  const { definition, name } = wordOf(word, fallback)
  const namespace = definition.namespaced ? invocation.namespace : undefined
  const { body } = yield* call(invocation, 'GET', pathOf(definition, namespace, name))
  if (isFailure(body)) refuse(yield* namedFailure(invocation, body, namespace))
  return { definition, namespace, name, object: body as JsonObject }
}

/** How long to wait for a Pod, in milliseconds; nothing or less ends the command. */
export function podTimeoutMs({ command, flags }: Invocation, defaultMs: number): number {
  const given = flag(flags, 'pod-running-timeout')
  const limit = given === undefined ? defaultMs : (durationMs(given) ?? 0)
  if (limit <= 0) throw new CommandFailure(`error: --pod-running-timeout must be higher than zero\nSee '${command} -h' for help and examples`)
  return limit
}

/** Kinds whose Pods are found by a selector (polymorphichelpers/helpers.go SelectorsForObject). */
const selecting = ['ReplicaSet', 'ReplicationController', 'StatefulSet', 'DaemonSet', 'Deployment', 'Job', 'Service']

/** The selector of an object's Pods; an object that has none ends the command. `doing` is `attach to`, `get the logs from`. */
function podSelector({ definition, name, object }: FoundObject, doing: string): string {
  const type = `*${definition.version}.${definition.kind}`
  if (!selecting.includes(definition.kind)) fail(`cannot ${doing} ${type}: selector for ${type} not implemented`)
  const selector = map(object, 'spec', 'selector')
  if (definition.kind !== 'Service' && definition.kind !== 'ReplicationController') return selectorText(selector, '')
  if (Object.keys(selector).length === 0) fail(`cannot ${doing} ${type}: invalid service '${name}': Service is defined without a selector`)
  return pairsText(selector)
}

/** The Pods of an object in the order given; without any it waits for the first (GetPodList). */
export function* podsOf(invocation: Invocation, found: FoundObject, doing: string, order: (a: Pod, b: Pod) => number, timeoutMs: number): Running<readonly Pod[]> {
  const selector = podSelector(found, doing)
  const { nowMs } = yield* clock()
  for (;;) {
    const { items } = yield* need<{ readonly items: readonly Pod[] }>(invocation, 'GET', `/api/v1/namespaces/${invocation.namespace}/pods?labelSelector=${encodeURIComponent(selector)}`)
    if (items.length > 0) return [...items].sort(order)
    if ((yield* idle(nowMs + timeoutMs)) >= nowMs + timeoutMs) fail('timed out waiting for the condition')
  }
}

/** The Pod to attach to: itself, or of an object the one that a controller would delete last. */
export function* attachablePod(invocation: Invocation, found: FoundObject, timeoutMs: number): Running<Pod> {
  if (found.definition.kind === 'Pod') return found.object as unknown as Pod
  const [pod] = yield* podsOf(invocation, found, 'attach to', lastDeleted, timeoutMs)
  return pod ?? fail('timed out waiting for the condition')
}

const forLogging: Readonly<Record<string, number | undefined>> = { Running: 0, Unknown: 1, Pending: 2 }
const forKeeping: Readonly<Record<string, number | undefined>> = { Running: 2, Unknown: 1, Pending: 0 }

function rank(ranks: typeof forLogging, pod: Pod): number {
  return ranks[pod.status?.phase ?? ''] ?? 0
}

function readySince(pod: Pod): string {
  return text(list(pod, 'status', 'conditions').find(({ type, status }) => type === 'Ready' && status === 'True'), 'lastTransitionTime')
}

function restarts(pod: Pod): number {
  return Math.max(0, ...(pod.status?.containerStatuses ?? []).map(({ restartCount }) => restartCount))
}

const first = (...orders: readonly number[]): number => orders.find((order) => order !== 0) ?? 0
const earlier = (a: string, b: string): number => (a === b ? 0 : a === '' ? 1 : b === '' ? -1 : a < b ? -1 : 1)
const yesFirst = (a: boolean, b: boolean): number => Number(b) - Number(a)

/** Assigned, running, ready, ready for longest, restarted most, oldest first (kubectl pkg/util/podutils ByLogging). */
export function forLogs(a: Pod, b: Pod): number {
  return first(
    yesFirst(text(a, 'spec', 'nodeName') !== '', text(b, 'spec', 'nodeName') !== ''),
    rank(forLogging, a) - rank(forLogging, b),
    yesFirst(readySince(a) !== '', readySince(b) !== ''),
    earlier(readySince(a), readySince(b)),
    restarts(b) - restarts(a),
    earlier(text(a, 'metadata', 'creationTimestamp'), text(b, 'metadata', 'creationTimestamp')),
  )
}

/** The reverse of ActivePods: running, ready, not being deleted, ready for longest, restarted least, oldest first. */
function lastDeleted(a: Pod, b: Pod): number {
  return first(
    yesFirst(text(a, 'spec', 'nodeName') !== '', text(b, 'spec', 'nodeName') !== ''),
    rank(forKeeping, b) - rank(forKeeping, a),
    yesFirst(readySince(a) !== '', readySince(b) !== ''),
    yesFirst(a.metadata.deletionTimestamp === undefined, b.metadata.deletionTimestamp === undefined),
    earlier(readySince(a), readySince(b)),
    restarts(a) - restarts(b),
    earlier(text(a, 'metadata', 'creationTimestamp'), text(b, 'metadata', 'creationTimestamp')),
  )
}
