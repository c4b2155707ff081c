import { canarySteps, isEverybody, shareOfImage, stepOfImage, type CanaryStep } from '@/lib/grade/canary-steps'
import type { Exercise, Mistake } from '@/lib/grade/exercise'
import { canaryRelease, overshoot, placeOfStep, quarters, sharesSeen, stagesOf, type CanaryRelease } from '@/lib/grade/expect/canary'
import { imagesOf } from '@/lib/grade/expect/pod-trouble'
import { percent } from '@/lib/grade/expect/share'
import { namesOf } from '@/lib/grade/expect/words'
import { deploymentOf, serviceOf } from '@/lib/grade/observe'
import { placeOf } from '@/lib/grade/place-of'
import { refusedBecause } from '@/lib/grade/recognise'
import { unknownImage } from '@/lib/grade/recognise-deployment'
import type { Trial } from '@/lib/grade/trial'
import given from './given.yaml'
import tenth from './right/manifests/1-tenth.yaml'
import quarter from './right/manifests/2-quarter.yaml'
import back from './right/manifests/3-back.yaml'
import fixed from './right/manifests/4-fixed.yaml'
import everybody from './right/manifests/5-everybody.yaml'
import starter from './starter/feed.yaml'

const release: CanaryRelease = {
  traffic: { from: 'outside', url: 'http://feed.example.com' },
  stable: 'example.com/feed:1.0',
  faulty: 'example.com/feed:2.0',
  mended: 'example.com/feed:2.0.1',
}

function inSteps(id: string, expectation: string, recognise: (trial: Trial, stages: ReturnType<typeof stagesOf>) => ReturnType<Mistake['recognise']>): Mistake {
  return { id, expectation, recognise: (trial) => recognise(trial, stagesOf(trial, release)) }
}

/** Why so many were on 2.0 after a step. */
function whyOver(trial: Trial, { index, outcome: { applied } }: CanaryStep): string {
  if ((stepOfImage(trial, release.mended) ?? Infinity) > index) return '2.0 has not been seen to hold more than a quarter, and it does not: go from 10 % to 25 %, look, and take it back.'
  const { template, paused } = deploymentOf(applied, 'feed-canary')?.spec ?? {}
  const images = imagesOf(template?.spec.containers)
  if (!images.includes(release.mended)) return `feed-canary has ${namesOf(images)} at that time: the weight comes after the repair, and the repair stays.`
  if (paused === true) return 'The rollout of feed-canary is paused, so its Pods are still those of 2.0: kubectl rollout resume deployment/feed-canary, and raise the weight after it.'
  return 'The Pods of 2.0.1 were not there yet when the weight changed: bring the image out in a step of its own, and raise the weight after it.'
}

export const exercise: Exercise = {
  id: 'strategies/catch-the-bug',
  title: 'Ten days in a minute',
  sequence: true,
  given: [{ do: 'apply', text: given }],
  starter: { 'feed.yaml': starter },
  solution: { '1-tenth.yaml': tenth, '2-quarter.yaml': quarter, '3-back.yaml': back, '4-fixed.yaml': fixed, '5-everybody.yaml': everybody },
  traffic: [{ from: 'outside', url: 'http://feed.example.com', perSecond: 20 }],
  hints: [
    'Every step is a change of two weights in the route, applied and then looked at. The order is: a little, a little more, what the numbers say, back, repair, everybody.',
    'At 90 and 10 all is well. At 75 and 25 the canary\'s errors rise: take its weight to 0 before you touch anything else, and only then give Deployment feed-canary the image 2.0.1.',
    'Five steps: the route at 90/10; at 75/25; at 100/0; kubectl set image deployment/feed-canary feed-canary=example.com/feed:2.0.1; the route at 0/100. Keep feed-stable all the while.',
  ],
  expectations: canaryRelease(release),
  mistakes: [
    refusedBecause('patch-without-type', /strategic-merge-patch\+json is not supported/, () => 'kubectl patch sends a strategic merge patch where nothing is said, and for kinds that were added to the cluster, such as HTTPRoute, there is none. Say --type=merge or --type=json.'),
    refusedBecause('wrong-container', /unable to find container named "([^"]+)"/, (match) => `There is no container called ${match[1] ?? ''}. The canary's is named like its Deployment: feed-canary=example.com/feed:2.0.1.`),
    unknownImage('feed-canary', (seen) => `No registry here has ${seen}, so no Pod of it ever runs, and those of 2.0 stay. The repaired image is ${release.mended}.`),
    inSteps('stable-deleted', 'served', (trial) => {
      const gone = canarySteps(trial, release.traffic).find(({ outcome: { after }, settled }) => !isEverybody({ settled }, release.mended) && (deploymentOf(after, 'feed-stable')?.spec.replicas ?? 0) * (serviceOf(after, 'feed-stable') === undefined ? 0 : 1) === 0)
      return gone === undefined ? undefined : { message: `After step ${gone.index + 1} feed-stable has no Pod or no Service any more, while requests still go there: each of them fails. Stable is the way back, and it stays until everybody is on 2.0.1.`, at: placeOfStep(gone) }
    }),
    inSteps('jumped-too-high', 'bounded', (trial) => {
      const over = overshoot(trial, release)
      if (over === undefined) return undefined
      return { message: `Step ${over.step.index + 1} sends ${percent(over.share)} % of the users to 2.0. ${whyOver(trial, over.step)}`, at: placeOfStep(over.step) }
    }),
    inSteps('fixed-before-back', 'back', (trial, { quarter: risen, back: returned }) => {
      const came = stepOfImage(trial, release.mended)
      if (risen === undefined || came === undefined || came <= risen.index || (returned !== undefined && returned.index <= came)) return undefined
      const steps = canarySteps(trial, release.traffic)
      const step = steps.find(({ index }) => index === came)
      const before = steps.findLast(({ index }) => index < came)
      const share = before === undefined ? 1 : shareOfImage(before.settled, release.stable)
      return { message: `In step ${came + 1} the repair comes while ${percent(1 - share)} % of the users are not back on 1.0. Take the canary's weight to 0 first, one change that is over in a moment; then repair, with nobody meeting the fault meanwhile.`, ...(step === undefined ? {} : { at: placeOfStep(step) }) }
    }),
    inSteps('quarter-too-long', 'bounded', (trial) => {
      const [, again] = quarters(trial, release)
      return again === undefined ? undefined : { message: `After step ${again.index + 1} a quarter of the users is on 2.0 ${quarters(trial, release)[0]?.index === again.index - 1 ? 'still' : 'again'}. The errors show in the first step at 25 %; the next one takes the weight to 0.`, at: placeOfStep(again) }
    }),
    inSteps('without-a-tenth', 'tenth', (trial, { tenth: risen }) => {
      if (risen !== undefined) return undefined
      const came = stepOfImage(trial, release.mended)
      const message = came === undefined || quarters(trial, release).length > 0 ? `No step leaves 10 % of the requests on 2.0 (seen: ${sharesSeen(trial, release)}). Weights 90 and 10 do, and they come before 75 and 25.` : '2.0.1 was brought out before anybody saw what is wrong with 2.0. The canary goes up to 10 % and 25 % first: it is there to find the bug.'
      return { message, ...placeOf(trial, came === undefined ? 'HTTPRoute' : 'Deployment', came === undefined ? 'feed' : 'feed-canary', came === undefined ? 'spec.rules[0].backendRefs' : 'spec.template.spec.containers[0].image') }
    }),
    inSteps('without-a-quarter', 'quarter', (trial, { tenth: risen, quarter: found }) =>
      risen === undefined || found !== undefined ? undefined : { message: `After 10 % no step goes to 25 % (seen: ${sharesSeen(trial, release)}). At 10 % this bug does not exist: it begins at a load that only the next step has.`, ...placeOf(trial, 'HTTPRoute', 'feed', 'spec.rules[0].backendRefs') },
    ),
    inSteps('not-back', 'back', (trial, { quarter: found, back: returned }) =>
      found === undefined || returned !== undefined ? undefined : { message: 'The errors have shown, and no step takes the canary back to 0 %. Weights 100 and 0 come next, before the repair.', at: placeOfStep(found) },
    ),
    inSteps('not-finished', 'finished', (trial, { back: returned }) => {
      const last = canarySteps(trial, release.traffic).at(-1)
      if (returned === undefined || last === undefined || isEverybody(last, release.mended)) return undefined
      const missing = stepOfImage(trial, release.mended) === undefined ? 'The repaired image, example.com/feed:2.0.1, never came into feed-canary.' : `In the end ${percent(shareOfImage(last.settled, release.mended))} % of the users are on 2.0.1.`
      return { message: `${missing} The release has an end: everybody on 2.0.1, weights 0 and 100.`, at: placeOfStep(last) }
    }),
  ],
}
