import type { Exercise } from '@/lib/grade/exercise'
import { deploymentExists, podsAvailable, templateRuns } from '@/lib/grade/expect/deployment'
import { refusedBecause } from '@/lib/grade/recognise'
import { otherImage, unknownImage, withoutDeployment, wrongReplicas } from '@/lib/grade/recognise-deployment'
import solution from './right/manifest/web.yaml'
import starter from './starter/web.yaml'

export const exercise: Exercise = {
  id: 'deployments/first-deployment',
  title: 'Three of a kind',
  given: [],
  starter: { 'web.yaml': starter },
  solution: { 'web.yaml': solution },
  hints: [
    'A Deployment says three things: how many Pods, how to tell which Pods are its own, and what a Pod of its looks like. The file so far says only the first.',
    'Under spec, beside replicas, stand selector and template. The selector asks for labels (matchLabels), and the template has to give its Pods those labels (metadata.labels); under the template, spec.containers is what you would write in a Pod.',
    'selector: {matchLabels: {app: web}}, and template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: nginx:1.27}]}}.',
  ],
  expectations: [
    deploymentExists('web'),
    templateRuns({ deployment: 'web', image: 'nginx:1.27' }),
    podsAvailable({ deployment: 'web', replicas: 3, image: 'nginx:1.27', needs: ['deployment-web', 'image-web'] }),
  ],
  mistakes: [
    refusedBecause('selector-missing', /spec\.selector: Required value/, () => 'A Deployment needs spec.selector and a spec.template whose labels the selector finds: without them it could not tell which Pods are its own.'),
    refusedBecause('selector-does-not-match', /`selector` does not match template `labels`/, () => 'The selector asks for labels that the template does not give. A Deployment counts the Pods that its selector finds, so Pods from this template would never be counted and it would make new ones for ever: the API server refuses it. Write the same key and value in spec.selector.matchLabels and in spec.template.metadata.labels.'),
    refusedBecause('wrong-api-version', /no matches for kind "(\w+)" in version "([^"]+)"/, (match) => `There is no ${match[1] ?? 'kind'} in ${match[2] ?? 'this version'}. v1 without a group holds the core kinds, such as Pod and Service; Deployments belong to the group apps, so the line reads apiVersion: apps/v1.`),
    refusedBecause('replicas-under-template', /unknown field "spec\.template\.(?:spec\.|metadata\.)?replicas"/, () => 'replicas stands under template here. The template describes one Pod, and a Pod has no replicas; how many of them there should be is the Deployment\'s own wish: spec.replicas, beside template.'),
    withoutDeployment('bare-pods', 'web', (kind, names) => `${names} ${kind === 'Pod' ? `${names.includes(' and ') ? 'run' : 'runs'} without a Deployment: nobody replaces such a Pod when it is lost, or changes its image step by step` : 'is a ReplicaSet without a Deployment: it keeps the number of Pods, but knows no rollout and no way back'}. Let a Deployment called web make them.`),
    unknownImage('web', (image) => `No registry here has ${image}, so the Pods wait in ImagePullBackOff. The image is nginx:1.27.`),
    otherImage('web', 'nginx:1.27', (image) => `The Pods run ${image}. The task asks for nginx:1.27.`),
    wrongReplicas('web', 3, (seen) => `spec.replicas is ${seen}${seen === 1 ? ', which is also what a Deployment takes where nothing is said' : ''}. Three Pods are wanted.`),
  ],
}
