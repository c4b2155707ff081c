import type { Box, Line } from './layout'
import { refId } from './snapshot'
import { balancerId } from './request-path'
import type { TrafficColumns, TrafficInput } from './traffic-flow'

/** How many lines to single Pods a picture bears before one line to their frame says it better. */
const mostLines = 12

/** Lines of the Traffic view between the boxes that are drawn. */
export function trafficLines(input: TrafficInput, columns: TrafficColumns, boxes: readonly Box[], direction: 'right' | 'down'): Line[] {
  const drawn = new Map(boxes.map((box) => [box.id, box]))
  const lines = new Map<string, Line>()
  const add = (line: Omit<Line, 'id'>) => {
    const id = `${line.from}>${line.to}`
    if (!drawn.has(line.from) || !drawn.has(line.to) || line.from === line.to) return
    const known = lines.get(id)
    if (known === undefined) lines.set(id, { id, ...line })
    else if (line.failing === true) lines.set(id, { ...known, failing: true })
  }
  for (const line of routeLines(input.model, direction)) add(line)
  for (const flow of columns.flows) addFlow(flow, input, add)
  for (const { from, to } of endpointPairs(input, drawn)) add({ from, to, kind: 'endpoint' })
  for (const service of input.model.services) if (service.type === 'LoadBalancer') add({ from: balancerId(service.namespace, service.name), to: service.id, kind: 'call' })
  if (input.model.services.some((service) => service.type === 'NodePort')) addNodePorts(input, columns, add)
  for (const line of goalLines(input)) {
    // A route's way may be there with another share: the one that is wanted stands for it.
    if (line.label !== undefined) lines.delete(`${line.from}>${line.to}`)
    add(line)
  }
  const hidden = direction === 'down' ? behindOthers(input, drawn) : new Set<string>()
  return [...lines.values()].filter((line) => !hidden.has(line.to))
}

/** Pods below the first row of their frame: a line from above would run over those before them. */
function behindOthers({ model }: TrafficInput, drawn: ReadonlyMap<string, Box>): ReadonlySet<string> {
  const groups = [...model.workloads.flatMap((workload) => workload.sets.map((set) => set.pods)), model.bare]
  return new Set(
    groups.flatMap((pods) => {
      const boxes = pods.flatMap((pod) => drawn.get(pod.id) ?? [])
      const top = Math.min(...boxes.map((box) => box.y))
      return boxes.filter((box) => box.y > top).map((box) => box.id)
    }),
  )
}

type Add = (line: Omit<Line, 'id'>) => void

function addFlow(flow: TrafficColumns['flows'][number], input: TrafficInput, add: Add): void {
  const pods = new Set(input.model.pods.map((pod) => pod.id))
  const services = new Set(input.model.services.map((service) => service.id))
  flow.boxes.slice(1).forEach((to, index) => {
    const from = flow.boxes[index] ?? ''
    if (pods.has(to) && services.has(from)) return
    const last = index === flow.boxes.length - 2
    add({ from, to, kind: 'call', ...(flow.failing && last ? { failing: true } : {}), ...(index === 0 ? { label: flow.url.replace(/\/$/, '') } : {}) })
  })
}

/** From a route to each Service that it sends requests to, with its share; down a phone there is no room for it. */
function routeLines({ routes }: TrafficInput['model'], direction: 'right' | 'down'): Omit<Line, 'id'>[] {
  const backends = [...routes].flatMap(([from, all]) => all.map((backend) => ({ from, ...backend })))
  return backends.filter(({ share }) => share !== 0).map(({ from, service, share }) => ({ from, to: service, kind: 'call', ...(share === undefined || direction === 'down' ? {} : { label: percent(share) }) }))
}

/** `2 %`, `12.5 %`. */
function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`
}

function addNodePorts(input: TrafficInput, columns: TrafficColumns, add: Add): void {
  for (const node of input.model.nodes) {
    if (!columns.entries.includes(node.id)) continue
    add({ from: 'Client//outside', to: node.id, kind: 'call' })
    for (const service of input.model.services) if (service.type === 'NodePort') add({ from: node.id, to: service.id, kind: 'call' })
  }
}

/** Service to Pod, as far as single lines can be told apart; else Service to frame. */
function endpointPairs({ model }: TrafficInput, drawn: ReadonlyMap<string, Box>): { from: string; to: string }[] {
  return model.services.flatMap((service) => {
    const dense = service.endpoints.length > mostLines || service.endpoints.some((id) => drawn.get(id)?.density === 'dot')
    if (!dense) return service.endpoints.map((to) => ({ from: service.id, to }))
    const ends = new Set(service.endpoints)
    return model.workloads.filter((workload) => workload.pods.some((pod) => ends.has(pod.id))).map((workload) => ({ from: service.id, to: workload.id }))
  })
}

function goalLines(input: TrafficInput): Omit<Line, 'id'>[] {
  const open = input.goals.filter(({ holds }) => !holds)
  return open.flatMap(({ from, to, label }) => goalTargets(to, input).map((target) => ({ from: refId(from), to: target, kind: 'goal' as const, ...(label === undefined ? {} : { label }) })))
}

function goalTargets(to: { readonly kind: string; readonly namespace: string; readonly name: string }, { model }: TrafficInput): string[] {
  const workload = model.workloads.find((item) => item.id === refId(to))
  if (workload === undefined) return [refId(to)]
  return workload.pods.length > 0 && workload.pods.length <= mostLines ? workload.pods.map((pod) => pod.id) : [workload.id]
}
