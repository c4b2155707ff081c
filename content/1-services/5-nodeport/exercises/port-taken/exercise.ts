import type { Exercise } from '@/lib/grade/exercise'
import { endpointsAreReadyPods } from '@/lib/grade/expect/endpoints'
import { onEveryNode } from '@/lib/grade/expect/node-port'
import { serviceExists } from '@/lib/grade/expect/service-exists'
import { hasType } from '@/lib/grade/expect/service-type'
import { isUnchanged } from '@/lib/grade/expect/unchanged'
import { refusedBecause } from '@/lib/grade/recognise'
import { serviceOf } from '@/lib/grade/observe'
import { placeOf } from '@/lib/grade/place-of'
import given from './given.yaml'
import solution from './right/another-port/docs.yaml'
import starter from './starter/docs.yaml'

export const exercise: Exercise = {
  id: 'services/port-taken',
  title: 'A port that is taken',
  given: [{ do: 'apply', text: given }],
  starter: { 'docs.yaml': starter },
  solution: { 'docs.yaml': solution },
  traffic: [
    { from: 'outside', url: 'http://192.0.2.11:30080', perSecond: 1 },
    { from: 'outside', url: 'http://192.0.2.11:30081', perSecond: 1 },
  ],
  hints: [
    'Apply the file as it is and read what the API server says about it.',
    'A node port belongs to one Service in the whole cluster. Who has 30080? kubectl get services -A tells.',
    'Give docs another nodePort between 30000 and 32767, such as 30081, or leave the line out and let the cluster choose.',
  ],
  expectations: [
    serviceExists('docs'),
    hasType('docs', 'NodePort', 'The documentation is to be reached on a port of the nodes.'),
    endpointsAreReadyPods({ service: 'docs', deployment: 'docs', port: 80 }),
    onEveryNode({ service: 'docs', by: 'docs', needs: ['service-docs', 'endpoints-docs'] }),
    isUnchanged({ group: '', resource: 'services', kind: 'Service', name: 'company-blog', because: 'Its readers have bookmarked port 30080: docs has to move, not the blog.' }),
  ],
  mistakes: [
    {
      id: 'changing-the-blog',
      expectation: 'unchanged-company-blog',
      recognise: (trial) => {
        const { start, end } = trial
        const port = (cluster: typeof end) => serviceOf(cluster, 'company-blog')?.spec.ports?.[0]?.nodePort
        if (port(start) === port(end)) return undefined
        return { message: `company-blog was moved from ${port(start) ?? 'its port'} to ${port(end) ?? 'nowhere'} to make room. Its readers use 30080: leave it there and give docs a free port.`, ...placeOf(trial, 'Service', 'company-blog', 'spec.ports[0].nodePort') }
      },
    },
    refusedBecause('same-port', /provided port is already allocated/, () => 'Port 30080 is already allocated, to Service company-blog. A node port belongs to one Service in the whole cluster, so docs needs another one, or none in the file: then the cluster picks a free one.'),
    refusedBecause('above-the-range', /nodePort: Invalid value: (\d+)/, (match) => `nodePort: ${match[1] ?? ''} lies outside the range: node ports go from 30000 to 32767.`),
  ],
}
