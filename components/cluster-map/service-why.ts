import { causeOf, type BrokenLink, type ServiceFacts } from '@/lib/cluster/network/service-cause'
import type { Pod, Service } from '@/lib/kube/core/v1.generated'
import type { Backing, ServiceRow } from './service-model'

/** Why something is as it is: a question and two sentences. Words between backticks are code. */
export interface Why {
  readonly question: string
  readonly answer: string
}

/** The first broken link of a Service's chain, in the engine's own sentences: the grade and the editor say the same. `pods` are those of its namespace. */
export function explainService(service: Service, backing: Backing, broken: ServiceRow['id'], pods: readonly Pod[]): Why {
  if (broken === 'outside') return { question: 'Why is there no address yet?', answer: 'The cloud is asked for a load balancer, and answers after a few seconds. Until then the Service works inside the cluster only.' }
  const selected = backing.selected.map(({ pod }) => pod)
  const facts: ServiceFacts = { service, selected, others: selected.length === 0 ? pods : pods.filter((pod) => !selected.includes(pod)), listens: declaredPorts(selected) }
  return { question: 'Why does nobody answer?', answer: causeOf(linkOf(broken, backing), facts).say }
}

function linkOf(broken: Exclude<ServiceRow['id'], 'outside'>, { selected, refused }: Backing): BrokenLink {
  if (broken === 'selects' || selected.length === 0) return 'selector'
  if (broken === 'port') return refused ? 'listening' : 'target-port'
  return 'ready'
}

/** The page knows of no processes: what the Pods declare is the best it can say. */
function declaredPorts(pods: readonly Pod[]): number[] {
  return [...new Set(pods.flatMap((pod) => pod.spec.containers.flatMap((container) => (container.ports ?? []).map((port) => port.containerPort))))]
}
