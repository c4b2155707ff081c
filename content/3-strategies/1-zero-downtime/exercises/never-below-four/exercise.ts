import type { Exercise } from '@/lib/grade/exercise'
import { deploymentExists, podsAvailable, templateRuns } from '@/lib/grade/expect/deployment'
import { imagesOf } from '@/lib/grade/expect/pod-trouble'
import { neverFewerAvailable, neverMorePods } from '@/lib/grade/expect/pod-counts'
import { count } from '@/lib/grade/expect/words'
import { deploymentOf } from '@/lib/grade/observe'
import { placeInStep, placeOf } from '@/lib/grade/place-of'
import { refusedBecause } from '@/lib/grade/recognise'
import { deletedDeployment, deletedPods, hasChanged, otherImage, tooManyAway, tooManyMore, unknownImage, wrongReplicas } from '@/lib/grade/recognise-deployment'
import { releaseOf } from '@/lib/grade/release'
import given from './given.yaml'
import solution from './right/manifest/web.yaml'
import starter from './starter/web.yaml'

const image = 'nginx:1.27'
const neverFewer = neverFewerAvailable({ deployment: 'web', atLeast: 4, needs: ['deployment-web', 'image-web'], because: 'All four are needed at every moment, so none may go before its successor is available.' })

function howManyAway(away: number | string): string {
  if (away === '25%') return 'maxUnavailable is 25 %, which it also is where nothing is said. Of four Pods that is one'
  if (typeof away === 'string' && parseInt(away, 10) < 25) return `maxUnavailable is ${away}, of four Pods none; but maxSurge comes to none as well, and an update that cannot move takes one away`
  return `maxUnavailable is ${String(away)}`
}

export const exercise: Exercise = {
  id: 'strategies/never-below-four',
  title: 'Never below four',
  sequence: true,
  given: [{ do: 'apply', text: given }],
  starter: { 'web.yaml': starter },
  solution: { 'web.yaml': solution },
  hints: [
    'A rolling update has two limits: how many Pods more, and how many fewer than wanted. Nothing is said about them here, so both are 25 %. How many Pods is that, of four?',
    'The limits stand in spec.strategy.rollingUpdate: maxUnavailable for the fewer, maxSurge for the more. Four must stay available and five may be there: which number does each of them get?',
    'spec.strategy: {rollingUpdate: {maxUnavailable: 0, maxSurge: 1}}, in the same file as image: nginx:1.27 or in a step before it.',
  ],
  expectations: [
    deploymentExists('web'),
    templateRuns({ deployment: 'web', image }),
    neverFewer,
    neverMorePods({ deployment: 'web', atMost: 5, needs: ['deployment-web', 'image-web'], because: 'There is room for one Pod more than the four, not for two.' }),
    podsAvailable({ deployment: 'web', replicas: 4, upTo: 5, image, needs: ['deployment-web', 'image-web'] }),
  ],
  mistakes: [
    refusedBecause('both-zero', /maxUnavailable: Invalid value: .*may not be 0 when `maxSurge` is 0/s, () => 'With maxSurge: 0 no Pod may be added, and with maxUnavailable: 0 none may be taken away: nothing could ever move, and the API server refuses that. Let one Pod be added: maxSurge: 1.'),
    refusedBecause('unknown-field', /unknown field "([^"]*(?:maxSurge|maxUnavailable|rollingUpdate|strategy))"/, (match) => `${match[1] ?? 'This field'} is not where the Deployment looks for it. Both limits stand in spec.strategy.rollingUpdate, beside replicas and template.`),
    refusedBecause('recreate', /rollingUpdate: Forbidden: may not be specified when strategy `type` is 'Recreate'/, () => 'Recreate knows no limits: it takes all old Pods away first. The limits belong to type: RollingUpdate, which is also the default.'),
    deletedDeployment('deleted-and-made-again', 'web', 'The Deployment was deleted, and its four Pods went with it before the first new one came. Change the one that is there: the update then replaces its Pods one at a time.'),
    unknownImage('web', (seen) => `No registry here has ${seen}. The new Pod waits in ImagePullBackOff and the four old ones go on serving: safe, and not released. The image is ${image}.`),
    {
      id: 'only-the-limits',
      recognise: (trial) => {
        const { spec } = deploymentOf(trial.end, 'web') ?? {}
        if (spec === undefined || !imagesOf(spec.template.spec.containers).includes('nginx:1.26')) return undefined
        return hasChanged(trial, 'web', 'strategy') ? { message: `The limits are set and the image is still nginx:1.26, so there is nothing to update. Now change it to ${image}.`, ...placeOf(trial, 'Deployment', 'web', 'spec.template.spec.containers[0].image') } : undefined
      },
    },
    otherImage('web', image, (seen) => `The template says ${seen}. The update goes to ${image}.`),
    wrongReplicas('web', 4, (seen) => `The Deployment asks for ${count(seen, 'Pod')}. Four it had and four it needs; the Pods of an update come on top by maxSurge.`),
    {
      id: 'scaled-down',
      expectation: 'available-web',
      recognise: (trial) => {
        const index = trial.steps.findIndex(({ applied }) => (deploymentOf(applied, 'web')?.spec.replicas ?? 0) < 4)
        const step = trial.steps[index]
        if (step === undefined) return undefined
        const asked = deploymentOf(step.applied, 'web')?.spec.replicas ?? 0
        return { message: `Step ${index + 1} lets the Deployment ask for ${count(asked, 'Pod')}, and the others went at once. Four are needed at every moment, between two steps as well: leave replicas at 4, and let the update itself replace them.`, at: placeInStep(step.step, 'Deployment', 'spec.replicas') }
      },
    },
    deletedPods('pods-deleted', 'web', 'Pods were deleted by hand, and each was gone before its successor was available. An update needs no such help: change the template, and the Deployment replaces its Pods one at a time.'),
    {
      id: 'recreate',
      expectation: 'available-web',
      recognise: (trial) =>
        deploymentOf(trial.end, 'web')?.spec.strategy.type === 'Recreate'
          ? { message: 'Recreate takes all four old Pods away before the first new one is made, so for some seconds nobody serves. RollingUpdate, the default, replaces them a few at a time.', ...placeOf(trial, 'Deployment', 'web', 'spec.strategy') }
          : undefined,
    },
    {
      id: 'left-at-a-quarter',
      expectation: 'available-web',
      recognise: (trial) => {
        const away = deploymentOf(trial.end, 'web')?.spec.strategy.rollingUpdate?.maxUnavailable
        if (away === undefined || neverFewer.check(trial).met || tooManyAway('', 'web', 4, 0, () => '').recognise(trial) === undefined) return undefined
        return { message: `${howManyAway(away)}: the update may take a Pod away before its successor is available, and then three serve. maxUnavailable: 0 keeps all four; maxSurge: 1 is the Pod more with which it moves on.`, ...placeOf(trial, 'Deployment', 'web', 'spec.strategy.rollingUpdate.maxUnavailable') }
      },
    },
    tooManyMore('surge-too-large', 'web', 4, 1, (surge) => `maxSurge is ${surge}: the update starts more than one Pod on top of the four, and there is room for one. maxSurge: 1 replaces them one after another.`),
    {
      id: 'too-late',
      expectation: 'available-web',
      recognise: (trial) => {
        const begun = releaseOf(trial, 'web', image)
        const then = begun === undefined ? undefined : trial.steps[begun.step]
        if (then === undefined || neverFewer.check(trial).met || tooManyAway('', 'web', 4, 0, () => '').recognise({ ...trial, end: then.applied }) === undefined) return undefined
        return { message: 'At the end the limits are right, but the update ran before that, under the default of 25 %: for a moment three Pods were available. Set the limits first, or in the same file as the image.', ...placeOf(trial, 'Deployment', 'web', 'spec.strategy.rollingUpdate.maxUnavailable') }
      },
    },
  ],
}
