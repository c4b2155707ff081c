import { advance } from '@/lib/cluster/advance'
import type { Cluster } from '@/lib/cluster/cluster'
import { imageOf } from '@/lib/cluster/images/catalogue'
import { inject } from '@/lib/cluster/inject'
import { noTraffic, sendBeside } from '@/lib/cluster/network/send-beside'
import type { Pod } from '@/lib/kube/core/v1.generated'
import type { Expectation, Outcome } from '../exercise'
import { deploymentOf, isReady, podsOf } from '../observe'
import { placeOf } from '../place-of'
import { administer, isAnswered } from '../requests'
import { restartedWhenLeft } from './left-alone'
import { count } from './words'

interface HealingWanted {
  readonly deployment: string
  readonly replicas: number
  readonly needs: readonly string[]
}

/** Simulated milliseconds that a fault may take to heal, and that a Deployment is left alone to see whether it stays as it is. */
const healsWithinMs = 300_000

/** Each Pod answers `GET /` on port 80. */
export function servesOn80({ deployment, needs }: HealingWanted): Expectation {
  return {
    id: `serves-${deployment}`,
    title: `Every Pod of ${deployment} answers on port 80`,
    needs,
    check: (trial) => {
      const silent = podsOf(trial.end, deployment).find((pod) => isReady(pod) && !answers(trial.end, pod))
      if (silent === undefined) return { met: true, message: 'Every Pod answers on port 80.' }
      const message = `${silent.metadata.name} does not answer on port 80: ${silent.spec.containers[0]?.image ?? ''} does not listen there.`
      return { met: false, message, wanted: 'an answer on port 80', observed: 'none', ...placeOf(trial, 'Deployment', deployment, 'spec.template.spec.containers[0].image') }
    },
  }
}

/** Left alone for 300 s, no container is restarted. */
export function staysUp({ deployment, needs }: HealingWanted): Expectation {
  return {
    id: `stays-${deployment}`,
    title: 'Left alone for 300 s, no container is restarted',
    needs,
    check: (trial) => {
      const restarted = restartedWhenLeft(trial.end, deployment, healsWithinMs)
      if (restarted === undefined) return { met: true, message: 'No container was restarted in 300 s.' }
      const { pod, times } = restarted
      const message = `Nobody touched ${pod.metadata.name}, and in 300 s its container was restarted ${count(times, 'time')}: its liveness probe fails although the server is well.`
      return { met: false, message, wanted: 'no restart', observed: count(times, 'restart'), ...placeOf(trial, 'Deployment', deployment, 'spec.template.spec.containers[0].livenessProbe') }
    },
  }
}

/** A Pod is deleted, a container crashes, another hangs: each time all Pods are available and answer again within 300 s. */
export function healsItself(wanted: HealingWanted): Expectation {
  const { deployment, replicas, needs } = wanted
  return {
    id: `heals-${deployment}`,
    title: `After a Pod is deleted, a container crashes and another hangs, ${replicas} Pods are available again`,
    needs,
    check: (trial) => {
      let cluster = trial.end
      const taken: string[] = []
      for (const fault of faults) {
        const victim = podsOf(cluster, deployment).filter((pod) => isReady(pod)).sort(byName)[fault.victim]
        if (victim === undefined) return { met: false, message: `${deployment} has no Pod to try this on.` }
        const healed = heal(fault.strike(cluster, victim), wanted)
        if (healed === undefined) return { ...unhealed(fault.say(victim.metadata.name), wanted), ...placeOf(trial, 'Deployment', deployment, 'spec.template.spec.containers[0]') }
        taken.push(`${fault.short} after ${((healed.now - cluster.now) / 1000).toFixed(0)} s`)
        cluster = healed
      }
      return { met: true, message: `Healed: ${taken.join(', ')}.`, observed: taken.join(', ') }
    },
  }
}

interface Struck {
  readonly short: string
  /** Which of the Pods, by name. */
  readonly victim: number
  readonly say: (pod: string) => string
  readonly strike: (cluster: Cluster, pod: Pod) => Cluster
}

const faults: readonly Struck[] = [
  { short: 'deleted Pod', victim: 0, say: (pod) => `${pod} was deleted`, strike: (cluster, pod) => administer(cluster, 'DELETE', `/api/v1/namespaces/default/pods/${pod.metadata.name}`) },
  { short: 'crashed container', victim: 0, say: (pod) => `The container of ${pod} crashed`, strike: (cluster, pod) => inject(cluster, { do: 'kill-container', namespace: 'default', pod: pod.metadata.name, container: serverOf(pod) }) },
  { short: 'hung container', victim: 1, say: (pod) => `The server in ${pod} hung: it runs and never answers`, strike: (cluster, pod) => inject(cluster, { do: 'hang-container', namespace: 'default', pod: pod.metadata.name, container: serverOf(pod) }) },
]

function unhealed(what: string, { deployment, replicas }: HealingWanted): Outcome {
  return { met: false, message: `${what}, and 300 s later not all of the ${replicas} Pods of ${deployment} were available and answered again.`, wanted: `${replicas} Pods that answer, within 300 s`, observed: 'not healed' }
}

/** The cluster as soon as all is well again; undefined if that takes too long. */
function heal(struck: Cluster, { deployment, replicas }: HealingWanted): Cluster | undefined {
  for (let cluster = struck; cluster.now <= struck.now + healsWithinMs; cluster = advance(cluster, cluster.now + 1000)) {
    const active = podsOf(cluster, deployment).filter((pod) => pod.metadata.deletionTimestamp === undefined)
    const available = deploymentOf(cluster, deployment)?.status?.availableReplicas ?? 0
    if (active.length === replicas && available === replicas && active.every((pod) => isReady(pod) && answers(cluster, pod))) return cluster
  }
  return undefined
}

function answers(cluster: Cluster, pod: Pod): boolean {
  const node = pod.spec.nodeName ?? ''
  return isAnswered(sendBeside(cluster, { from: { client: 'default', node }, url: `http://${pod.status?.podIP ?? ''}` }, noTraffic, cluster.now).result)
}

/** The container that serves: the one whose image answers requests. */
function serverOf(pod: Pod): string {
  const { containers } = pod.spec
  return (containers.find(({ image }) => imageOf(image ?? '')?.answer !== undefined) ?? containers[0])?.name ?? ''
}

function byName(a: Pod, b: Pod): number {
  return a.metadata.name < b.metadata.name ? -1 : 1
}
