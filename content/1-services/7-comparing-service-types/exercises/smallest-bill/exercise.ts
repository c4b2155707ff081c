import type { Exercise } from '@/lib/grade/exercise'
import { answers } from '@/lib/grade/expect/answers'
import { isInsideOnly } from '@/lib/grade/expect/exposure'
import { atMostOneLoadBalancer, balancedAnswers } from '@/lib/grade/expect/load-balancer'
import { serviceExists } from '@/lib/grade/expect/service-exists'
import { namesOf } from '@/lib/grade/expect/words'
import { services } from '@/lib/grade/observe'
import { wrongType } from '@/lib/grade/recognise'
import { placeOf } from '@/lib/grade/place-of'
import given from './given.yaml'
import solution from './right/manifest/services.yaml'
import starter from './starter/services.yaml'

const inside = [
  { name: 'cart', port: 8080, protocol: 'http' },
  { name: 'search', port: 8080, protocol: 'http' },
  { name: 'orders-db', port: 5432, protocol: 'tcp' },
] as const

export const exercise: Exercise = {
  id: 'services/smallest-bill',
  title: 'The smallest bill',
  given: [{ do: 'apply', text: given }],
  starter: { 'services.yaml': starter },
  solution: { 'services.yaml': solution },
  traffic: [{ from: 'inside', url: 'http://cart:8080', perSecond: 1 }],
  hints: [
    'The cloud charges for each load balancer, used or not. Who, among the four, is called from the internet?',
    'cart, search and orders-db are called by Pods only. Which type is free and stays inside?',
    'web: type LoadBalancer, port 80, targetPort 3000. cart and search: port 8080, orders-db: port 5432, all three without a type.',
  ],
  expectations: [
    serviceExists('web'),
    balancedAnswers({ service: 'web', port: 80, by: 'web', needs: ['service-web'] }),
    ...inside.flatMap(({ name, port, protocol }) => [
      serviceExists(name),
      answers({
        id: `inside-${name}`,
        title: `${name} answers inside the cluster on port ${port}`,
        needs: [`service-${name}`],
        from: 'inside',
        urls: () => [`${protocol}://${name}:${port}`],
        by: name,
        otherwise: (url, say) => `A Pod calls ${url} and gets no answer: ${say}.`,
      }),
      isInsideOnly(name, { because: 'Only other Pods call it.' }),
    ]),
    atMostOneLoadBalancer(),
  ],
  mistakes: [
    wrongType('web-without-load-balancer', 'web', ['ClusterIP', 'NodePort'], (type) => `web is of type ${type}, so the internet does not reach it through a load balancer. It is the one app that needs the one on the bill: type: LoadBalancer, port 80.`, 'balanced-web'),
    {
      id: 'a-load-balancer-each',
      recognise: (trial) => {
        const { end } = trial
        const paid = services(end).filter((service) => service.spec.type === 'LoadBalancer').map((service) => service.metadata.name)
        const extra = paid.filter((name) => name !== 'web')
        if (extra.length === 0) return undefined
        return { message: `${namesOf(paid)} each have a load balancer of their own: ${paid.length} on the bill. Only web is called from the internet; for ${namesOf(extra)} a plain ClusterIP Service does, which costs nothing.`, ...placeOf(trial, 'Service', extra[0] ?? '', 'spec.type') }
      },
    },
    {
      id: 'node-port-inside',
      recognise: (trial) => {
        const { end } = trial
        const open = services(end).filter(({ spec, metadata }) => spec.type === 'NodePort' && metadata.name !== 'web').map((service) => service.metadata.name)
        if (open.length === 0) return undefined
        return { message: `${namesOf(open)} ${open.length === 1 ? 'is a NodePort' : 'are NodePorts'}: that costs nothing, but it opens a port on every node for an app that only Pods call. Leave the type out.`, ...placeOf(trial, 'Service', open[0] ?? '', 'spec.type') }
      },
    },
  ],
}
