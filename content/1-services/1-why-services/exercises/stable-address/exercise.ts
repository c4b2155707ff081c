import type { Exercise } from '@/lib/grade/exercise'
import { answers } from '@/lib/grade/expect/answers'
import { endpointsAreReadyPods } from '@/lib/grade/expect/endpoints'
import { serviceExists } from '@/lib/grade/expect/service-exists'
import { survivesReplacement } from '@/lib/grade/expect/survives-replacement'
import { pinnedAddress, selectorMatchesNothing, wrongTargetPort } from '@/lib/grade/recognise'
import { serviceOf } from '@/lib/grade/observe'
import { placeOf } from '@/lib/grade/place-of'
import given from './given.yaml'
import solution from './right/manifest/backend.yaml'
import starter from './starter/backend.yaml'

const frontend = { pod: 'frontend', namespace: 'default' }

export const exercise: Exercise = {
  id: 'services/stable-address',
  title: 'An address that stays',
  given: [{ do: 'apply', text: given }],
  starter: { 'backend.yaml': starter },
  solution: { 'backend.yaml': solution },
  traffic: [{ from: frontend, url: 'http://backend', perSecond: 1 }],
  hints: [
    'Deleting a Pod changes which addresses exist. What do the three backend Pods keep in common, however often they are replaced?',
    'A Service finds Pods by their labels (spec.selector) and turns the port callers use (port) into the one the app listens on (targetPort). Look at the labels with kubectl get pods --show-labels.',
    'The selector is app: backend. Under ports, next to port: 80, stands targetPort: 8080.',
  ],
  expectations: [
    serviceExists('backend'),
    endpointsAreReadyPods({ service: 'backend', deployment: 'backend', port: 8080 }),
    answers({
      id: 'answers',
      title: '20 requests from frontend to http://backend are answered',
      needs: ['service-backend', 'endpoints-backend'],
      from: frontend,
      urls: () => ['http://backend'],
      by: 'backend',
      otherwise: (url, say) => `A request from frontend to ${url} was not answered: ${say}.`,
    }),
    survivesReplacement({ deployment: 'backend', from: frontend, url: 'http://backend', needs: ['answers'] }),
  ],
  mistakes: [
    {
      id: 'pod-address',
      recognise: (trial) => {
        const pinned = pinnedAddress(trial, 'backend')
        const external = serviceOf(trial.end, 'backend')?.spec.externalName
        if (pinned === undefined && external === undefined) return undefined
        const what = pinned === undefined ? `The Service stands for the name ${external ?? ''}` : `The ${pinned.where} names the address ${pinned.address}`
        const message = `${what}: that is one Pod's address, and it goes when the Pod goes. Give the Service a selector instead, and the cluster keeps the list of addresses for you.`
        return { message, ...placeOf(trial, 'Service', 'backend', 'spec') }
      },
    },
    selectorMatchesNothing('backend', 'backend'),
    wrongTargetPort('target-port-80', 'backend', 8080, (port) => `The Service passes requests on to port ${port} of the Pods, because targetPort is ${port === 80 ? 'left out and then means the same as port' : String(port)}. backend listens on 8080, so every connection is refused.`),
  ],
}
