import { expect, it } from 'vitest'
import { portWarnings } from './pod-port-warnings'

const ports = (...list: readonly object[]) => ({ containers: list.map((port) => ({ ports: [{ protocol: 'TCP', ...port }] })) })

it.each([
  ['the same port in two containers', ports({ containerPort: 80 }, { containerPort: 80 }), ['s.containers[1].ports[0]: duplicate port definition with s.containers[0].ports[0]']],
  ['once on the node', ports({ containerPort: 80 }, { containerPort: 80, hostPort: 80 }), ['s.containers[1].ports[0]: overlapping port definition with s.containers[0].ports[0]']],
  ['on one address and on all', ports({ containerPort: 80, hostPort: 80 }, { containerPort: 80, hostPort: 80, hostIP: '10.0.0.1' }), ['s.containers[1].ports[0]: dangerously ambiguous port definition with s.containers[0].ports[0]']],
  ['different ports', ports({ containerPort: 80 }, { containerPort: 81 }), []],
  [
    'one name for two ports', ports({ name: 'http', containerPort: 80 }, { name: 'http', containerPort: 81 }),
    ['s.containers[1].ports[0]: duplicate port name "http" with s.containers[0].ports[0], services and probes that select ports by name will use s.containers[0].ports[0]'],
  ],
  ['an address without port', ports({ name: 'a', containerPort: 80, hostIP: '10.0.0.1' }), ['s.containers[0].ports[0]: hostIP set without hostPort: {Name:a HostPort:0 ContainerPort:80 Protocol:TCP HostIP:10.0.0.1}']],
])('%s', (_, spec, warnings) => {
  expect(portWarnings(spec, 's')).toEqual(warnings)
})
