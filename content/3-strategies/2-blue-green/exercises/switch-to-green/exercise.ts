import type { Exercise } from '@/lib/grade/exercise'
import { podsAvailable } from '@/lib/grade/expect/deployment'
import { endpointsAreReadyPods } from '@/lib/grade/expect/endpoints'
import { serviceExists } from '@/lib/grade/expect/service-exists'
import { noRequestFails } from '@/lib/grade/expect/steady-traffic'
import { firstChange } from '@/lib/grade/film'
import { deploymentOf } from '@/lib/grade/observe'
import { placeOf } from '@/lib/grade/place-of'
import { selectorMatchesNothing, wrongPort, wrongTargetPort, wrongType } from '@/lib/grade/recognise'
import { anotherService, imageChanged, selectedOnce, selects, switchedTo, unnamedPort } from '@/lib/grade/recognise-colours'
import given from './given.yaml'
import solution from './right/manifest/payments.yaml'
import starter from './starter/payments.yaml'

const both = ['payments-blue', 'payments-green']
const traffic = { from: 'inside', url: 'http://payments' } as const
const blueImage = 'example.com/payments:1.8'
const greenImage = 'example.com/payments:1.9'

export const exercise: Exercise = {
  id: 'strategies/switch-to-green',
  title: 'The stage turns',
  sequence: true,
  given: [{ do: 'apply', text: given }],
  starter: { 'payments.yaml': starter },
  solution: { 'payments.yaml': solution },
  traffic: [{ from: 'inside', url: 'http://payments', perSecond: 5 }],
  hints: [
    'Both sets of Pods run and are ready. Which object decides which of them answers to the name payments?',
    'The Service finds its Pods by its selector, and one line of it says blue. Compare it with the labels that green\'s Pods carry: kubectl get pods -L version.',
    'selector: {app: payments, version: green} in Service payments, or kubectl set selector service payments app=payments,version=green. The Deployments stay as they are.',
  ],
  expectations: [
    serviceExists('payments'),
    noRequestFails({ id: 'none-fails', title: 'None of 20 requests a second to http://payments fails', traffic, since: (trial) => ({ at: trial.start.now, say: 'the first step began' }), never: '' }),
    endpointsAreReadyPods({ service: 'payments', deployment: 'payments-green', port: 8080 }),
    noRequestFails({
      id: 'all-at-once',
      title: 'From the switch on, 1.9 answers every request',
      needs: ['service-payments', 'none-fails'],
      traffic,
      since: (trial) => switchedTo(trial, traffic, greenImage, 'the switch was made'),
      never: `No request to http://payments was ever answered by ${greenImage}.`,
      notBy: [blueImage],
      untilEndAnd: 5000,
    }),
    podsAvailable({ deployment: 'payments-blue', replicas: 3, image: blueImage, needs: [] }),
  ],
  mistakes: [
    imageChanged('blue-changed', 'payments-blue', blueImage, 'The image inside blue was changed: that is a rolling update of the version that serves, in which both versions answer for many seconds, and afterwards there is no 1.8 to go back to. Green stands ready; only the Service has to turn.'),
    {
      id: 'blue-gone',
      recognise: (trial) => {
        const left = deploymentOf(trial.end, 'payments-blue')?.spec.replicas ?? 0
        return left >= 3 ? undefined : { message: `Blue has ${left === 0 ? 'no Pod' : `only ${left} of 3 Pods`} any more. Until green has proved itself, blue is the way back, and it is one only while all its Pods run.`, ...placeOf(trial, 'Deployment', 'payments-blue', 'spec.replicas') }
      },
    },
    {
      id: 'service-made-again',
      recognise: (trial) => {
        const gone = firstChange(trial, '/services/default/payments', ({ type }) => type === 'DELETED')
        return gone === undefined ? undefined : { message: 'Service payments was deleted: from then on the name was nobody\'s and every call failed, and a new Service gets another virtual IP. Change the selector of the one that is there.', ...placeOf(trial, 'Service', 'payments', '') }
      },
    },
    wrongType('external-name', 'payments', ['ExternalName'], () => 'payments is an ExternalName now: another name in DNS, without a virtual IP, a selector or endpoints. Its callers know the old address and lose it. Keep the Service as it is, and change its selector.'),
    selectorMatchesNothing('payments', 'payments-green'),
    wrongPort('port-8080', 'payments', 80, (seen) => `payments offers port ${seen} now, and its callers ask on port 80. Only the selector has to change.`),
    wrongTargetPort('target-port-80', 'payments', 8080, (port) => `payments passes requests on to port ${String(port)} of the Pods now: targetPort, left out, means the same as port, and a field left out of an applied manifest is taken away. The app listens on 8080.`),
    unnamedPort('unnamed-port', 'payments'),
    anotherService('another-service', 'payments', 'payments-green', both, (made) => `A second Service, ${made}, reaches green, and the customers go on calling payments, which leads to blue. What has to change is the selector of payments.`),
    imageChanged('green-changed', 'payments-green', greenImage, `The image inside green was changed. The customers are to come to ${greenImage}, as green runs it: leave it as it is, and let the Service select it.`),
    selects('mixes-both', 'payments', both, both, (selector) => `The selector asks for ${selector}, and the Pods of both colours have that: each request goes to one of six, half of them still 1.8. Keep the second line and let it say version: green.`),
    selectedOnce('mixes-both', 'payments', both, 'For a while the selector asked for app: payments alone, and both versions answered. The switch is one change, from version: blue to version: green.'),
  ],
}
