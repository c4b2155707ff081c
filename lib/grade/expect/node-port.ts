import type { Cluster } from '@/lib/cluster/cluster'
import type { Expectation, Outcome } from '../exercise'
import { addressOf, nodes, podsOf, serviceOf } from '../observe'
import { placeOf } from '../place-of'
import { ask, countRequests, isAnswered } from '../requests'
import { sayWrongAnswer } from '../why-unanswered'

interface NodePortWanted {
  readonly service: string
  /** Fixed, or whichever the Service has. */
  readonly nodePort?: number
  readonly by: string
  readonly needs: readonly string[]
}

/** The app answers on a port of every node, also on one that runs none of its Pods. */
export function onEveryNode({ service, nodePort, by, needs }: NodePortWanted): Expectation {
  return {
    id: `node-port-${service}`,
    title: nodePort === undefined ? `${service} answers on a port of every node` : `${service} answers on port ${nodePort} of every node`,
    needs,
    check: (trial) => {
      const { end } = trial
      const port = nodePort ?? serviceOf(end, service)?.spec.ports?.find((offered) => offered.port === 80)?.nodePort
      const at = placeOf(trial, 'Service', service, 'spec.ports[0].nodePort')
      if (port === undefined) return { met: false, message: `${service} has no node port for its port 80.`, wanted: 'a node port between 30000 and 32767', observed: 'none', ...at }
      const own = new Set(podsOf(end, by).map((pod) => pod.metadata.name))
      for (const node of nodes(end)) {
        const url = `http://${addressOf(node)}:${port}`
        const { results } = ask(end, 'outside', url, 20)
        const failed = results.find(({ result }) => !isAnswered(result) || (result.pod !== undefined && !own.has(result.pod.name)))
        if (failed === undefined) continue
        return { met: false, message: `${sayWrongAnswer(url, failed.result, by)}.`, wanted: `an answer on port ${port} of ${node.metadata.name}`, observed: failed.result.say, evidence: countRequests(results), ...placeOf(trial, 'Service', service, isAnswered(failed.result) ? 'spec.selector' : fieldOnNodes(end, service)) }
      }
      const inside = notInside(end, service, by)
      if (inside !== undefined) return { ...inside, ...placeOf(trial, 'Service', service, 'spec.ports[0].port') }
      return { met: true, message: `${service} answers on port ${port} of all ${nodes(end).length} nodes.` }
    },
  }
}

function fieldOnNodes(end: Cluster, service: string): string {
  const { ports, externalTrafficPolicy } = serviceOf(end, service)?.spec ?? {}
  if (ports?.[0]?.protocol === 'UDP') return 'spec.ports[0].protocol'
  return externalTrafficPolicy === 'Local' ? 'spec.externalTrafficPolicy' : 'spec.ports[0].nodePort'
}

/** A node port is on top of the Service's own port, which the task names too: 80. Asked beside one of its Pods: internalTrafficPolicy: Local is no fault. */
function notInside(end: Cluster, service: string, by: string): Outcome | undefined {
  const node = podsOf(end, by)[0]?.spec.nodeName ?? ''
  const url = `http://${service}`
  const { results } = ask(end, { client: 'default', node }, url, 20)
  const failed = results.find(({ result }) => !isAnswered(result))
  if (failed === undefined) return undefined
  const offered = serviceOf(end, service)?.spec.ports?.map((own) => own.port) ?? []
  const cause = offered.includes(80) ? 'but not its Service inside' : `but ${service} has no port 80 of its own: its port is ${offered.join(', ')}`
  return { met: false, message: `The nodes answer, ${cause}. Inside the cluster a request to ${url} was not answered: ${failed.result.say}.`, wanted: 'port: 80', observed: `port: ${offered.join(', ')}`, evidence: countRequests(results) }
}
