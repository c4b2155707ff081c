import type { Exercise } from '@/lib/grade/exercise'
import { deploymentExists, podsAvailable, templateRuns } from '@/lib/grade/expect/deployment'
import { neverAsksForMore, peakOf, reachesPeak, remainingAreUntouched } from '@/lib/grade/expect/peak'
import { deploymentOf, isReady, nodes, podsOf } from '@/lib/grade/observe'
import { placeOf } from '@/lib/grade/place-of'
import { deletedDeployment, deletedPods, editedReplicaSet, otherImage } from '@/lib/grade/recognise-deployment'
import type { Trial } from '@/lib/grade/trial'
import given from './given.yaml'
import saleBegins from './right/two-manifests/1-sale-begins.yaml'
import saleIsOver from './right/two-manifests/2-sale-is-over.yaml'
import starter from './starter/store.yaml'

const peak = { deployment: 'store', peak: 20 }
const remaining = remainingAreUntouched({ ...peak, needs: ['pods-store'] })

/** Every number of Pods that the Deployment asked for, in order. */
function asked(trial: Trial): number[] {
  const numbers = trial.film.flatMap(({ type, object }) => (object.kind === 'Deployment' && object.metadata.name === 'store' && type !== 'DELETED' ? [(object as unknown as { spec: { replicas: number } }).spec.replicas] : []))
  return [5, ...numbers].filter((number, index, all) => index === 0 || number !== all[index - 1])
}

export const exercise: Exercise = {
  id: 'deployments/sale-day',
  title: '5, 20, 5',
  sequence: true,
  given: [{ do: 'apply', text: given }],
  starter: { 'store.yaml': starter },
  solution: { '1-sale-begins.yaml': saleBegins, '2-sale-is-over.yaml': saleIsOver },
  hints: [
    'Two moments are looked at: the sale, and the evening after it. It is the same field both times.',
    'Change spec.replicas and apply, wait until all Pods are available, then change it back and apply again. In the terminal, kubectl scale does each in one line. Which Pods go is the ReplicaSet\'s choice.',
    'kubectl scale deployment store --replicas=20, and when they run, kubectl scale deployment store --replicas=5.',
  ],
  expectations: [
    deploymentExists('store'),
    reachesPeak(peak),
    neverAsksForMore(peak),
    podsAvailable({ deployment: 'store', replicas: 5 }),
    remaining,
    templateRuns({ deployment: 'store', image: 'nginx:1.27' }),
  ],
  mistakes: [
    editedReplicaSet('store', (set, by) => `${set} was told to have ${by} Pods; its Deployment wants 5 and set that back at once. Scale the Deployment.`),
    deletedDeployment('deployment-deleted', 'store', 'The Deployment was deleted, and all its Pods went with it, in the middle of the sale. Scaling changes one number of a Deployment that goes on running.'),
    {
      id: 'more-than-asked',
      expectation: 'asked-store',
      recognise: (trial) => {
        const most = Math.max(...asked(trial))
        return most <= 20 ? undefined : { message: `The store asked for ${most} Pods. Twenty are enough for the sale; every Pod beyond that is paid for and has nothing to do.`, ...placeOf(trial, 'Deployment', 'store', 'spec.replicas') }
      },
    },
    deletedPods('pods-deleted', 'store', 'Pods were deleted by hand. The ReplicaSet counts what is left, finds too few and makes new ones: that way the number never goes down, and Pods that served are replaced by cold ones. Tell the Deployment the number instead, and it chooses who goes.'),
    {
      id: 'one-node-only',
      recognise: (trial) => {
        const spec = deploymentOf(trial.end, 'store')?.spec.template.spec
        if (spec === undefined || (spec.nodeName === undefined && spec.nodeSelector === undefined && spec.affinity === undefined)) return undefined
        const crowded = trial.steps.some(({ after }) => {
          const ready = podsOf(after, 'store').filter(isReady)
          return ready.length === peak.peak && new Set(ready.map((pod) => pod.spec.nodeName)).size < nodes(after).length
        })
        if (!crowded) return undefined
        return { message: 'The template says where the Pods must run, so they do not come onto all nodes: when that node is lost, so is the sale. Left alone, the scheduler spreads them.', ...placeOf(trial, 'Deployment', 'store', 'spec.template.spec') }
      },
    },
    {
      id: 'both-at-once',
      recognise: (trial) => {
        return peakOf(trial, peak) !== undefined || !asked(trial).includes(20) || trial.steps.some(({ applied }) => deploymentOf(applied, 'store')?.spec.replicas === 20) ? undefined : { message: 'The store asked for 20 and at once for 5 again, so the twenty never came to run. Apply 20, wait until all are available (kubectl rollout status deployment/store), and only then go back.', ...placeOf(trial, 'Deployment', 'store', 'spec.replicas') }
      },
    },
    {
      id: 'not-available-yet',
      expectation: 'peak-store',
      recognise: (trial) => {
        const seconds = Math.max(0, ...trial.steps.map(({ applied }) => deploymentOf(applied, 'store')?.spec.minReadySeconds ?? 0))
        if (seconds === 0 || !trial.steps.some(({ after }) => podsOf(after, 'store').filter(isReady).length === peak.peak)) return undefined
        return { message: `Twenty Pods were ready, and not available: minReadySeconds: ${seconds} asks that long of each of them, and the store went back before. kubectl rollout status deployment/store waits for it.`, ...placeOf(trial, 'Deployment', 'store', 'spec.minReadySeconds') }
      },
    },
    {
      id: 'too-few',
      expectation: 'peak-store',
      recognise: (trial) => {
        const most = Math.max(...asked(trial))
        return most >= 20 ? undefined : { message: `The store never asked for more than ${most} Pods. The sale needs 20: replicas is how many there should be in all.`, ...placeOf(trial, 'Deployment', 'store', 'spec.replicas') }
      },
    },
    {
      id: 'not-back',
      expectation: 'pods-store',
      recognise: (trial) => {
        const now = deploymentOf(trial.end, 'store')?.spec.replicas
        return now === undefined || now === 5 || peakOf(trial, peak) === undefined ? undefined : { message: `The sale is over, and the store still asks for ${now} Pods. An ordinary day needs 5.`, ...placeOf(trial, 'Deployment', 'store', 'spec.replicas') }
      },
    },
    otherImage('store', 'nginx:1.27', (image) => `The store runs ${image} now. A sale is no time for another version: only the number of Pods changes.`),
    {
      id: 'replaced-on-the-way-back',
      expectation: 'remaining-store',
      recognise: (trial) => {
        if (peakOf(trial, peak) === undefined || remaining.check(trial).met) return undefined
        const numbers = asked(trial)
        const lowest = Math.min(...numbers.slice(numbers.lastIndexOf(20)))
        const message = lowest < 5 ? `On the way back the store went down to ${lowest} Pods and then made new ones${lowest === 0 ? ': for a while nobody served' : ''}. From 20 to 5 is one step.` : 'On the way back the template was changed as well, so even the Pods that could have stayed were replaced. Going from 20 to 5 changes spec.replicas and nothing else.'
        return { message, ...placeOf(trial, 'Deployment', 'store', lowest < 5 ? 'spec.replicas' : 'spec.template') }
      },
    },
  ],
}
