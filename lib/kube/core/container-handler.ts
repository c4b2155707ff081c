import type { Draft } from '@/lib/kube/draft'
import { isBlank } from '@/lib/kube/draft'
import { forbidden, invalid, invalids, notSupported, required, type FieldError } from '@/lib/kube/field-error'
import { regexMessage, validatePortName, validatePortNumber } from '@/lib/kube/names'
import type { ExecAction, GRPCAction, HTTPGetAction, Lifecycle, SleepAction, TCPSocketAction } from './v1.generated'

const headerName = /^[-A-Za-z0-9]+$/
const headerText = regexMessage("a valid HTTP header must consist of alphanumeric characters or '-'", '[-A-Za-z0-9]+', 'X-Header-Name')
const schemes = ['HTTP', 'HTTPS']

/** The actions of a probe and of a lifecycle hook together. */
export interface HandlerDraft {
  readonly exec?: Draft<ExecAction>
  readonly httpGet?: Draft<HTTPGetAction>
  readonly tcpSocket?: Draft<TCPSocketAction>
  readonly grpc?: Draft<GRPCAction>
  readonly sleep?: Draft<SleepAction>
}

/** A port by number or by name (ValidatePortNumOrName). */
export function validatePortOrName(port: number | string | undefined, path: string): FieldError[] {
  if (typeof port === 'string') return invalids(path, port, validatePortName(port))
  return invalids(path, port ?? 0, validatePortNumber(port ?? 0))
}

function validateHttpGet(action: Draft<HTTPGetAction>, path: string): FieldError[] {
  const scheme = action.scheme ?? ''
  return [
    ...(isBlank(action.path) ? [required(`${path}.path`)] : []),
    ...validatePortOrName(action.port, `${path}.port`),
    ...(schemes.includes(scheme) ? [] : [notSupported(`${path}.scheme`, scheme, schemes)]),
    ...(action.httpHeaders ?? []).flatMap(({ name = '' }) => (headerName.test(name) ? [] : [invalid(`${path}.httpHeaders`, name, headerText)])),
  ]
}

function validateSleep(action: Draft<SleepAction>, gracePeriodSeconds: number | undefined, path: string): FieldError[] {
  const seconds = action.seconds ?? 0
  if (gracePeriodSeconds === undefined || (seconds >= 0 && seconds <= gracePeriodSeconds)) return []
  return [invalid(path, seconds, `must be non-negative and less than terminationGracePeriodSeconds (${String(gracePeriodSeconds)})`)]
}

/** Exactly one action, and that one right (validateHandler). */
export function validateHandler(handler: HandlerDraft, gracePeriodSeconds: number | undefined, path: string): FieldError[] {
  const { exec, httpGet, tcpSocket, grpc, sleep } = handler
  const actions: readonly [name: string, check: (() => FieldError[]) | undefined][] = [
    ['exec', exec && ((): FieldError[] => ((exec.command ?? []).length === 0 ? [required(`${path}.exec.command`)] : []))],
    ['httpGet', httpGet && ((): FieldError[] => validateHttpGet(httpGet, `${path}.httpGet`))],
    ['tcpSocket', tcpSocket && ((): FieldError[] => validatePortOrName(tcpSocket.port, `${path}.tcpSocket.port`))],
    ['grpc', grpc && ((): FieldError[] => validatePortOrName(grpc.port, `${path}.grpc.port`))],
    ['sleep', sleep && ((): FieldError[] => validateSleep(sleep, gracePeriodSeconds, `${path}.sleep`))],
  ]
  const given = actions.flatMap(([name, check]) => (check === undefined ? [] : [{ name, check }]))
  if (given.length === 0) return [required(path, 'must specify a handler type')]
  return given.flatMap(({ name, check }, index) => (index === 0 ? check() : [forbidden(`${path}.${name}`, 'may not specify more than 1 handler type')]))
}

/** `postStart` and `preStop`. */
export function validateLifecycle(lifecycle: Draft<Lifecycle> | undefined, gracePeriodSeconds: number | undefined, path: string): FieldError[] {
  return [
    ...(lifecycle?.postStart === undefined ? [] : validateHandler(lifecycle.postStart, gracePeriodSeconds, `${path}.postStart`)),
    ...(lifecycle?.preStop === undefined ? [] : validateHandler(lifecycle.preStop, gracePeriodSeconds, `${path}.preStop`)),
  ]
}
