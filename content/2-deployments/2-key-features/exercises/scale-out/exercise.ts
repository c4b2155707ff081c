import type { Exercise } from '@/lib/grade/exercise'
import { deploymentExists, podsAvailable } from '@/lib/grade/expect/deployment'
import { keepsItsPods } from '@/lib/grade/expect/same-object'
import { deploymentOf, objectsOfResource, replicaSetsOf } from '@/lib/grade/observe'
import { placeOf } from '@/lib/grade/place-of'
import { deletedDeployment, editedReplicaSet, hasChanged, wrongReplicas } from '@/lib/grade/recognise-deployment'
import given from './given.yaml'
import solution from './right/manifest/web.yaml'
import starter from './starter/web.yaml'

export const exercise: Exercise = {
  id: 'deployments/scale-out',
  title: 'Three become ten',
  given: [{ do: 'apply', text: given }],
  starter: { 'web.yaml': starter },
  solution: { 'web.yaml': solution },
  hints: [
    'Who decides how many Pods there are: the Pods, the ReplicaSet, or what stands above it?',
    'The Deployment tells its ReplicaSet how many Pods to keep, and puts it right when somebody else changes that. The number is spec.replicas of the Deployment; the template stays as it is, so that the three Pods that run stay too.',
    'replicas: 10 in the Deployment, or kubectl scale deployment web --replicas=10.',
  ],
  expectations: [
    deploymentExists('web'),
    podsAvailable({ deployment: 'web', replicas: 10 }),
    keepsItsPods('web', 'Scaling only adds Pods; a Pod is replaced when its template changes, or when somebody deletes it.', ['deployment-web']),
  ],
  mistakes: [
    editedReplicaSet('web', (set, by) => `${set} was told to have ${by} Pods, and for a moment it had them. But the ReplicaSet belongs to Deployment web, which wants 3: it set the number back. Change the number where it is decided, in the Deployment.`),
    deletedDeployment('deployment-replaced', 'web', 'The Deployment was deleted, and its three Pods with it. A Deployment can be given another number while it runs.'),
    {
      id: 'template-changed',
      expectation: 'kept-web',
      recognise: (trial) => {
        if (!hasChanged(trial, 'web', 'template')) return undefined
        const restarted = deploymentOf(trial.end, 'web')?.spec.template.metadata.annotations?.['kubectl.kubernetes.io/restartedAt'] !== undefined
        if (restarted) return undefined
        return { message: 'The template was changed as well. Pods are made from it once and never changed afterwards, so the Deployment made a new ReplicaSet and replaced the three Pods that ran. To scale, change spec.replicas and nothing else.', ...placeOf(trial, 'Deployment', 'web', 'spec.template') }
      },
    },
    {
      id: 'pods-replaced',
      expectation: 'kept-web',
      recognise: (trial) => {
        const sets = replicaSetsOf(trial.end, 'web')
        if (deploymentOf(trial.end, 'web')?.spec.replicas !== 10 || sets.length === 0) return undefined
        return { message: 'There are ten Pods now, and not all of the three that ran are among them: some were taken away on the way. Going from 3 to 10 takes one number; nothing has to go down or be restarted first.', ...placeOf(trial, 'Deployment', 'web', 'spec.replicas') }
      },
    },
    {
      id: 'second-deployment',
      recognise: (trial) => {
        const other = objectsOfResource(trial.end, 'apps', 'deployments', 'default').find(({ metadata }) => metadata.name !== 'web')
        if (other === undefined || deploymentOf(trial.end, 'web')?.spec.replicas !== 3) return undefined
        return { message: `${other.metadata.name} is a second Deployment beside web: two that have to be updated, scaled and watched. One Deployment can have ten Pods.`, ...placeOf(trial, 'Deployment', other.metadata.name, 'metadata.name') }
      },
    },
    wrongReplicas('web', 10, (seen) => `Deployment web asks for ${seen} Pods. Ten are wanted${seen === 7 ? ': replicas is how many there should be in all, not how many more' : ''}.`),
  ],
}
