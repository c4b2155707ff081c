import type { Exercise } from '@/lib/grade/exercise'
import { answers } from '@/lib/grade/expect/answers'
import { endpointsAreReadyPods } from '@/lib/grade/expect/endpoints'
import { isInsideOnly } from '@/lib/grade/expect/exposure'
import { serviceExists } from '@/lib/grade/expect/service-exists'
import { hasClusterIP } from '@/lib/grade/expect/service-type'
import { serviceOf } from '@/lib/grade/observe'
import { selectorMatchesNothing, wrongPort, wrongTargetPort, wrongType } from '@/lib/grade/recognise'
import { placeOf } from '@/lib/grade/place-of'
import given from './given.yaml'
import solution from './right/named-port/backend-api.yaml'
import starter from './starter/backend-api.yaml'

const frontend = { pod: 'frontend', namespace: 'default' }

export const exercise: Exercise = {
  id: 'services/backend-api',
  title: 'Call the backend by its name',
  given: [{ do: 'apply', text: given }],
  starter: { 'backend-api.yaml': starter },
  solution: { 'backend-api.yaml': solution },
  traffic: [{ from: frontend, url: 'http://backend-api:8080', perSecond: 1 }],
  hints: [
    'The frontend calls http://backend-api:8080. Two things in that address come from the Service: its name, and its port.',
    'port is what callers use, targetPort what the Pods listen on. The Pods name theirs: look at kubectl get deployment backend-api -o yaml.',
    'One port: port: 8080 with targetPort: http (or 8080). No type is needed: ClusterIP is the default.',
  ],
  expectations: [
    serviceExists('backend-api'),
    endpointsAreReadyPods({ service: 'backend-api', deployment: 'backend-api', port: 8080 }),
    answers({
      id: 'answers',
      title: 'frontend gets answers from http://backend-api:8080',
      needs: ['service-backend-api', 'endpoints-backend-api'],
      from: frontend,
      urls: () => ['http://backend-api:8080'],
      by: 'backend-api',
      otherwise: (url, say) => `frontend calls ${url} and gets no answer: ${say}.`,
    }),
    answers({
      id: 'full-name',
      title: 'A Pod in another namespace gets answers by the full name',
      needs: ['answers'],
      from: { client: 'another-namespace' },
      urls: () => ['http://backend-api.default.svc.cluster.local:8080'],
      by: 'backend-api',
      otherwise: (url, say) => `A Pod in another namespace calls ${url} and gets no answer: ${say}.`,
    }),
    hasClusterIP('backend-api'),
    isInsideOnly('backend-api', { because: 'An internal API needs no way in from outside: ClusterIP, the default type, has none.' }),
  ],
  mistakes: [
    {
      id: 'headless',
      expectation: 'cluster-ip-backend-api',
      recognise: (trial) =>
        serviceOf(trial.end, 'backend-api')?.spec.clusterIP === 'None'
          ? { message: 'clusterIP: None makes the Service headless: DNS hands out the addresses of the Pods themselves, and callers are back to addresses that come and go. Leave clusterIP out, and the cluster gives the Service one virtual address.', ...placeOf(trial, 'Service', 'backend-api', 'spec.clusterIP') }
          : undefined,
    },
    wrongType('node-port', 'backend-api', ['NodePort', 'LoadBalancer'], (type) => `type: ${type} opens backend-api to the outside as well. Only frontend calls it: leave the type out, and the Service is a ClusterIP.`, 'inside-only-backend-api'),
    wrongPort('port-80', 'backend-api', 8080, (seen) => `The Service offers port ${seen}, and frontend calls http://backend-api:8080. A Service answers on its own port only, whatever the Pods listen on: port must be 8080.`),
    selectorMatchesNothing('backend-api', 'backend-api'),
    wrongTargetPort('wrong-target-port', 'backend-api', 8080, (port) => `The Service passes requests on to port ${port} of the Pods; they listen on 8080.`),
  ],
}
