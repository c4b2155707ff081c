import { describe, expect, it } from 'vitest'
import { formatFieldError } from '@/lib/kube/field-error'
import { validateContainers, validateEphemeralContainers, validateImageSpace, validateInitContainers, type ContainerScope } from './container'

const scope: ContainerScope = { volumes: new Map(), claims: new Set(), gracePeriodSeconds: 30, restartPolicy: 'Always', hostUsers: true }
const container = { name: 'a', image: 'nginx', terminationMessagePolicy: 'File', imagePullPolicy: 'Always' }
const probe = { tcpSocket: { port: 80 }, successThreshold: 1 }

describe('containers', () => {
  it.each([
    ['none', [], ['c: Required value']],
    ['one', [container], []],
    ['a name twice', [container, container], ['c[1].name: Duplicate value: "a"']],
    ['an empty one', [{}], ['c[0].name: Required value', 'c[0].image: Required value', 'c[0].terminationMessagePolicy: Required value', 'c[0].imagePullPolicy: Required value']],
    ['a name with a dot', [{ ...container, name: 'a.b' }], ['c[0].name: Invalid value: "a.b": must not contain dots']],
    ['an image in capitals is let through', [{ ...container, image: 'Nginx:1.27' }], []],
  ])('%s', (_, containers, lines) => {
    expect(validateContainers(containers, scope, 'c').map(formatFieldError)).toEqual(lines)
  })
})

describe('init containers', () => {
  it.each([
    ['named as a regular one', [container], ['i[0].name: Duplicate value: "a"']],
    ['a sidecar has probes', [{ ...container, name: 'b', restartPolicy: 'Always', livenessProbe: probe }], []],
    ['others have none', [{ ...container, name: 'b', livenessProbe: probe }], ['i[0].livenessProbe: Forbidden: may not be set for init containers without restartPolicy=Always']],
  ])('%s', (_, containers, lines) => {
    expect(validateInitContainers(containers, [container], scope, 'i').map(formatFieldError)).toEqual(lines)
  })
})

describe('ephemeral containers', () => {
  it('serve nothing and target a container of the Pod', () => {
    const debug = { ...container, name: 'debug', targetContainerName: 'b', ports: [{ containerPort: 80, protocol: 'TCP' }] }
    expect(validateEphemeralContainers([debug], [container], scope, 'e').map(formatFieldError)).toEqual([
      'e[0].targetContainerName: Not found: "b"', 'e[0].ports: Forbidden: cannot be set for an Ephemeral Container',
    ])
  })
})

it('refuses space around an image', () => {
  expect(validateImageSpace(' nginx', 'i').map(formatFieldError)).toEqual(['i: Invalid value: " nginx": must not have leading or trailing whitespace'])
})
