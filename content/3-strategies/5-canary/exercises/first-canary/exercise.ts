import type { Exercise } from '@/lib/grade/exercise'
import { ownSelector, wouldFindWith } from '@/lib/grade/expect/own-selector'
import { deploymentExists, podsAvailable, templateRuns } from '@/lib/grade/expect/deployment'
import { imagesOf } from '@/lib/grade/expect/pod-trouble'
import { selectedPods } from '@/lib/grade/expect/endpoints'
import { podsCarry } from '@/lib/grade/expect/pod-labels'
import { readyInAll } from '@/lib/grade/expect/ready-in-all'
import { allAnswered, getsShare } from '@/lib/grade/expect/share'
import { namesOf } from '@/lib/grade/expect/words'
import { deploymentOf, podsOf, serviceOf } from '@/lib/grade/observe'
import { placeOf } from '@/lib/grade/place-of'
import { refusedBecause } from '@/lib/grade/recognise'
import { selects } from '@/lib/grade/recognise-colours'
import { deletedDeployment, otherImage, unknownImage } from '@/lib/grade/recognise-deployment'
import type { Trial } from '@/lib/grade/trial'
import given from './given.yaml'
import solutionCanary from './right/two-manifests/feed-canary.yaml'
import solutionStable from './right/two-manifests/feed-stable.yaml'
import starter from './starter/feed-canary.yaml'

const traffic = { from: 'inside', url: 'http://feed' } as const
const replicas = (trial: Trial, name: string) => deploymentOf(trial.end, name)?.spec.replicas
const decides = { kind: 'Deployment', name: 'feed-canary', field: 'spec.replicas' }

export const exercise: Exercise = {
  id: 'strategies/first-canary',
  title: 'One in ten',
  given: [{ do: 'apply', text: given }],
  starter: { 'feed-canary.yaml': starter },
  solution: { 'feed-canary.yaml': solutionCanary, 'feed-stable.yaml': solutionStable },
  traffic: [{ from: 'inside', url: 'http://feed', perSecond: 5 }],
  hints: [
    'The Service gives every ready Pod that it selects the same part of the requests. So the canary\'s part is a matter of counting Pods: how many of each are there when one in ten is new?',
    'A second Deployment, feed-canary, whose Pods carry the label that the Service selects, app: feed, and one that tells them from stable\'s, track: canary. Its selector asks for both. And with one canary Pod, how many stable ones make ten?',
    'feed-canary with replicas: 1, matchLabels: {app: feed, track: canary}, the same labels in the template, image: example.com/feed:2.0; and feed-stable with replicas: 9.',
  ],
  expectations: [
    deploymentExists('feed-canary'),
    templateRuns({ deployment: 'feed-canary', image: 'example.com/feed:2.0' }),
    deploymentExists('feed-stable'),
    templateRuns({ deployment: 'feed-stable', image: 'example.com/feed:1.0' }),
    podsCarry('feed-canary', { app: 'feed', track: 'canary' }),
    ownSelector({ deployment: 'feed-canary', label: 'track', value: 'canary', needs: ['deployment-feed-canary'] }),
    podsAvailable({ deployment: 'feed-canary', replicas: 1, image: 'example.com/feed:2.0', needs: ['deployment-feed-canary', 'image-feed-canary'] }),
    podsAvailable({ deployment: 'feed-stable', replicas: 9, image: 'example.com/feed:1.0', needs: ['deployment-feed-stable', 'image-feed-stable'] }),
    allAnswered({ traffic, needs: ['deployment-feed-canary'], by: { kind: 'Service', name: 'feed', field: 'spec' } }),
    getsShare({ traffic, of: 'feed-canary', atLeast: 0.08, atMost: 0.12, needs: ['deployment-feed-canary', 'answered'], by: decides }),
    readyInAll({ service: 'feed', pods: 10, needs: ['pods-feed-canary', 'pods-feed-stable', 'share-feed-canary'] }),
  ],
  mistakes: [
    refusedBecause('labels-do-not-match', /`selector` does not match template `labels`/, () => 'The selector asks for labels that the template does not give its Pods, so this Deployment would never find its own Pods, and the API server refuses it. Write app: feed and track: canary in both places.'),
    refusedBecause('selector-cannot-change', /spec\.selector: Invalid value.*field is immutable/s, () => 'A Deployment\'s selector cannot be changed once it is there. feed-stable keeps its own; if it is feed-canary\'s that is wrong, delete feed-canary and make it again.'),
    deletedDeployment('stable-deleted', 'feed-stable', 'feed-stable was deleted. A canary is tried beside the version that everybody uses: stable goes on with nine Pods, and takes everything back when the canary is not well.'),
    {
      id: 'canary-in-stable',
      recognise: (trial) => {
        const images = imagesOf(deploymentOf(trial.end, 'feed-stable')?.spec.template.spec.containers)
        return images.includes('example.com/feed:1.0') || images.length === 0 ? undefined : { message: `feed-stable runs ${images.join(', ')} now: that is a rolling update of all its Pods, and no canary. Leave stable on 1.0, and put 2.0 into a Deployment of its own, feed-canary.`, ...placeOf(trial, 'Deployment', 'feed-stable', 'spec.template.spec.containers[0].image') }
      },
    },
    {
      id: 'not-selected',
      recognise: (trial) => {
        const pod = podsOf(trial.end, 'feed-canary')[0]
        const selector = Object.entries(serviceOf(trial.end, 'feed')?.spec.selector ?? {})
        const missing = selector.find(([key, value]) => pod !== undefined && pod.metadata.labels?.[key] !== value)
        if (pod === undefined || missing === undefined) return undefined
        const [key, value] = missing
        const has = pod.metadata.labels?.[key]
        const changed = JSON.stringify(serviceOf(trial.start, 'feed')?.spec.selector) !== JSON.stringify(serviceOf(trial.end, 'feed')?.spec.selector)
        if (changed) return { message: `Service feed now asks for ${key}: ${value}, and the canary's Pods do not have that. Its selector was app: feed, which the Pods of both versions carry: leave it so.`, ...placeOf(trial, 'Service', 'feed', 'spec.selector') }
        return { message: `The canary runs and no request comes to it: Service feed asks for ${key}: ${value}, and its Pods ${has === undefined ? `have no label ${key}` : `carry ${key}: ${has}`}. Give the template of feed-canary ${key}: ${value} as well.`, ...placeOf(trial, 'Deployment', 'feed-canary', 'spec.template.metadata.labels') }
      },
    },
    {
      id: 'same-selector',
      expectation: 'selector-feed-canary',
      recognise: (trial) => {
        if (!wouldFindWith(trial, 'feed-canary', 'track', 'stable')) return undefined
        return { message: 'The selector of feed-canary also fits Pods of feed-stable: two Deployments that lay claim to the same Pods, which Kubernetes warns against. Let it ask for track: canary as well as app: feed.', ...placeOf(trial, 'Deployment', 'feed-canary', 'spec.selector') }
      },
    },
    selects('service-changed', 'feed', ['feed-canary'], ['feed-stable', 'feed-canary'], (selector) => `Service feed now asks for ${selector}: the canary's Pod alone has that, and it gets every request. Its selector was app: feed, which the Pods of both versions carry: leave it so.`),
    {
      id: 'same-client-same-pod',
      expectation: 'share-feed-canary',
      recognise: (trial) => (serviceOf(trial.end, 'feed')?.spec.sessionAffinity === 'ClientIP' ? { message: 'Service feed has sessionAffinity: ClientIP now: each client stays with the Pod it met first, so the canary gets all requests of some clients and none of the others. Without it every ready Pod gets its tenth.', ...placeOf(trial, 'Service', 'feed', 'spec.sessionAffinity') } : undefined),
    },
    {
      id: 'ten-and-one',
      expectation: 'pods-feed-stable',
      recognise: (trial) => (replicas(trial, 'feed-stable') === 10 && replicas(trial, 'feed-canary') === 1 ? { message: 'Ten stable Pods and one canary are eleven, so the canary gets one request in eleven, 9.1 %. The task says ten Pods in all: take one away from feed-stable.', ...placeOf(trial, 'Deployment', 'feed-stable', 'spec.replicas') } : undefined),
    },
    {
      id: 'wrong-numbers',
      recognise: (trial) => {
        const [stable, canary] = [replicas(trial, 'feed-stable') ?? 0, replicas(trial, 'feed-canary')]
        if (canary === undefined || (stable === 9 && canary === 1)) return undefined
        const off = canary === 1 ? 'feed-stable' : 'feed-canary'
        const part = stable + canary === 0 ? 0 : Math.round((canary / (stable + canary)) * 1000) / 10
        return { message: `feed-stable has ${stable} Pods and feed-canary ${canary}: ${stable + canary} in all, of which the canary is ${part} %. Ten in all with one canary is nine and one.`, ...placeOf(trial, 'Deployment', off, 'spec.replicas') }
      },
    },
    {
      id: 'more-pods',
      expectation: 'ready-feed',
      recognise: (trial) => {
        const service = serviceOf(trial.end, 'feed')
        const own = new Set(['feed-stable', 'feed-canary'].flatMap((name) => podsOf(trial.end, name)).map(({ metadata }) => metadata.uid))
        const others = service === undefined ? [] : selectedPods(trial.end, service).filter(({ metadata }) => !own.has(metadata.uid))
        const [first] = others
        return first === undefined ? undefined : { message: `Service feed also selects ${namesOf(others.map(({ metadata }) => metadata.name))}, which neither feed-stable nor feed-canary made: with ${others.length === 1 ? 'it' : 'them'} there are more than ten Pods, and feed-canary is less than a tenth of them.`, ...placeOf(trial, 'Pod', first.metadata.name, 'metadata.labels') }
      },
    },
    unknownImage('feed-canary', (seen) => `No registry here has ${seen}. The new version is example.com/feed:2.0.`),
    otherImage('feed-canary', 'example.com/feed:2.0', (seen) => `The canary runs ${seen}. What is to be tried is example.com/feed:2.0.`),
  ],
}
