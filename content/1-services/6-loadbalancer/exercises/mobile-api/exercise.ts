import type { Exercise } from '@/lib/grade/exercise'
import { endpointsAreReadyPods } from '@/lib/grade/expect/endpoints'
import { balancedAnswers, reachesEveryPod, survivesNodeLoss } from '@/lib/grade/expect/load-balancer'
import { serviceExists } from '@/lib/grade/expect/service-exists'
import { hasType } from '@/lib/grade/expect/service-type'
import { selectorMatchesNothing, wrongTargetPort, wrongType } from '@/lib/grade/recognise'
import given from './given.yaml'
import solution from './right/manifest/mobile-api.yaml'
import starter from './starter/mobile-api.yaml'

export const exercise: Exercise = {
  id: 'services/mobile-api',
  title: 'Ten thousand phones',
  given: [{ do: 'apply', text: given }],
  starter: { 'mobile-api.yaml': starter },
  solution: { 'mobile-api.yaml': solution },
  traffic: [{ from: 'outside', url: 'http://203.0.113.10', perSecond: 2 }],
  hints: [
    'The phones are outside and know neither nodes nor Pods. Which type asks the cloud for an address?',
    'A load balancer takes requests on port 80; the app listens on 8080. What does a Service assume when targetPort is left out?',
    'type: LoadBalancer, port: 80, targetPort: 8080. Until the cloud has answered, EXTERNAL-IP shows <pending>: that is waiting, not failure.',
  ],
  expectations: [
    serviceExists('mobile-api'),
    hasType('mobile-api', 'LoadBalancer', 'The phones need one public address in front of all nodes.'),
    endpointsAreReadyPods({ service: 'mobile-api', deployment: 'mobile-api', port: 8080 }),
    balancedAnswers({ service: 'mobile-api', port: 80, by: 'mobile-api', needs: ['service-mobile-api', 'endpoints-mobile-api'] }),
    reachesEveryPod({ service: 'mobile-api', port: 80, by: 'mobile-api', needs: ['balanced-mobile-api'] }),
    survivesNodeLoss({ service: 'mobile-api', port: 80, needs: ['balanced-mobile-api'] }),
  ],
  mistakes: [
    wrongType('node-port', 'mobile-api', ['NodePort'], () => 'type: NodePort gives the phones three node addresses and a high port; when a node goes, its address goes with it. type: LoadBalancer puts one public address in front of all nodes.'),
    wrongType('only-inside', 'mobile-api', ['ClusterIP'], () => 'Without a type the Service is a ClusterIP: the phones are outside the cluster and cannot reach it. type: LoadBalancer asks the cloud for a public address.'),
    wrongTargetPort('target-port-missing', 'mobile-api', 8080, (port) => `The load balancer has its address, but the Service passes requests on to port ${port} of the Pods: targetPort, left out, means the same as port. The app listens on 8080.`),
    selectorMatchesNothing('mobile-api', 'mobile-api'),
  ],
}
