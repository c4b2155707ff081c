import type { Exercise, Mistake } from '@/lib/grade/exercise'
import { deploymentExists, podsAvailable, templateRuns } from '@/lib/grade/expect/deployment'
import { portOf } from '@/lib/grade/expect/liveness'
import { neverFewerAvailable } from '@/lib/grade/expect/pod-counts'
import { noRequestFails } from '@/lib/grade/expect/steady-traffic'
import { deploymentOf } from '@/lib/grade/observe'
import { placeOf } from '@/lib/grade/place-of'
import { deletedDeployment, otherImage, tooManyAway, unknownImage, wrongReplicas } from '@/lib/grade/recognise-deployment'
import { failedPreStop, oldPods, preStopSeconds, releaseOf } from '@/lib/grade/release'
import type { Trial } from '@/lib/grade/trial'
import given from './given.yaml'
import prepare from './right/two-manifests/1-prepare.yaml'
import release from './right/two-manifests/2-release.yaml'
import starter from './starter/store.yaml'

const oldImage = 'example.com/store:1.0'
const newImage = 'example.com/store:2.0'
/** How long after its deletion a Pod may still get requests. */
const endpointSeconds = 1

const template = (trial: Trial) => deploymentOf(trial.end, 'store')?.spec.template.spec.containers ?? []

function inTemplate(id: string, field: string, expectation: string, words: (trial: Trial) => string | undefined): Mistake {
  return {
    id,
    expectation,
    recognise: (trial) => {
      const message = words(trial)
      return message === undefined ? undefined : { message, ...placeOf(trial, 'Deployment', 'store', field) }
    },
  }
}

export const exercise: Exercise = {
  id: 'deployments/zero-downtime-release',
  title: 'Nobody notices',
  sequence: true,
  given: [{ do: 'apply', text: given }],
  starter: { 'store.yaml': starter },
  solution: { '1-prepare.yaml': prepare, '2-release.yaml': release },
  traffic: [{ from: 'inside', url: 'http://store', perSecond: 2 }],
  hints: [
    'Requests are lost at two moments: when a new Pod gets them before it listens, and when an old one is told to stop while requests still come. Which of them can you mend in Pods that run already?',
    'A readinessProbe keeps a new Pod out of the Service until it answers. A preStop hook that sleeps lets an old one serve until every node has heard that it goes, about a second. A running Pod cannot be given a hook: bring 1.0 out again with both, and only then 2.0.',
    'First apply store:1.0 with readinessProbe: {httpGet: {path: /, port: 80}} and lifecycle: {preStop: {sleep: {seconds: 5}}} in the container; when that rollout has ended, apply the same with store:2.0.',
  ],
  expectations: [
    deploymentExists('store'),
    templateRuns({ deployment: 'store', image: newImage }),
    noRequestFails({
      id: 'traffic-store',
      title: 'From the step that releases 2.0 on, none of 20 requests a second fails',
      needs: ['deployment-store', 'image-store'],
      traffic: { from: 'inside', url: 'http://store' },
      since: (trial) => releaseOf(trial, 'store', newImage),
      untilEndAnd: 40_000,
      never: `${newImage} never came into the template.`,
    }),
    podsAvailable({ deployment: 'store', replicas: 5, image: newImage, needs: ['deployment-store', 'image-store'] }),
    neverFewerAvailable({ deployment: 'store', atLeast: 1, since: (trial) => releaseOf(trial, 'store', newImage)?.at, because: 'A release goes Pod by Pod: old ones leave as new ones take over.', needs: ['deployment-store', 'image-store'] }),
  ],
  mistakes: [
    deletedDeployment('deployment-deleted', 'store', 'The Deployment was deleted, so every Pod went before the first new one came: nobody answered in between. Change the one that is there, and it replaces its Pods a few at a time.'),
    inTemplate('recreate', 'spec.strategy', 'traffic-store', (trial) => (deploymentOf(trial.end, 'store')?.spec.strategy.type === 'Recreate' ? 'Recreate takes all old Pods away before it makes the first new one, so for some seconds nobody answers. RollingUpdate, the default, replaces them a few at a time.' : undefined)),
    inTemplate('broken-version', 'spec.template.spec.containers[0].image', 'image-store', (trial) => (template(trial).some(({ image }) => image?.endsWith('store:2.0-broken') === true) ? 'store:2.0-broken starts and never becomes ready, so the rollout stops at its first Pods. The release is example.com/store:2.0.' : undefined)),
    inTemplate('only-prepared', 'spec.template.spec.containers[0].image', 'image-store', (trial) => (template(trial).some(({ image, lifecycle }) => image === oldImage && lifecycle?.preStop !== undefined) ? 'This prepares 1.0 well: it now says when it is ready and takes its time to stop. What is missing is the step after it, the same with image: example.com/store:2.0.' : undefined)),
    inTemplate('never-ready', 'spec.template.spec.containers[0].readinessProbe', 'pods-store', (trial) => {
      const container = template(trial).find(({ image }) => image === newImage)
      const port = container?.readinessProbe?.httpGet?.port ?? container?.readinessProbe?.tcpSocket?.port
      if (container === undefined || port === undefined || portOf(container, port) === 80) return undefined
      return `The readiness probe asks on port ${port}, and the store listens on 80: no new Pod ever becomes ready, and the rollout waits for the first of them. Nothing is lost, and nothing is released.`
    }),
    inTemplate('no-readiness-probe', 'spec.template.spec.containers[0]', 'traffic-store', (trial) => {
      const container = template(trial).find(({ image }) => image === newImage)
      if (container === undefined || container.readinessProbe !== undefined || container.startupProbe !== undefined) return undefined
      return 'Without a readinessProbe a Pod counts as ready as soon as its container runs, and the store listens 8 s later: until then every request that comes to it is refused. A readinessProbe (httpGet, path /, port 80) keeps it out of the Service until it answers.'
    }),
    {
      id: 'no-graceful-stop',
      expectation: 'traffic-store',
      recognise: (trial) => {
        const begun = releaseOf(trial, 'store', newImage)
        const unprepared = begun === undefined ? undefined : oldPods(begun, 'store', oldImage).find(({ container }) => preStopSeconds(container) === undefined)
        if (begun === undefined || unprepared === undefined) return undefined
        const preparing = deploymentOf(begun.before, 'store')?.spec.template.spec.containers.some(({ lifecycle }) => lifecycle?.preStop !== undefined) === true
        if (preparing) return { message: `The rollout that brings 1.0 out with its hook had not ended when 2.0 came: ${unprepared.pod.metadata.name} still ran without one. kubectl rollout status deployment/store says when it has ended; release 2.0 after that.`, ...placeOf(trial, 'Deployment', 'store', 'spec.template.spec.containers[0]') }
        const together = template(trial).some(({ lifecycle }) => lifecycle?.preStop !== undefined)
        const message = `When 2.0 came, ${unprepared.pod.metadata.name} ran 1.0 without a preStop hook. Told to stop, 1.0 stops at once, and for a second the nodes still send it requests. ${together ? 'A hook that comes together with 2.0 is in the new Pods only; the old ones keep the spec they were made with. Bring 1.0 out with the hook first, then 2.0.' : 'Give 1.0 a preStop hook that sleeps a few seconds, in a step of its own, and release 2.0 after it.'}`
        return { message, ...placeOf(trial, 'Deployment', 'store', 'spec.template.spec.containers[0]') }
      },
    },
    {
      id: 'hook-fails',
      expectation: 'traffic-store',
      recognise: (trial) => {
        const name = failedPreStop(trial)
        if (name === undefined) return undefined
        return { message: `The preStop hook of ${name} failed (its event says FailedPreStopHook), and 1.0 was told to stop at once. A command is a list with one item for each word, ["sleep", "5"], and has to name a program that the image has.`, ...placeOf(trial, 'Deployment', 'store', 'spec.template.spec.containers[0].lifecycle') }
      },
    },
    {
      id: 'stop-too-short',
      expectation: 'traffic-store',
      recognise: (trial) => {
        const begun = releaseOf(trial, 'store', newImage)
        const hasty = begun === undefined ? undefined : oldPods(begun, 'store', oldImage).find(({ pod, container }) => Math.min(preStopSeconds(container) ?? endpointSeconds, pod.spec.terminationGracePeriodSeconds) < endpointSeconds)
        if (hasty === undefined) return undefined
        if (hasty.pod.spec.terminationGracePeriodSeconds < endpointSeconds) return { message: `terminationGracePeriodSeconds is ${hasty.pod.spec.terminationGracePeriodSeconds} in ${hasty.pod.metadata.name}: it is killed at once, and its preStop hook has no time to run. The grace period holds for hook and stop together; 30 s is the default.`, ...placeOf(trial, 'Deployment', 'store', 'spec.template.spec.terminationGracePeriodSeconds') }
        return { message: `The preStop hook of ${hasty.pod.metadata.name} takes ${preStopSeconds(hasty.container) ?? 0} s, and it takes a second until every node has heard that the Pod goes. Let it sleep longer, 5 s for example.`, ...placeOf(trial, 'Deployment', 'store', 'spec.template.spec.containers[0].lifecycle') }
      },
    },
    unknownImage('store', (image) => `No registry here has ${image}. The release is ${newImage}.`),
    otherImage('store', newImage, (image) => `The template says ${image}. The release is ${newImage}.`),
    wrongReplicas('store', 5, (seen) => `The store asks for ${seen} Pods now. It had five, and it needs them during the release as well.`),
    tooManyAway('all-at-once', 'store', 5, 4, (how) => `${how}: all old ones go before the first new one is ready, and only those that are still stopping serve. The default takes one of five at a time.`),
  ],
}
