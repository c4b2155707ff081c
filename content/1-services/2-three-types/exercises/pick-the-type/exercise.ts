import type { Exercise } from '@/lib/grade/exercise'
import { answers } from '@/lib/grade/expect/answers'
import { isInsideOnly } from '@/lib/grade/expect/exposure'
import { balancedAnswers } from '@/lib/grade/expect/load-balancer'
import { onEveryNode } from '@/lib/grade/expect/node-port'
import { serviceExists } from '@/lib/grade/expect/service-exists'
import { hasType } from '@/lib/grade/expect/service-type'
import { serviceOf } from '@/lib/grade/observe'
import { wrongType } from '@/lib/grade/recognise'
import { placeOf } from '@/lib/grade/place-of'
import given from './given.yaml'
import solution from './right/manifest/services.yaml'
import starter from './starter/services.yaml'

export const exercise: Exercise = {
  id: 'services/pick-the-type',
  title: 'Three apps, three types',
  given: [{ do: 'apply', text: given }],
  starter: { 'services.yaml': starter },
  solution: { 'services.yaml': solution },
  traffic: [
    { from: 'outside', url: 'http://192.0.2.11:30080', perSecond: 1 },
    { from: 'inside', url: 'tcp://orders-db:5432', perSecond: 1 },
  ],
  hints: [
    'For each app ask who calls it: another Pod, anybody who knows a node, or anybody on the internet?',
    'Each type adds to the one before: ClusterIP is reachable inside, NodePort opens a port on every node, LoadBalancer asks the cloud for an address as well.',
    'orders-db keeps the default type. company-blog is a NodePort with nodePort: 30080. mobile-api is a LoadBalancer with port 80 and targetPort 8080.',
  ],
  expectations: [
    serviceExists('orders-db'),
    answers({
      id: 'database-inside',
      title: 'orders-db answers inside the cluster on port 5432',
      needs: ['service-orders-db'],
      from: 'inside',
      urls: () => ['tcp://orders-db:5432'],
      by: 'orders-db',
      otherwise: (_, say) => `A Pod that connects to orders-db:5432 gets no connection: ${say}.`,
    }),
    isInsideOnly('orders-db', { because: 'A database is for the apps beside it; leave the type out and it stays inside.' }),
    serviceExists('company-blog'),
    hasType('company-blog', 'NodePort', 'The blog is to be reached on a port of the nodes, without a cloud load balancer.'),
    onEveryNode({ service: 'company-blog', nodePort: 30080, by: 'company-blog', needs: ['service-company-blog'] }),
    serviceExists('mobile-api'),
    balancedAnswers({ service: 'mobile-api', port: 80, by: 'mobile-api', needs: ['service-mobile-api'] }),
  ],
  mistakes: [
    wrongType(
      'database-outside',
      'orders-db',
      ['NodePort', 'LoadBalancer'],
      (type) => `orders-db is of type ${type}, which opens the database to everybody who reaches ${type === 'NodePort' ? 'a node' : 'the load balancer'}. Only Pods call it: the default type, ClusterIP, is enough.`,
      'inside-only-orders-db',
    ),
    wrongType('load-balancer-for-the-blog', 'company-blog', ['LoadBalancer'], () => 'company-blog is of type LoadBalancer: it opens a node port too, and a cloud load balancer that nobody asked for comes on top. type: NodePort opens the port alone.'),
    {
      id: 'node-port-not-fixed',
      expectation: 'node-port-company-blog',
      recognise: (trial) => {
        const { end } = trial
        const service = serviceOf(end, 'company-blog')
        const port = service?.spec.type === 'NodePort' ? service.spec.ports?.[0]?.nodePort : undefined
        if (port === undefined || port === 30080) return undefined
        const message = `company-blog is a NodePort, but on ${port}: where the manifest names no nodePort, the cluster picks a free one between 30000 and 32767. Write nodePort: 30080 beside the port.`
        return { message, ...placeOf(trial, 'Service', 'company-blog', 'spec.ports[0]') }
      },
    },
  ],
}
