import type { Exercise } from '@/lib/grade/exercise'
import { serviceExists } from '@/lib/grade/expect/service-exists'
import { noRequestFails } from '@/lib/grade/expect/steady-traffic'
import { deploymentOf } from '@/lib/grade/observe'
import { imagesOf } from '@/lib/grade/expect/pod-trouble'
import { placeInStep, placeOf } from '@/lib/grade/place-of'
import { selectorMatchesNothing, wrongPort, wrongTargetPort } from '@/lib/grade/recognise'
import { anotherService, imageChanged, selectedDeployments, selects, unnamedPort } from '@/lib/grade/recognise-colours'
import { firstChangingStep } from '@/lib/grade/first-changing-step'
import given from './given.yaml'
import revision1 from './revision-1.yaml'
import solution from './right/manifest/payments.yaml'
import starter from './starter/payments.yaml'

const both = ['payments-blue', 'payments-green']
const allowedMs = 10_000

export const exercise: Exercise = {
  id: 'strategies/ten-second-rollback',
  title: 'Ten seconds',
  sequence: true,
  given: [
    { do: 'apply', text: revision1 },
    { do: 'apply', text: given },
  ],
  starter: { 'payments.yaml': starter },
  solution: { 'payments.yaml': solution },
  traffic: [{ from: 'inside', url: 'http://payments', perSecond: 5 }],
  hints: [
    'Every fifth payment fails, and the clock runs from the first thing you change. Where do Pods of 1.8 run that are ready now?',
    'Starting Pods takes too long: each needs five seconds, and a rollout starts them one after another. Blue has three of them, ready and idle. What sends the requests to green?',
    'selector: {app: payments, version: blue} in Service payments, or kubectl set selector service payments app=payments,version=blue. Green can wait.',
  ],
  expectations: [
    serviceExists('payments'),
    noRequestFails({
      id: 'back-on-1.8',
      title: 'From 10 s after the first change on, 1.8 answers every request, and none fails',
      needs: ['service-payments'],
      traffic: { from: 'inside', url: 'http://payments' },
      since: (trial) => {
        const step = firstChangingStep(trial)
        return step === undefined ? undefined : { at: step.before.now + allowedMs, say: 'the ten seconds were over' }
      },
      never: 'Nothing was changed: green still serves, and every fifth request fails.',
      notBy: ['example.com/payments:1.9-buggy', 'example.com/payments:1.9'],
      untilEndAnd: 40_000,
    }),
  ],
  mistakes: [
    imageChanged('blue-changed', 'payments-blue', 'example.com/payments:1.8', 'The image inside blue was changed. Blue ran 1.8, and that is what everybody is to come back to: leave it as it is, and let the Service select it.'),
    {
      id: 'green-deleted-first',
      recognise: (trial) => {
        const first = firstChangingStep(trial)
        const left = first === undefined ? 1 : (deploymentOf(first.applied, 'payments-green')?.spec.replicas ?? 0)
        if (left > 0) return undefined
        return { message: 'Green was taken away first, while the Service still sent everybody there. Its Pods went, and until the selector was changed nobody answered. First the traffic to safety, then green; it is also the evidence.', ...placeOf(trial, 'Deployment', 'payments-green', '') }
      },
    },
    {
      id: 'blue-gone',
      recognise: (trial) => {
        const left = deploymentOf(trial.end, 'payments-blue')?.spec.replicas ?? 0
        return left > 0 ? undefined : { message: 'Blue has no Pod any more. It is the version that everybody comes back to: without its Pods nobody answers.', ...placeOf(trial, 'Deployment', 'payments-blue', 'spec.replicas') }
      },
    },
    selectorMatchesNothing('payments', 'payments-blue'),
    wrongPort('port-8080', 'payments', 80, (seen) => `payments offers port ${seen} now, and its callers ask on port 80. Only the selector has to change.`),
    wrongTargetPort('target-port-80', 'payments', 8080, (port) => `payments passes requests on to port ${String(port)} of the Pods now: targetPort, left out, means the same as port. The app listens on 8080.`),
    unnamedPort('unnamed-port', 'payments'),
    selects('mixes-both', 'payments', both, both, (selector) => `The selector asks for ${selector}, and the Pods of both colours have that: half of the requests still go to green, and a fifth of those fail. version: blue leaves blue's alone.`),
    {
      id: 'undo-on-green',
      recognise: (trial) => {
        const images = imagesOf(deploymentOf(trial.end, 'payments-green')?.spec.template.spec.containers)
        if (!images.includes('example.com/payments:1.8')) return undefined
        return { message: 'Green goes back to 1.8 by a rollout: one Pod after another, each five seconds until it listens, and until the last of them some requests fail. Ten seconds are over by then. Blue\'s Pods of 1.8 run already: turn the selector of payments to them.', ...placeOf(trial, 'Deployment', 'payments-green', 'spec.template.spec.containers[0].image') }
      },
    },
    {
      id: 'forward',
      recognise: (trial) => {
        const images = imagesOf(deploymentOf(trial.end, 'payments-green')?.spec.template.spec.containers)
        if (images.includes('example.com/payments:1.9-buggy')) return undefined
        return { message: `Green is rolled to ${images.join(', ')}: forward, with new Pods, in the middle of the trouble. The version that is known to work is 1.8, and blue runs it.`, ...placeOf(trial, 'Deployment', 'payments-green', 'spec.template.spec.containers[0].image') }
      },
    },
    anotherService('another-service', 'payments', 'payments-blue', both, (made) => `A second Service, ${made}, reaches blue, and the customers go on calling payments, which leads to green. What has to change is the selector of payments.`),
    {
      id: 'too-late',
      recognise: (trial) => {
        const first = firstChangingStep(trial)
        const turned = trial.steps.find(({ after }) => selectedDeployments({ ...trial, end: after }, 'payments', both).join() === 'payments-blue')
        if (first === undefined || turned === undefined || turned.before.now - first.before.now < allowedMs) return undefined
        const waited = Math.round((turned.before.now - first.before.now) / 1000)
        return { message: `payments turned to blue ${waited} s after the first change: a step runs until the cluster has settled, and all that while green served. The selector comes first, everything else later.`, at: placeInStep(turned.step, 'Service', 'spec.selector') }
      },
    },
  ],
}
