import type { SentRequest } from '@/lib/session/timeline'
import type { MapModel } from './map-model'
import { balancerId, expectedPath, hostOf, requestPath, wantedBox, type Caller } from './request-path'
import { refId, sourceId, type GoalLine, type PodsGoalMark } from './snapshot'

/** One caller's way through the cluster: the boxes on it, and whether the last request on it failed. */
export interface Flow {
  readonly boxes: readonly string[]
  readonly failing: boolean
  readonly url: string
}

export interface TrafficInput {
  readonly model: MapModel
  readonly requests: readonly SentRequest[]
  readonly callers: readonly Caller[]
  readonly goals: readonly GoalLine[]
  readonly podsGoals?: readonly PodsGoalMark[]
}

/** What stands in each column of the Traffic view, by box id. */
export interface TrafficColumns {
  readonly clients: readonly string[]
  readonly entries: readonly string[]
  readonly services: readonly string[]
  readonly flows: readonly Flow[]
}

/** Every caller once, with the way its last request took, or would take. */
export function flowsOf(input: TrafficInput): Flow[] {
  const wanted = new Set(input.goals.map((goal) => refId(goal.from)))
  return calledFlows(input).map((flow) => ({ ...flow, boxes: flow.boxes.map((id) => wantedBox(id, wanted, input.model)) }))
}

function calledFlows({ model, requests, callers }: TrafficInput): Flow[] {
  const flows = new Map<string, Flow>()
  const recent = recentOf(requests)
  for (const caller of callers) if (!isKnownByNow(caller, recent)) flows.set(keyOf(caller), { boxes: expectedPath(caller, model), failing: false, url: caller.url })
  // Without a list of callers everybody who ever called is one; else those who are listed, with their last request, and who called lately.
  const latest = new Map((callers.length === 0 ? requests : recent).map((request) => [keyOf(request), request]))
  const others = [...latest.keys()].filter((key) => !flows.has(key))
  for (const key of [...flows.keys(), ...(callers.length === 0 ? others : others.sort())]) {
    const request = latest.get(key) ?? requests.findLast((sent) => keyOf(sent) === key)
    if (request !== undefined) flows.set(key, { ...requestPath(request, model), url: request.url })
  }
  return [...flows.values()]
}

/** `inside` is some Pod; once it has called, it is that Pod. */
function isKnownByNow(caller: Caller, recent: readonly SentRequest[]): boolean {
  return caller.from === 'inside' && recent.some((request) => request.from !== 'outside' && hostOf(request.url) === hostOf(caller.url))
}

/** A way that nobody has taken for some time is no longer drawn. Requests are in the order of their times. */
function recentOf(requests: readonly SentRequest[]): readonly SentRequest[] {
  const since = (requests.at(-1)?.at ?? 0) - 5000
  return requests.slice(requests.findLastIndex(({ at }) => at < since) + 1)
}

function keyOf({ from, url }: Caller): string {
  return `${sourceId(from)} ${hostOf(url)}`
}

/** Which box stands in which column. Bare Pods that call and are selected by no Service are clients. */
export function columnsOf(input: TrafficInput): TrafficColumns {
  const { model, goals } = input
  const flows = flowsOf(input)
  const selected = new Set(model.services.flatMap((service) => service.selected))
  const callers = new Set(flows.map((flow) => flow.boxes[0] ?? ''))
  const owned = new Set(model.workloads.flatMap((workload) => workload.pods.map((pod) => pod.id)))
  const reached = new Set(flows.flatMap((flow) => flow.boxes.slice(1)))
  const idle = model.bare.filter((pod) => !selected.has(pod.id) && !callers.has(pod.id) && !reached.has(pod.id) && model.workloads.length > 0)
  const clients = [...[...callers].filter((id) => !owned.has(id) && !selected.has(id)), ...idle.map((pod) => pod.id)]
  const services = new Set(model.services.map((service) => service.id))
  for (const goal of goals) if (goal.from.kind === 'Service') services.add(refId(goal.from))
  for (const id of reached) if (id.startsWith('Nowhere/')) services.add(id)
  const nodes = model.nodes.filter((node) => reached.has(node.id)).map((node) => node.id)
  const open = flows.some((flow) => flow.boxes[0]?.startsWith('Client//outside') === true)
  const ported = open && model.services.some((service) => service.type === 'NodePort')
  const balancers = model.services.filter((service) => service.type === 'LoadBalancer').map((service) => balancerId(service.namespace, service.name))
  const routes = new Set([...reached].filter((id) => id.startsWith('HTTPRoute/')))
  for (const goal of goals) if (goal.from.kind === 'HTTPRoute') routes.add(refId(goal.from))
  return { clients, entries: [...routes, ...(ported ? model.nodes.map((node) => node.id) : nodes), ...balancers], services: [...services], flows }
}
