import { isFailure } from '../failure'
import { durationMs, flag, isSet } from '../flags'
import { call, clock, dryRunOf, dryRunSuffix, idle, print, printError, type Invocation, type Running } from '../command'
import type { JsonObject } from '../json'
import { list, text } from './describe/fields'

type Kind = 'daemonset' | 'bare' | 'local' | 'plain'

/** By the first of the filters that stops it, else by the last. */
function kindOf(pod: JsonObject, { flags }: Invocation): Kind {
  const controller = list(pod, 'metadata', 'ownerReferences').find((owner) => owner['controller'] === true)
  const finished = ['Succeeded', 'Failed'].includes(text(pod, 'status', 'phase'))
  if (controller?.['kind'] === 'DaemonSet' && !finished) return 'daemonset'
  if (list(pod, 'spec', 'volumes').some((volume) => volume['emptyDir'] !== undefined) && !finished && !isSet(flags, 'delete-emptydir-data')) return 'local'
  return controller === undefined && !finished ? 'bare' : 'plain'
}

const reasons: Readonly<Record<Exclude<Kind, 'plain'>, { readonly flag: string; readonly refusal: string; readonly warning: string }>> = {
  daemonset: { flag: 'ignore-daemonsets', refusal: 'cannot delete DaemonSet-managed Pods (use --ignore-daemonsets to ignore)', warning: 'ignoring DaemonSet-managed Pods' },
  local: { flag: 'delete-emptydir-data', refusal: 'cannot delete Pods with local storage (use --delete-emptydir-data to override)', warning: '' },
  bare: { flag: 'force', refusal: 'cannot delete Pods that declare no controller (use --force to override)', warning: 'deleting Pods that declare no controller' },
}

/** Evicts what a drain may evict (kubectl pkg/drain filters.go) and waits until it is gone; what forbids it is returned. */
export function* drainNode(invocation: Invocation, node: string): Running<readonly string[]> {
  const labelSelector = flag(invocation.flags, 'pod-selector') ?? ''
  const query = new URLSearchParams({ fieldSelector: `spec.nodeName=${node}`, limit: '500', ...(labelSelector === '' ? {} : { labelSelector }) })
  const response = yield* call(invocation, 'GET', `/api/v1/pods?${query.toString()}`)
  if (isFailure(response.body)) return [response.body.message ?? '']
  const pods = list(response.body, 'items').map((pod) => ({ pod, kind: kindOf(pod, invocation), name: `${text(pod, 'metadata', 'namespace')}/${text(pod, 'metadata', 'name')}` }))
  const names = (kind: Kind) => pods.filter((one) => one.kind === kind).map((one) => one.name).join(', ')
  const kinds = ['daemonset', 'bare', 'local'] as const
  const refused = kinds.filter((kind) => names(kind) !== '' && !isSet(invocation.flags, reasons[kind].flag))
  if (refused.length > 0) return refused.map((kind) => `${reasons[kind].refusal}: ${names(kind)}`)
  const warnings = (['daemonset', 'bare'] as const).filter((kind) => names(kind) !== '').map((kind) => `${reasons[kind].warning}: ${names(kind)}`)
  if (warnings.length > 0) yield* printError(`Warning: ${warnings.join('; ')}`)
  const problem = yield* evictAll(invocation, pods.filter((one) => one.kind !== 'daemonset'))
  return problem === undefined ? [] : [problem]
}

function* evictAll(invocation: Invocation, pods: readonly { readonly pod: JsonObject; readonly name: string }[]): Running<string | undefined> {
  const dryRun = dryRunOf(invocation)
  const { nowMs } = yield* clock()
  const limit = durationMs(flag(invocation.flags, 'timeout') ?? '0') ?? 0
  const until = limit === 0 ? undefined : nowMs + limit
  for (const { name } of pods) yield* print(`evicting pod ${name}${dryRunSuffix(dryRun)}`)
  if (dryRun !== 'none') return undefined
  for (const { pod, name } of pods) {
    const problem = yield* evict(invocation, pod, name, until)
    if (problem !== undefined) return problem
  }
  for (const { pod } of pods) {
    const problem = yield* waitGone(invocation, pod, until)
    if (problem !== undefined) return problem
    yield* print(`pod/${text(pod, 'metadata', 'name')} evicted`)
  }
  return undefined
}

function* waitGone(invocation: Invocation, pod: JsonObject, until: number | undefined): Running<string | undefined> {
  for (;;) {
    const now = yield* call(invocation, 'GET', pathOf(pod))
    if (isFailure(now.body) || text(now.body, 'metadata', 'uid') !== text(pod, 'metadata', 'uid')) return undefined
    if ((yield* idle(until)) >= (until ?? Infinity)) return `error when waiting for pod "${text(pod, 'metadata', 'name')}" in namespace "${text(pod, 'metadata', 'namespace')}" to terminate: ${timedOut(invocation)}`
  }
}

function timedOut(invocation: Invocation): string {
  return `global timeout reached: ${flag(invocation.flags, 'timeout') ?? ''}`
}

function pathOf(pod: JsonObject): string {
  return `/api/v1/namespaces/${text(pod, 'metadata', 'namespace')}/pods/${text(pod, 'metadata', 'name')}`
}

/** Asks again every five seconds while a disruption budget says no. */
function* evict(invocation: Invocation, pod: JsonObject, name: string, until: number | undefined): Running<string | undefined> {
  const metadata = { name: text(pod, 'metadata', 'name'), namespace: text(pod, 'metadata', 'namespace') }
  const grace = Number(flag(invocation.flags, 'grace-period') ?? -1)
  const deleteOptions = grace < 0 ? {} : { deleteOptions: { gracePeriodSeconds: grace } }
  const failed = `error when evicting pods/"${metadata.name}" -n "${metadata.namespace}"`
  for (;;) {
    const response = yield* call(invocation, 'POST', `${pathOf(pod)}/eviction`, { body: { apiVersion: 'policy/v1', kind: 'Eviction', metadata, ...deleteOptions } })
    if (!isFailure(response.body) || response.body.reason === 'NotFound') return undefined
    if (response.body.code !== 429) return `${failed}: ${response.body.message ?? ''}`
    yield* printError(`${failed} (will retry after 5s): ${response.body.message ?? ''}`)
    const { nowMs } = yield* clock()
    if (until !== undefined && nowMs + 5000 > until) return `${failed}: ${timedOut(invocation)}`
    let now = nowMs
    while (now < nowMs + 5000) now = yield* idle(nowMs + 5000)
    yield* print(`evicting pod ${name}`)
  }
}
