import type { Exercise } from '@/lib/grade/exercise'
import { deploymentExists, podsAvailable, templateRuns } from '@/lib/grade/expect/deployment'
import { neverAsksForNone } from '@/lib/grade/expect/peak'
import { reachesRevision } from '@/lib/grade/expect/rollout'
import { isSameDeployment } from '@/lib/grade/expect/same-object'
import { deploymentOf } from '@/lib/grade/observe'
import { placeOf } from '@/lib/grade/place-of'
import { deletedDeployment, deletedPods, otherImage, unknownImage, wrongReplicas } from '@/lib/grade/recognise-deployment'
import type { Trial } from '@/lib/grade/trial'
import given from './given.yaml'
import revision1 from './revision-1.yaml'
import solution from './right/manifest/web.yaml'
import starter from './starter/web.yaml'

const still = (trial: Trial) => deploymentOf(trial.end, 'web')?.spec.template.spec.containers[0]?.image === 'nginx:1.99'
const scaled = (trial: Trial, to: number) => trial.film.some(({ object }) => object.kind === 'Deployment' && object.metadata.name === 'web' && (object as { spec?: { replicas?: number } }).spec?.replicas === to)

export const exercise: Exercise = {
  id: 'deployments/roll-back',
  title: 'The way back',
  given: [
    { do: 'apply', text: revision1 },
    { do: 'apply', text: given },
  ],
  starter: { 'web.yaml': starter },
  solution: { 'web.yaml': solution },
  hints: [
    'The rollout is stuck on an image that does not exist, and three Pods of the version before still serve. What did the Deployment keep of that version?',
    'Each template a Deployment had is kept as a ReplicaSet with a revision number: kubectl rollout history deployment/web. Going back is a change like any other, and it gets the next number.',
    'kubectl rollout undo deployment/web, or image: nginx:1.26 in the manifest and apply.',
  ],
  expectations: [
    deploymentExists('web'),
    isSameDeployment('web', 'Its history went with it: a Deployment that goes back keeps its revisions and serves all the time.'),
    templateRuns({ deployment: 'web', image: 'nginx:1.26' }),
    neverAsksForNone('web', ['same-web', 'image-web']),
    podsAvailable({ deployment: 'web', replicas: 3, image: 'nginx:1.26', needs: ['deployment-web', 'image-web'] }),
    reachesRevision('web', 3, 'Going back makes a new revision from the old template.', ['same-web', 'image-web']),
  ],
  mistakes: [
    deletedDeployment('deployment-deleted', 'web', 'The Deployment was deleted. That took the three Pods of 1.26 that still served, and every revision with them. A stuck rollout harms nobody: rollout undo goes back from it without losing a Pod.'),
    {
      id: 'scaled-to-zero',
      recognise: (trial) => {
        if (!scaled(trial, 0)) return undefined
        const message = still(trial)
          ? 'Scaling to 0 and up again makes Pods from the same template, and that still says nginx:1.99. It only took away the three Pods of 1.26 that served. What has to change is the template: rollout undo brings the one before back.'
          : 'web was scaled to 0 on the way, and with that went the three Pods of 1.26 that served all the time. Going back needs no pause: change the template, and leave the number as it is.'
        return { message, ...placeOf(trial, 'Deployment', 'web', 'spec.replicas') }
      },
    },
    {
      id: 'restarted',
      recognise: (trial) =>
        still(trial) && deploymentOf(trial.end, 'web')?.spec.template.metadata.annotations?.['kubectl.kubernetes.io/restartedAt'] !== undefined
          ? { message: 'A restart makes new Pods from the present template, and that says nginx:1.99, which no registry has. Go back to the template before: kubectl rollout undo deployment/web.', ...placeOf(trial, 'Deployment', 'web', 'spec.template') }
          : undefined,
    },
    deletedPods('pods-deleted', 'web', 'Deleted Pods are made again from their ReplicaSets, and the template of the new one still says nginx:1.99. Change the template back: kubectl rollout undo deployment/web.'),
    unknownImage('web', (image) => (image === 'nginx:1.99' ? 'The template still says nginx:1.99, which no registry has: its Pod waits in ImagePullBackOff and the rollout cannot go on. Bring the template of revision 1 back, nginx:1.26.' : `No registry here has ${image} either, so the rollout is stuck again. Revision 1 ran nginx:1.26.`)),
    otherImage('web', 'nginx:1.26', (image) => `${image} is a version further on, and nobody has tried it here. The task is to go back to the one that worked, nginx:1.26.`),
    wrongReplicas('web', 3, (seen) => `The Deployment asks for ${seen} Pods now. Serving fully means three, as before.`),
  ],
}
