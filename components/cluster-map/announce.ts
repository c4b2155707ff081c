import type { MapModel } from './map-model'

/** Most sentences that one announcement holds. */
const most = 3

/** What changed between two looks at a namespace, in sentences for a screen reader; empty when nothing did. */
export function announceChanges(before: MapModel, after: MapModel): string {
  const said = [...podChanges(before, after), ...serviceChanges(before, after), ...nodeChanges(before, after)]
  if (said.length <= most) return said.join(' ')
  return `${said.slice(0, most).join(' ')} And ${said.length - most} more changes.`
}

function podChanges(before: MapModel, after: MapModel): string[] {
  const known = new Map(before.pods.map((pod) => [pod.id, pod]))
  const said = after.pods.flatMap((pod) => {
    const was = known.get(pod.id)
    known.delete(pod.id)
    if (was === undefined) return [`Pod ${pod.shortName} is new.`]
    return was.word === pod.word ? [] : [`Pod ${pod.shortName} is ${pod.word}.`]
  })
  return [...said, ...[...known.values()].map((pod) => `Pod ${pod.shortName} is gone.`)]
}

function serviceChanges(before: MapModel, after: MapModel): string[] {
  const known = new Map(before.services.map((service) => [service.id, service]))
  const said = after.services.flatMap((service) => {
    const was = known.get(service.id)
    known.delete(service.id)
    const count = service.endpoints.length
    if (was?.endpoints.length !== count) return [`Service ${service.name} has ${count} ${count === 1 ? 'endpoint' : 'endpoints'}.`]
    return was.external.join() === service.external.join() ? [] : [`Service ${service.name} is at ${service.external.join(', ')}.`]
  })
  return [...said, ...[...known.values()].map((service) => `Service ${service.name} is gone.`)]
}

function nodeChanges(before: MapModel, after: MapModel): string[] {
  return after.nodes.flatMap((node) => {
    const was = before.nodes.find((item) => item.id === node.id)
    return was === undefined || was.state === node.state ? [] : [`Node ${node.name} is ${node.state === 'ready' ? 'ready' : 'lost'}.`]
  })
}
