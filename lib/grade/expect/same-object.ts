import { objectKey } from '@/lib/kube/object'
import type { Expectation } from '../exercise'
import { firstChange, momentAt } from '../film'
import { deploymentOf, isReady, objectAt, podsOf } from '../observe'
import { namesOf } from './words'

/** A Deployment is the one that was given (its uid), whatever was changed in it. */
export function isSameDeployment(name: string, because: string): Expectation {
  return {
    id: `same-${name}`,
    title: `It is the same Deployment ${name} all the time`,
    check: (trial) => {
      const uid = deploymentOf(trial.start, name)?.metadata.uid
      if (uid !== undefined && deploymentOf(trial.end, name)?.metadata.uid === uid) return { met: true, message: `Deployment ${name} is the one that was there.` }
      const gone = firstChange(trial, objectKey('apps', 'deployments', 'default', name), ({ type }) => type === 'DELETED')
      const there = deploymentOf(trial.end, name) !== undefined
      const message = `Deployment ${name} was deleted${there ? ' and made again' : ''}. ${because}`
      const moment = momentAt(trial, gone?.change.at ?? trial.end.now, `Deployment ${name} is gone`)
      return { met: false, message, wanted: `the Deployment with uid ${uid ?? ''}`, observed: there ? `another, with uid ${deploymentOf(trial.end, name)?.metadata.uid ?? ''}` : 'none', evidence: { kind: 'moment', moment } }
    },
  }
}

/** The Pods that a Deployment had when the learner came are still its Pods: never deleted, relabelled or restarted. */
export function keepsItsPods(deployment: string, because: string, needs: readonly string[] = []): Expectation {
  return {
    id: `kept-${deployment}`,
    title: `The Pods that ${deployment} had are untouched`,
    needs,
    check: (trial) => {
      const before = podsOf(trial.start, deployment)
      const after = podsOf(trial.end, deployment)
      const lost = before.filter((pod) => {
        const same = after.find((other) => other.metadata.uid === pod.metadata.uid)
        return same === undefined || !isReady(same) || restartsOf(same) !== restartsOf(pod)
      })
      const [first] = lost
      if (first === undefined) return { met: true, message: `${namesOf(before.map((pod) => pod.metadata.name))} are the same as before.` }
      const key = objectKey('', 'pods', 'default', first.metadata.name)
      const touched = firstChange(trial, key, ({ type, object }) => type === 'DELETED' || object.metadata.deletionTimestamp !== undefined)
      const there = objectAt(trial.end, '', 'pods', first.metadata.name)?.metadata.uid === first.metadata.uid
      const what = there ? `${first.metadata.name} no longer is what it was` : `${first.metadata.name} was deleted`
      const moment = momentAt(trial, touched?.change.at ?? trial.end.now, what)
      return { met: false, message: `${what}${lost.length > 1 ? ` (and ${lost.length - 1} more)` : ''}. ${because}`, wanted: `${before.length} Pods untouched`, observed: `${before.length - lost.length} of ${before.length} untouched`, evidence: { kind: 'moment', moment } }
    },
  }
}

function restartsOf(pod: ReturnType<typeof podsOf>[number]): number {
  return (pod.status?.containerStatuses ?? []).reduce((sum, status) => sum + status.restartCount, 0)
}
