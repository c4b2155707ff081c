import type { Exercise } from '@/lib/grade/exercise'
import { deploymentExists, podsAvailable, templateRuns } from '@/lib/grade/expect/deployment'
import { imagesOf } from '@/lib/grade/expect/pod-trouble'
import { neverFewerAvailable } from '@/lib/grade/expect/pod-counts'
import { replicaSetsAfterUpdate } from '@/lib/grade/expect/rollout'
import { isSameDeployment } from '@/lib/grade/expect/same-object'
import { deploymentOf, podsOf, replicaSetsOf } from '@/lib/grade/observe'
import { placeOf } from '@/lib/grade/place-of'
import { refusedBecause } from '@/lib/grade/recognise'
import { deletedDeployment, otherImage, tooManyAway, unknownImage, wrongReplicas } from '@/lib/grade/recognise-deployment'
import given from './given.yaml'
import solution from './right/manifest/web.yaml'
import starter from './starter/web.yaml'

export const exercise: Exercise = {
  id: 'deployments/declarative-update',
  title: 'From 1.25 to 1.27',
  given: [{ do: 'apply', text: given }],
  starter: { 'web.yaml': starter },
  solution: { 'web.yaml': solution },
  hints: [
    'You say what should be; how to get there is the Deployment\'s work. Which one word of the file is no longer true?',
    'The image stands in spec.template.spec.containers. A Deployment whose template changes makes a new ReplicaSet and moves its Pods over, a few at a time; kubectl set image changes the same word without the file.',
    'image: nginx:1.27, and everything else as it was; then apply the file.',
  ],
  expectations: [
    deploymentExists('web'),
    isSameDeployment('web', 'Change the one that is there: it keeps its history, and serves while it changes.'),
    templateRuns({ deployment: 'web', image: 'nginx:1.27', insteadOf: 'nginx:1.25' }),
    podsAvailable({ deployment: 'web', replicas: 3, image: 'nginx:1.27', needs: ['deployment-web', 'image-web'] }),
    replicaSetsAfterUpdate({ deployment: 'web', image: 'nginx:1.27', replicas: 3, needs: ['same-web', 'pods-web'] }),
    neverFewerAvailable({ deployment: 'web', atLeast: 2, because: 'The update may take one of three Pods away at a time, not more.' }),
  ],
  mistakes: [
    deletedDeployment('deleted-and-made-again', 'web', 'The Deployment was deleted and made again: all its Pods went at once, nobody served in between, and its revisions are gone. Change the image in the one that is there, and the Pods are replaced a few at a time.'),
    refusedBecause('selector-changed', /spec\.selector: Invalid value.*field is immutable/s, () => 'The selector is changed here, and a Deployment\'s selector cannot be changed: with another one it would lose sight of the Pods it has. Leave selector and labels as they are; only the image moves.'),
    refusedBecause('wrong-container', /unable to find container named "([^"]+)"/, (match) => `There is no container called ${match[1] ?? ''}. On the left of the equals sign stands the container's name, and here that is web: kubectl set image deployment/web web=nginx:1.27.`),
    {
      id: 'container-added',
      recognise: (trial) => {
        const containers = deploymentOf(trial.end, 'web')?.spec.template.spec.containers ?? []
        const added = containers.find(({ name }) => name !== 'web')
        if (added === undefined || !imagesOf(containers).includes('nginx:1.25')) return undefined
        return { message: `The template has ${containers.length} containers now: web still runs nginx:1.25, and ${added.name} came beside it. A patch merges containers by their name, and the one to change is called web.`, ...placeOf(trial, 'Deployment', 'web', 'spec.template.spec.containers') }
      },
    },
    unknownImage('web', (image) => `No registry here has ${image}. The new Pod waits in ImagePullBackOff and the rollout stops there; the old Pods go on serving. The image is nginx:1.27.`),
    {
      id: 'paused',
      recognise: (trial) =>
        deploymentOf(trial.end, 'web')?.spec.paused === true ? { message: 'The rollout is paused: the template says what you want, and the Deployment does not act on it. kubectl rollout resume deployment/web lets it go on.', ...placeOf(trial, 'Deployment', 'web', 'spec.paused') } : undefined,
    },
    {
      id: 'pods-changed',
      recognise: (trial) => {
        const template = imagesOf(deploymentOf(trial.end, 'web')?.spec.template.spec.containers)
        const changed = podsOf(trial.end, 'web').find((pod) => !imagesOf(pod.spec.containers).some((image) => template.includes(image)) && pod.spec.containers.length === 1)
        if (changed === undefined || template.includes('nginx:1.27')) return undefined
        return { message: `The image was changed in Pods (${changed.metadata.name}), not in the Deployment: its template still says ${template.join(', ')}, and every new Pod will run that. Change the template, and the Deployment replaces the Pods itself.`, ...placeOf(trial, 'Pod', changed.metadata.name, '') }
      },
    },
    tooManyAway('all-at-once', 'web', 3, 1, (how) => `${how}, so for a while fewer than two were available. The default, RollingUpdate with 25 %, replaces three Pods one by one.`),
    {
      id: 'history-thrown-away',
      expectation: 'replicasets-web',
      recognise: (trial) => {
        const kept = new Set(replicaSetsOf(trial.end, 'web').map((set) => set.metadata.uid))
        if (replicaSetsOf(trial.start, 'web').every((set) => kept.has(set.metadata.uid))) return undefined
        const limit = deploymentOf(trial.end, 'web')?.spec.revisionHistoryLimit ?? 10
        return { message: `The old ReplicaSet is gone${limit < 1 ? `: revisionHistoryLimit: ${limit} keeps none` : ''}. At 0 Pods it costs nothing, and it is what rollout undo goes back to.`, ...placeOf(trial, 'Deployment', 'web', 'spec.revisionHistoryLimit') }
      },
    },
    otherImage('web', 'nginx:1.27', (image) => (image === 'nginx:1.25' ? 'The template still says nginx:1.25, so there is nothing to do for the Deployment. The image is what has to change.' : `The Deployment has moved to ${image}. The task asks for nginx:1.27.`)),
    wrongReplicas('web', 3, (seen) => `The Deployment asks for ${seen} Pods now. The update changes the image; three Pods it had, and three it should have.`),
  ],
}
