import type { Exercise } from '@/lib/grade/exercise'
import { endpointsAreReadyPods } from '@/lib/grade/expect/endpoints'
import { onEveryNode } from '@/lib/grade/expect/node-port'
import { serviceExists } from '@/lib/grade/expect/service-exists'
import { hasType } from '@/lib/grade/expect/service-type'
import { serviceOf } from '@/lib/grade/observe'
import { refusedBecause, selectorMatchesNothing, wrongTargetPort, wrongType } from '@/lib/grade/recognise'
import { placeOf } from '@/lib/grade/place-of'
import given from './given.yaml'
import solution from './right/manifest/company-blog.yaml'
import starter from './starter/company-blog.yaml'

export const exercise: Exercise = {
  id: 'services/company-blog',
  title: 'A blog on every node',
  given: [{ do: 'apply', text: given }],
  starter: { 'company-blog.yaml': starter },
  solution: { 'company-blog.yaml': solution },
  traffic: [
    { from: 'outside', url: 'http://192.0.2.11:30080', perSecond: 1 },
    { from: 'outside', url: 'http://192.0.2.12:30080', perSecond: 1 },
    { from: 'outside', url: 'http://192.0.2.13:30080', perSecond: 1 },
  ],
  hints: [
    'Three ports meet here: the one callers use on a node, the one the Service has inside, the one nginx listens on.',
    'type: NodePort opens a port on every node. The field that fixes which one stands beside port and targetPort, and takes numbers from 30000 to 32767.',
    'type: NodePort, and under ports: port: 80, targetPort: 80, nodePort: 30080.',
  ],
  expectations: [
    serviceExists('company-blog'),
    hasType('company-blog', 'NodePort', 'The blog is to be reached on a port of the nodes, and nothing more.'),
    endpointsAreReadyPods({ service: 'company-blog', deployment: 'company-blog', port: 80 }),
    onEveryNode({ service: 'company-blog', nodePort: 30080, by: 'company-blog', needs: ['service-company-blog', 'endpoints-company-blog'] }),
  ],
  mistakes: [
    refusedBecause('node-port-out-of-range', /nodePort: Invalid value: (\d+)/, (match) => `nodePort: ${match[1] ?? ''} is refused: node ports lie between 30000 and 32767, so that they stay clear of the ports that programs on a node use themselves. 80 is the Service's own port; the blog's node port is 30080.`),
    {
      id: 'local-traffic-policy',
      expectation: 'node-port-company-blog',
      recognise: (trial) =>
        serviceOf(trial.end, 'company-blog')?.spec.externalTrafficPolicy === 'Local'
          ? { message: 'externalTrafficPolicy: Local lets a node answer only with Pods of its own: the third node runs no blog Pod and drops the request. The default, Cluster, passes it on to a node that has one.', ...placeOf(trial, 'Service', 'company-blog', 'spec.externalTrafficPolicy') }
          : undefined,
    },
    wrongType('only-cluster-ip', 'company-blog', ['ClusterIP'], () => 'The Service is a ClusterIP: its address exists only inside the cluster, and no node listens on 30080. type: NodePort opens the port on every node.'),
    {
      id: 'node-port-not-fixed',
      expectation: 'node-port-company-blog',
      recognise: (trial) => {
        const { end } = trial
        const service = serviceOf(end, 'company-blog')
        const port = service?.spec.type === 'NodePort' ? service.spec.ports?.[0]?.nodePort : undefined
        if (port === undefined || port === 30080) return undefined
        return { message: `The nodes listen on ${port}: where no nodePort is named, the cluster picks a free one. The readers have been told 30080, so name it.`, ...placeOf(trial, 'Service', 'company-blog', 'spec.ports[0]') }
      },
    },
    selectorMatchesNothing('company-blog', 'company-blog'),
    wrongTargetPort('wrong-target-port', 'company-blog', 80, (port) => `The Service passes requests on to port ${port} of the Pods; nginx listens on 80.`),
  ],
}
