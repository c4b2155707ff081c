import type { Pod, Service } from '@/lib/kube/core/v1.generated'

/** The link that is broken in the chain from a Service to a process that answers. */
export type BrokenLink = 'selector' | 'target-port' | 'ready' | 'listening' | 'endpoints'

/**
 * Why a Service's requests are not answered: the same two sentences beside the drawing, in the grade and at the line in the editor.
 * Words between backticks are code.
 */
export interface ServiceCause {
  readonly link: BrokenLink
  readonly say: string
  /** The field of the Service that decides it. */
  readonly field: string
  /** What the field would have to say, where that is plain. */
  readonly instead?: string
}

/** What the sentences are made of. */
export interface ServiceFacts {
  readonly service: Service
  /** Pods of its namespace that it selects and that have not finished. */
  readonly selected: readonly Pod[]
  /** The other Pods of its namespace. */
  readonly others: readonly Pod[]
  /** Ports on which the selected Pods listen, where that is known. */
  readonly listens?: readonly number[]
}

/** The sentences for one broken link. */
export function causeOf(link: BrokenLink, facts: ServiceFacts): ServiceCause {
  switch (link) {
    case 'selector':
      return { link, field: 'spec.selector', say: sayNoPod(facts) }
    case 'target-port':
      return { link, field: 'spec.ports[0].targetPort', say: sayNoPort(facts), ...onlyOne(portNames(facts.selected)) }
    case 'listening':
      return { link, field: 'spec.ports[0].targetPort', say: sayDeaf(facts), ...onlyOne((facts.listens ?? []).map(String)) }
    case 'ready':
      return { link, field: 'spec.selector', say: sayNotReady(facts) }
    case 'endpoints':
      return { link, field: 'spec', say: `Service ${facts.service.metadata.name} has no selector, and no EndpointSlice names an address for it. Without an endpoint there is nothing to send a request to.` }
  }
}

function onlyOne(names: readonly string[]): { readonly instead?: string } {
  const [first, ...more] = names
  return first === undefined || more.length > 0 ? {} : { instead: first }
}

const numbers = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']

/** `The three Pods it selects`, `The Pod it selects`. */
function thePods(count: number): string {
  return count === 1 ? 'The Pod it selects' : `The ${numbers[count] ?? String(count)} Pods it selects`
}

function pairsOf(labels: Readonly<Record<string, string>> | undefined): string[] {
  return Object.entries(labels ?? {}).flatMap(([key, value]) => (key === 'pod-template-hash' ? [] : [`\`${key}: ${value}\``]))
}

function sayNoPod({ service, others }: ServiceFacts): string {
  const { name, namespace = 'default' } = service.metadata
  const pairs = pairsOf(service.spec.selector)
  const carries = pairs.length === 1 ? 'that label' : 'them all'
  return `Service ${name} selects Pods labelled ${pairs.join(' and ')}, and no Pod of namespace ${namespace} carries ${carries}. ${nearest(service, others)}`
}

/** The Pod that comes nearest to a selector, and what it carries. */
function nearest(service: Service, pods: readonly Pod[]): string {
  const { selector = {} } = service.spec
  const keys = Object.keys(selector)
  let best: Pod | undefined
  let highest = -1
  for (const pod of pods) {
    let score = 0
    for (const key of keys) score += likeness(pod.metadata.labels?.[key], selector[key] ?? '')
    if (score > highest) {
      best = pod
      highest = score
    }
  }
  if (best === undefined) return 'There is no Pod at all there yet.'
  const labels = pairsOf(best.metadata.labels)
  return labels.length === 0 ? `Pod ${best.metadata.name} has no labels.` : `Pod ${best.metadata.name}, for example, carries ${labels.join(' and ')}.`
}

/** The same value counts most, then one that begins alike: a slip of the pen. */
function likeness(value: string | undefined, wanted: string): number {
  if (value === undefined) return 0
  if (value === wanted) return 4
  return value.startsWith(wanted.slice(0, 3)) || wanted.startsWith(value.slice(0, 3)) ? 2 : 1
}

function portNames(pods: readonly Pod[]): string[] {
  const ports = pods.flatMap((pod) => pod.spec.containers.flatMap((container) => container.ports ?? []))
  return [...new Set(ports.flatMap((port) => (port.name === undefined ? [] : [port.name])))]
}

function sayNoPort({ service, selected }: ServiceFacts): string {
  const target = String(service.spec.ports?.[0]?.targetPort ?? '')
  const theirs = portNames(selected).map((name) => `\`${name}\``).join(', ')
  const one = selected.length === 1
  const names = theirs === '' ? (one ? 'gives its port no name' : 'give their port no name') : one ? `names its port ${theirs}` : `name their port ${theirs}`
  return `Service ${service.metadata.name} sends requests to the port named \`${target}\`. ${thePods(selected.length)} ${names}, so its endpoints have no port to send a request to.`
}

function sayDeaf({ service, selected, listens = [] }: ServiceFacts): string {
  const target = String(service.spec.ports?.[0]?.targetPort ?? '')
  const one = selected.length === 1
  const theirs = `${one ? 'it listens' : 'they listen'} on ${listens.length === 0 ? 'no port at all' : `\`${listens.join('`, `')}\``}`
  return `Service ${service.metadata.name} sends requests to port \`${target}\` of its ${one ? 'Pod' : 'Pods'}, and nothing listens there: ${theirs}. A request reaches ${one ? 'the Pod' : 'a Pod'} and is refused by it.`
}

function sayNotReady({ service, selected }: ServiceFacts): string {
  const first = selected.find((pod) => waitingFor(pod) !== undefined) ?? selected[0]
  const found = selected.length === 1 ? 'one Pod, and it is not ready' : `${String(selected.length)} Pods, and none of them is ready`
  return `Service ${service.metadata.name} finds ${found}: ${first === undefined ? '' : whyNotReady(first)}. A Service sends requests to ready Pods only.`
}

function waitingFor(pod: Pod): string | undefined {
  return pod.status?.containerStatuses?.find((status) => status.state?.waiting !== undefined)?.state?.waiting?.reason
}

function whyNotReady(pod: Pod): string {
  const { name, deletionTimestamp } = pod.metadata
  if (deletionTimestamp !== undefined) return `${name} is being deleted`
  if (pod.spec.nodeName === undefined) return `${name} waits for a node`
  const reason = waitingFor(pod)
  return reason === undefined ? `${name} runs, and its readiness probe has not passed` : `${name} is in \`${reason}\``
}
