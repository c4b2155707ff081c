import { describe, expect, it } from 'vitest'
import { formatFieldError } from '@/lib/kube/field-error'
import { validateContainerPorts, validateHostPortConflicts } from './container-port'

describe('ports of a container', () => {
  it.each([
    ['a named port', [{ name: 'http', containerPort: 80, protocol: 'TCP' }], []],
    ['no number', [{ protocol: 'TCP' }], ['p[0].containerPort: Required value']],
    ['too large', [{ containerPort: 65536, protocol: 'TCP' }], ['p[0].containerPort: Invalid value: 65536: must be between 1 and 65535, inclusive']],
    ['a name twice', [{ name: 'a', containerPort: 1, protocol: 'TCP' }, { name: 'a', containerPort: 2, protocol: 'TCP' }], ['p[1].name: Duplicate value: "a"']],
    ['a protocol in small letters', [{ containerPort: 1, protocol: 'tcp' }], ['p[0].protocol: Unsupported value: "tcp": supported values: "SCTP", "TCP", "UDP"']],
    [
      'a wrong name is not compared', [{ name: 'A_', containerPort: 1, protocol: 'TCP' }],
      ['p[0].name: Invalid value: "A_": must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)', 'p[0].name: Invalid value: "A_": must contain at least one letter (a-z)'],
    ],
  ])('%s', (_, ports, lines) => {
    expect(validateContainerPorts(ports, 'p').map(formatFieldError)).toEqual(lines)
  })
})

describe('ports of the node', () => {
  it('are taken once per protocol and address', () => {
    const containers = [{ ports: [{ hostPort: 80, protocol: 'TCP' }] }, { ports: [{ hostPort: 80, protocol: 'UDP' }, { hostPort: 80, protocol: 'TCP' }] }]
    expect(validateHostPortConflicts(containers, 'c').map(formatFieldError)).toEqual(['c[1].ports[1].hostPort: Duplicate value: "TCP//80"'])
  })
})
