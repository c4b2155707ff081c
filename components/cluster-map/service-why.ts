import type { Service } from '@/lib/kube/core/v1.generated'
import type { PodModel } from './pod-model'
import type { Backing } from './service-model'

/** Why something is as it is: a question and two sentences. Words between backticks are code. */
export interface Why {
  readonly question: string
  readonly answer: string
}

const numbers = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine']

/** `The three Pods it selects`, `The Pod it selects`. */
function thePods(count: number): string {
  if (count === 1) return 'The Pod it selects'
  return `The ${(numbers[count] ?? String(count)).toLowerCase()} Pods it selects`
}

/** The first broken link of a Service's chain, in two sentences. */
export function explainService(service: Service, backing: Backing, broken: 'selects' | 'port' | 'endpoints' | 'outside'): Why {
  const question = 'Why does nobody answer?'
  if (broken === 'selects') return { question, answer: selectsNothing(service) }
  if (broken === 'port') return { question, answer: noPort(service, backing) }
  if (broken === 'outside') return { question: 'Why is there no address yet?', answer: 'The cloud is asked for a load balancer, and answers after a few seconds. Until then the Service works inside the cluster only.' }
  return { question, answer: notReady(backing) }
}

function selectsNothing(service: Service): string {
  const pairs = Object.entries(service.spec.selector ?? {}).map(([key, value]) => `\`${key}: ${value}\``)
  return `It selects Pods labelled ${pairs.join(' and ')}, and no Pod of namespace ${service.metadata.namespace ?? 'default'} carries ${pairs.length === 1 ? 'that label' : 'them all'}. Without a Pod there is no endpoint to send a request to.`
}

function noPort(service: Service, { selected, refused }: Backing): string {
  const target = service.spec.ports?.[0]?.targetPort ?? ''
  const theirs = portNames(selected)
  if (refused) return `Its \`targetPort\` is \`${target}\`, and nothing in the Pods listens there${theirs === '' ? '' : `: theirs is \`${theirs}\``}. The request reached a Pod and was refused by it.`
  const names = theirs === '' ? (selected.length === 1 ? 'names no port' : 'name no port') : selected.length === 1 ? `names its port \`${theirs}\`` : `name their port \`${theirs}\``
  return `Its \`targetPort\` is the name \`${target}\`. ${thePods(selected.length)} ${names}, so its endpoints have no port to send a request to.`
}

function notReady({ selected }: Backing): string {
  const first = selected.find((pod) => pod.state === 'failing') ?? selected[0]
  if (first === undefined) return 'It has no Pod behind it. Without a Pod there is no endpoint to send a request to.'
  const word = first.state === 'leaving' ? 'is leaving' : first.state === 'failing' ? `is in \`${first.word}\`` : 'is not ready yet'
  return `It finds ${selected.length === 1 ? 'one Pod' : `${selected.length} Pods`}, and none of them is ready: ${first.shortName} ${word}. A Service sends requests to ready Pods only.`
}

function portNames(pods: readonly PodModel[]): string {
  const ports = pods.flatMap((pod) => pod.pod.spec.containers.flatMap((container) => container.ports ?? []))
  return [...new Set(ports.map((port) => port.name ?? String(port.containerPort)))].join('`, `')
}
