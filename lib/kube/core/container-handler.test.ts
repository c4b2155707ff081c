import { describe, expect, it } from 'vitest'
import { formatFieldError } from '@/lib/kube/field-error'
import { validateHandler, validateLifecycle, validatePortOrName } from './container-handler'

describe('handler', () => {
  it.each([
    ['a command', { exec: { command: ['true'] } }, []],
    ['a path without slash', { httpGet: { path: 'health', port: 80, scheme: 'HTTP' } }, []],
    ['nothing', {}, ['h: Required value: must specify a handler type']],
    ['no command', { exec: {} }, ['h.exec.command: Required value']],
    ['two: the later one is refused', { exec: { command: ['true'] }, tcpSocket: { port: 80 } }, ['h.tcpSocket: Forbidden: may not specify more than 1 handler type']],
    ['no port', { tcpSocket: {} }, ['h.tcpSocket.port: Invalid value: 0: must be between 1 and 65535, inclusive']],
    ['a scheme in small letters', { httpGet: { path: '/', port: 'http', scheme: 'http' } }, ['h.httpGet.scheme: Unsupported value: "http": supported values: "HTTP", "HTTPS"']],
    ['longer than the grace period', { sleep: { seconds: 31 } }, ['h.sleep: Invalid value: 31: must be non-negative and less than terminationGracePeriodSeconds (30)']],
    [
      'a header with a space', { httpGet: { path: '/', port: 80, scheme: 'HTTP', httpHeaders: [{ name: 'X Probe' }] } },
      ["h.httpGet.httpHeaders: Invalid value: \"X Probe\": a valid HTTP header must consist of alphanumeric characters or '-' (e.g. 'X-Header-Name', regex used for validation is '[-A-Za-z0-9]+')"],
    ],
  ])('%s', (_, handler, lines) => {
    expect(validateHandler(handler, 30, 'h').map(formatFieldError)).toEqual(lines)
  })

  it('reads a port in quotes as a name', () => {
    expect(validatePortOrName('8080', 'p').map(formatFieldError)).toEqual(['p: Invalid value: "8080": must contain at least one letter (a-z)'])
  })

  it('checks both hooks', () => {
    expect(validateLifecycle({ postStart: {}, preStop: { exec: { command: ['true'] } } }, 30, 'l').map(formatFieldError)).toEqual(['l.postStart: Required value: must specify a handler type'])
  })
})
