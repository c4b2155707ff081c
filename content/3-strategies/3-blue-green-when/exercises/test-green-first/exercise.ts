import type { Exercise } from '@/lib/grade/exercise'
import { answers } from '@/lib/grade/expect/answers'
import { templateRuns } from '@/lib/grade/expect/deployment'
import { endpointsAreReadyPods } from '@/lib/grade/expect/endpoints'
import { isInsideOnly } from '@/lib/grade/expect/exposure'
import { serviceExists } from '@/lib/grade/expect/service-exists'
import { noRequestFails } from '@/lib/grade/expect/steady-traffic'
import { firstChange } from '@/lib/grade/film'
import { serviceOf, services } from '@/lib/grade/observe'
import { placeOf } from '@/lib/grade/place-of'
import { selectorMatchesNothing, wrongPort, wrongTargetPort, wrongType } from '@/lib/grade/recognise'
import { selects } from '@/lib/grade/recognise-colours'
import given from './given.yaml'
import solution from './right/manifest/payments-test.yaml'
import starter from './starter/payments-test.yaml'

const both = ['payments-blue', 'payments-green']

export const exercise: Exercise = {
  id: 'strategies/test-green-first',
  title: 'A door for the testers',
  sequence: true,
  given: [{ do: 'apply', text: given }],
  starter: { 'payments-test.yaml': starter },
  solution: { 'payments-test.yaml': solution },
  traffic: [
    { from: 'inside', url: 'http://payments', perSecond: 2 },
    { from: 'inside', url: 'http://payments-test', perSecond: 1 },
  ],
  hints: [
    'Customers call payments, and that stays as it is. Testers need a name of their own that leads to green and to nothing else.',
    'A second Service finds its Pods by labels, like the first. Which label do green\'s Pods have and blue\'s not? And who can call a Service that says nothing about its type?',
    'A Service payments-test with selector: {app: payments, version: green} and ports: [{port: 80, targetPort: 8080}], without a type.',
  ],
  expectations: [
    noRequestFails({
      id: 'live-payments',
      title: 'All the while http://payments is answered, and by blue alone',
      traffic: { from: 'inside', url: 'http://payments' },
      since: (trial) => ({ at: trial.start.now, say: 'the first step began' }),
      never: '',
      notBy: ['example.com/payments:1.9'],
    }),
    answers({ id: 'blue-serves', title: 'At the end payments still leads to blue', needs: ['live-payments'], from: 'inside', urls: () => ['http://payments'], requests: 60, by: 'payments-blue', otherwise: (url, say) => `A request to ${url} was not answered: ${say}.` }),
    serviceExists('payments-test'),
    templateRuns({ deployment: 'payments-green', image: 'example.com/payments:1.9', needs: [] }),
    endpointsAreReadyPods({ service: 'payments-test', deployment: 'payments-green', port: 8080 }),
    answers({
      id: 'green-answers',
      title: 'http://payments-test is answered by green alone',
      needs: ['service-payments-test', 'endpoints-payments-test'],
      from: 'inside',
      urls: () => ['http://payments-test'],
      requests: 60,
      by: 'payments-green',
      otherwise: (url, say) => `A request to ${url} was not answered: ${say}.`,
    }),
    isInsideOnly('payments-green', { title: 'Nothing outside the cluster reaches green', because: 'Nobody has approved this version yet, and it works on the real accounts: it is to be reached from inside only.' }),
  ],
  mistakes: [
    {
      id: 'live-on-green',
      expectation: 'live-payments',
      recognise: (trial) => {
        const before = JSON.stringify(serviceOf(trial.start, 'payments')?.spec.selector)
        const changed = firstChange(trial, '/services/default/payments', ({ type, object }) => type === 'DELETED' || JSON.stringify((object as ReturnType<typeof serviceOf>)?.spec.selector) !== before)
        if (changed === undefined) return undefined
        return { message: 'The selector of payments was changed. A Service has one selector for all its callers, so from then on every customer was a tester. Leave payments as it is, and give the testers a Service of their own: payments-test.', ...placeOf(trial, 'Service', 'payments', 'spec.selector') }
      },
    },
    {
      id: 'green-changed',
      recognise: (trial) => {
        const words = templateRuns({ deployment: 'payments-green', image: 'example.com/payments:1.9' }).check(trial)
        return words.met ? undefined : { message: `${words.message} What the testers are to look at is 1.9, as it stands.`, ...placeOf(trial, 'Deployment', 'payments-green', 'spec.template.spec.containers[0].image') }
      },
    },
    {
      id: 'open-to-the-outside',
      expectation: 'inside-only-payments-green',
      recognise: (trial) => {
        const spec = serviceOf(trial.end, 'payments-test')?.spec
        if (spec === undefined || spec.type === 'ExternalName' || (spec.type === 'ClusterIP' && (spec.externalIPs ?? []).length === 0)) return undefined
        const how = spec.type === 'ClusterIP' ? 'externalIPs opens' : `type: ${spec.type} opens`
        return { message: `${how} payments-test to the outside: a second front door to the bank, to a version that nobody has approved. Testers work inside, and for them a ClusterIP is enough: leave it out.`, ...placeOf(trial, 'Service', 'payments-test', spec.type === 'ClusterIP' ? 'spec.externalIPs' : 'spec.type') }
      },
    },
    {
      id: 'another-name',
      recognise: (trial) => {
        if (serviceOf(trial.end, 'payments-test') !== undefined) return undefined
        const made = services(trial.end).find(({ metadata: { name, namespace, uid } }) => name !== 'payments' && serviceOf(trial.start, name, namespace)?.metadata.uid !== uid)
        if (made === undefined) return undefined
        const { name, namespace = 'default' } = made.metadata
        if (name === 'payments-test') return { message: `payments-test is in namespace ${namespace}. It finds Pods of its own namespace only, and green's are in default; the testers call it from there too. Leave namespace out.`, ...placeOf(trial, 'Service', name, 'metadata.namespace', namespace) }
        return { message: `The Service is called ${name}, and the testers were told payments-test: a Service's name is the name that callers use.`, ...placeOf(trial, 'Service', name, 'metadata.name', namespace) }
      },
    },
    wrongType('external-name', 'payments-test', ['ExternalName'], () => 'An ExternalName is another name in DNS and nothing more: it has no selector, no endpoints, and turns no port 80 into 8080. Leave type out and select green\'s Pods.', 'endpoints-payments-test'),
    selectorMatchesNothing('payments-test', 'payments-green'),
    selects('both-colours', 'payments-test', both, both, (selector) => `The selector asks for ${selector}, and the Pods of both colours have that: half of the testers' requests are answered by blue. version: green leaves green's alone.`),
    selects('reaches-blue', 'payments-test', ['payments-blue'], both, (selector) => `The selector asks for ${selector}: these are blue's Pods, which the customers use already. The testers want green's.`),
    {
      id: 'headless',
      recognise: (trial) => {
        const spec = serviceOf(trial.end, 'payments-test')?.spec
        if (spec?.clusterIP !== 'None') return undefined
        return { message: 'clusterIP: None makes the Service headless: its name leads to the Pods themselves, where nothing listens on port 80 and nobody turns 80 into 8080. Leave clusterIP out.', ...placeOf(trial, 'Service', 'payments-test', 'spec.clusterIP') }
      },
    },
    wrongPort('port-8080', 'payments-test', 80, (seen) => `payments-test offers port ${seen}. The testers call http://payments-test, which is port 80; 8080 is where the app listens, and belongs into targetPort.`),
    wrongTargetPort('target-port-80', 'payments-test', 8080, (port) => `payments-test passes requests on to port ${String(port)} of the Pods: targetPort, left out, means the same as port. The app listens on 8080.`),
  ],
}
