import type { Exercise } from '@/lib/grade/exercise'
import { answers } from '@/lib/grade/expect/answers'
import { endpointsAreReadyPods } from '@/lib/grade/expect/endpoints'
import { serviceExists } from '@/lib/grade/expect/service-exists'
import { isUnchanged } from '@/lib/grade/expect/unchanged'
import { serviceOf, podsOf } from '@/lib/grade/observe'
import { pods } from '@/lib/grade/observe'
import { placeOf } from '@/lib/grade/place-of'
import given from './given.yaml'
import solution from './right/named-port/catalog.yaml'
import starter from './starter/catalog.yaml'

export const exercise: Exercise = {
  id: 'services/empty-endpoints',
  title: 'A Service that reaches nothing',
  given: [{ do: 'apply', text: given }],
  starter: { 'catalog.yaml': starter },
  solution: { 'catalog.yaml': solution },
  traffic: [{ from: 'inside', url: 'http://catalog', perSecond: 1 }],
  hints: [
    'A call takes three steps: the name, the virtual IP, a ready Pod. kubectl get endpointslices shows where this one ends.',
    'Compare the Service with the Pods, line by line: which labels does it ask for, and which port name? kubectl describe service catalog, then kubectl get pods --show-labels.',
    'Two words are wrong in the Service: the selector must be app: catalog, and targetPort must be http.',
  ],
  expectations: [
    serviceExists('catalog'),
    isUnchanged({ group: 'apps', resource: 'deployments', kind: 'Deployment', name: 'catalog', because: 'The fault is in the Service: repair that, and leave the Pods alone.' }),
    endpointsAreReadyPods({ service: 'catalog', deployment: 'catalog', port: 8080, readyOnly: true }),
    answers({
      id: 'answers',
      title: '20 requests to http://catalog are answered',
      needs: ['service-catalog', 'endpoints-catalog'],
      from: 'inside',
      urls: () => ['http://catalog'],
      by: 'catalog',
      otherwise: (url, say) => `A request to ${url} was not answered: ${say}.`,
    }),
  ],
  mistakes: [
    {
      id: 'not-ready-too',
      expectation: 'endpoints-catalog',
      recognise: (trial) => {
        if (serviceOf(trial.end, 'catalog')?.spec.publishNotReadyAddresses !== true) return undefined
        return { message: 'publishNotReadyAddresses: true keeps Pods in the list that are not ready, and requests go to them as well. Leave it out: then a Pod is an endpoint while it is ready, and only then.', ...placeOf(trial, 'Service', 'catalog', 'spec.publishNotReadyAddresses') }
      },
    },
    {
      id: 'pods-relabelled',
      recognise: (trial) => {
        const { start, end } = trial
        const selected = (cluster: typeof end) => pods(cluster, 'default').filter((pod) => pod.metadata.labels?.['app'] === 'catalogue').length
        const changed = JSON.stringify(podsOf(start, 'catalog').map((pod) => pod.metadata.labels)) !== JSON.stringify(podsOf(end, 'catalog').map((pod) => pod.metadata.labels))
        const refused = trial.steps.some(({ stderr }) => stderr.includes('The Deployment "catalog" is invalid') && stderr.includes('catalogue'))
        if (selected(end) === 0 && !refused) return undefined
        const why = refused ? "A Deployment's selector cannot be changed at all" : changed ? 'The Deployment makes new Pods with its own labels in their place' : 'Nothing else knows these Pods'
        return { message: `Here the Pods are made to fit the Service. ${why}, and everything else that finds the Pods by app: catalog loses them. The word in the Service's selector is the wrong one.`, ...placeOf(trial, 'Deployment', 'catalog', 'spec.template.metadata.labels') }
      },
    },
    {
      id: 'only-the-selector',
      expectation: 'endpoints-catalog',
      recognise: (trial) => {
        const { end } = trial
        const service = serviceOf(end, 'catalog')
        if (service?.spec.selector?.['app'] !== 'catalog' || service.spec.ports?.[0]?.targetPort !== 'web') return undefined
        return { message: 'The selector is right now: it finds the Pods. But none of them has a port named web; theirs is http (8080), so the endpoints have no port to send a request to.', ...placeOf(trial, 'Service', 'catalog', 'spec.ports[0].targetPort') }
      },
    },
    {
      id: 'only-the-port',
      expectation: 'endpoints-catalog',
      recognise: (trial) => {
        const { end } = trial
        const service = serviceOf(end, 'catalog')
        if (service?.spec.selector?.['app'] !== 'catalogue' || service.spec.ports?.[0]?.targetPort === 'web') return undefined
        return { message: 'The port is right now, but the Service still selects app: catalogue, and the Pods carry app: catalog. One letter more or less is another label: it has no Pods, so it has no endpoints.', ...placeOf(trial, 'Service', 'catalog', 'spec.selector.app') }
      },
    },
  ],
}
