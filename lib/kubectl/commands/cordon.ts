import { parseLabelSelector } from '@/lib/cluster/api/selectors/label-selector-text'
import { CommandFailure, fail, isFailure, refuseText, statusMessage } from '../failure'
import { flag } from '../flags'
import { call, dryRunOf, dryRunSuffix, print, printError, type Command, type Invocation, type Running } from '../command'
import { isObject, valueAt, type JsonObject } from '../json'
import { drainNode } from './drain-node'

const strategic = 'application/strategic-merge-patch+json'

function command(name: 'cordon' | 'uncordon' | 'drain'): Command {
  const abouts = { cordon: 'Mark a Node so that no new Pods come to it.', uncordon: 'Let new Pods come to a Node again.', drain: 'Empty a Node for maintenance.' }
  return {
    name,
    about: abouts[name],
    usage: `kubectl ${name} NODE${name === 'drain' ? ' [--ignore-daemonsets] [--force] [--delete-emptydir-data]' : ''}`,
    *run(invocation) {
      const nodes = yield* nodesOf(invocation, name)
      for (const node of nodes) yield* mark(invocation, node, name !== 'uncordon')
      return name === 'drain' ? yield* drainAll(invocation, nodes) : 0
    },
  }
}

export const cordonCommand = command('cordon')
export const uncordonCommand = command('uncordon')
export const drainCommand = command('drain')

function* nodesOf(invocation: Invocation, verb: string): Running<readonly JsonObject[]> {
  const selector = flag(invocation.flags, 'selector')
  if (invocation.args.length === 0 && selector === undefined) throw new CommandFailure(`error: USAGE: ${verb} NODE [flags]\nSee 'kubectl ${verb} -h' for help and examples`)
  if (invocation.args.length > 0 && selector !== undefined) throw new CommandFailure(`error: cannot specify both a node name and a --selector option\nSee 'kubectl ${verb} -h' for help and examples`)
  if (!parseLabelSelector(flag(invocation.flags, 'pod-selector') ?? '').ok) fail('--pod-selector=<pod_selector> must be a valid label selector')
  if (selector !== undefined) {
    const response = yield* call(invocation, 'GET', `/api/v1/nodes?labelSelector=${encodeURIComponent(selector)}`)
    if (isFailure(response.body)) throw new CommandFailure(statusMessage(response.body))
    const items = valueAt(response.body, ['items'])
    return Array.isArray(items) ? items.filter(isObject) : []
  }
  const nodes: JsonObject[] = []
  for (const name of invocation.args.map((word) => word.replace(/^(?:nodes?|no)\//, ''))) {
    const response = yield* call(invocation, 'GET', `/api/v1/nodes/${name}`)
    if (isFailure(response.body)) throw new CommandFailure(statusMessage(response.body))
    nodes.push(response.body as JsonObject)
  }
  return nodes
}

function* mark(invocation: Invocation, node: JsonObject, unschedulable: boolean): Running<void> {
  const name = String(valueAt(node, ['metadata', 'name']))
  const did = unschedulable ? 'cordoned' : 'uncordoned'
  const dryRun = dryRunOf(invocation)
  if ((valueAt(node, ['spec', 'unschedulable']) === true) === unschedulable) {
    yield* print(`node/${name} already ${did}${dryRunSuffix(dryRun)}`)
    return
  }
  if (dryRun !== 'client') {
    const response = yield* call(invocation, 'PATCH', `/api/v1/nodes/${name}${dryRun === 'server' ? '?dryRun=All' : ''}`, { body: { spec: { unschedulable: unschedulable ? true : null } }, contentType: strategic })
    if (isFailure(response.body)) throw new CommandFailure(refuseText(response.body, `error: unable to ${unschedulable ? 'cordon' : 'uncordon'} node "${name}"`))
  }
  yield* print(`node/${name} ${did}${dryRunSuffix(dryRun)}`)
}

function* drainAll(invocation: Invocation, nodes: readonly JsonObject[]): Running<number> {
  for (const [index, node] of nodes.entries()) {
    const name = String(valueAt(node, ['metadata', 'name']))
    const problems = yield* drainNode(invocation, name)
    if (problems.length > 0) {
      const pending = nodes.slice(index).map((one) => ` ${String(valueAt(one, ['metadata', 'name']))}\n`)
      yield* printError(`error: unable to drain node "${name}" due to error: ${problems.length === 1 ? (problems[0] ?? '') : `[${problems.join(', ')}]`}, continuing command...\nThere are pending nodes to be drained:\n${pending.join('')}${problems.join('\n')}`)
      return 1
    }
    yield* print(`node/${name} drained${dryRunSuffix(dryRunOf(invocation))}`)
  }
  return 0
}
