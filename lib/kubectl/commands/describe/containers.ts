import type { JsonObject } from '../../json'
import { has, list, longTime, map, number, orElse, strings, text } from './fields'

/** Containers of a Pod (with their state) or of a template. `indent` is the container's name's. */
export function containerLines(title: string, containers: readonly JsonObject[], options: { readonly indent: string; readonly titleIndent: string; readonly pod?: JsonObject; readonly statuses?: readonly JsonObject[] }): string[] {
  if (containers.length === 0) return []
  return [`${options.titleIndent}${title}:`, ...containers.flatMap((container) => [`${options.indent}${text(container, 'name')}:`, ...oneContainer(container, options.statuses?.find((status) => status['name'] === container['name']), options.pod)])]
}

function oneContainer(container: JsonObject, status: JsonObject | undefined, pod: JsonObject | undefined): string[] {
  const ports = list(container, 'ports')
  const port = (field: string) => orElse(ports.map((one) => `${String(number(one, field))}/${text(one, 'protocol') || 'TCP'}${has(one, 'name') ? ` (${text(one, 'name')})` : ''}`).join(', '), '<none>')
  const plural = ports.length > 1 ? 's' : ''
  const profile = text(container, 'securityContext', 'seccompProfile', 'type')
  return [
    ...(status === undefined ? [] : [`    Container ID:\t${text(status, 'containerID')}`]),
    `    Image:\t${text(container, 'image')}`,
    ...(status === undefined ? [] : [`    Image ID:\t${text(status, 'imageID')}`]),
    `    Port${plural}:\t${port('containerPort')}`,
    `    Host Port${plural}:\t${port('hostPort')}`,
    ...(profile === '' ? [] : [`    SeccompProfile:\t${profile}`]),
    ...wordLines('Command', strings(container, 'command')),
    ...wordLines('Args', strings(container, 'args')),
    ...(status === undefined ? [] : statusLines(status)),
    ...amountLines('Limits', map(container, 'resources', 'limits')),
    ...amountLines('Requests', map(container, 'resources', 'requests')),
    ...(['liveness', 'readiness', 'startup'] as const).flatMap((probe) => (has(container, `${probe}Probe`) ? [`    ${probe.charAt(0).toUpperCase()}${probe.slice(1)}:\t${probeText(map(container, `${probe}Probe`))}`] : [])),
    ...environmentFrom(container),
    ...environmentLines(container, pod),
    ...mountLines(container),
  ]
}

function wordLines(title: string, words: readonly string[]): string[] {
  return words.length === 0 ? [] : [`    ${title}:`, ...words.flatMap((word) => word.split('\n').map((line) => `      ${line}`))]
}

function amountLines(title: string, amounts: Readonly<Record<string, unknown>>): string[] {
  const names = Object.keys(amounts).sort()
  return names.length === 0 ? [] : [`    ${title}:`, ...names.map((name) => `      ${name}:\t${String(amounts[name])}`)]
}

function statusLines(status: JsonObject): string[] {
  return [
    ...stateLines('State', map(status, 'state')),
    ...(has(status, 'lastState', 'terminated') ? stateLines('Last State', map(status, 'lastState')) : []),
    `    Ready:\t${status['ready'] === true ? 'True' : 'False'}`,
    `    Restart Count:\t${String(number(status, 'restartCount'))}`,
  ]
}

function stateLines(title: string, state: JsonObject): string[] {
  if (has(state, 'running')) return [`    ${title}:\tRunning`, `      Started:\t${longTime(text(state, 'running', 'startedAt'))}`]
  if (has(state, 'terminated')) {
    const ended = map(state, 'terminated')
    return [
      `    ${title}:\tTerminated`,
      ...(has(ended, 'reason') ? [`      Reason:\t${text(ended, 'reason')}`] : []),
      ...(has(ended, 'message') ? [`      Message:\t${text(ended, 'message')}`] : []),
      `      Exit Code:\t${String(number(ended, 'exitCode'))}`,
      ...(number(ended, 'signal') > 0 ? [`      Signal:\t${String(number(ended, 'signal'))}`] : []),
      `      Started:\t${zeroTime(text(ended, 'startedAt'))}`,
      `      Finished:\t${zeroTime(text(ended, 'finishedAt'))}`,
    ]
  }
  return [`    ${title}:\tWaiting`, ...(has(state, 'waiting', 'reason') ? [`      Reason:\t${text(state, 'waiting', 'reason')}`] : [])]
}

function zeroTime(time: string): string {
  return time === '' ? 'Mon, 01 Jan 0001 00:00:00 +0000' : longTime(time)
}

/** `http-get http://:80/ delay=0s …` (kubectl pkg/describe DescribeProbe). */
export function probeText(probe: JsonObject): string {
  const attributes = `delay=${String(number(probe, 'initialDelaySeconds'))}s timeout=${String(number(probe, 'timeoutSeconds'))}s period=${String(number(probe, 'periodSeconds'))}s #success=${String(number(probe, 'successThreshold'))} #failure=${String(number(probe, 'failureThreshold'))}`
  if (has(probe, 'exec')) return `exec [${strings(probe, 'exec', 'command').join(' ')}] ${attributes}`
  if (has(probe, 'httpGet')) {
    const get = map(probe, 'httpGet')
    const path = text(get, 'path')
    return `http-get ${text(get, 'scheme').toLowerCase()}://${text(get, 'host')}:${text(get, 'port')}${path.startsWith('/') || path === '' ? path : `/${path}`} ${attributes}`
  }
  if (has(probe, 'tcpSocket')) return `tcp-socket ${text(probe, 'tcpSocket', 'host')}:${text(probe, 'tcpSocket', 'port')} ${attributes}`
  if (has(probe, 'grpc')) return `grpc <pod>:${text(probe, 'grpc', 'port')} ${text(probe, 'grpc', 'service')} ${attributes}`
  return `unknown ${attributes}`
}

function environmentFrom(container: JsonObject): string[] {
  const sources = list(container, 'envFrom')
  if (sources.length === 0) return []
  return ['    Environment Variables from:', ...sources.map((source) => {
    const kind = has(source, 'configMapRef') ? 'ConfigMap' : 'Secret'
    const from = map(source, kind === 'ConfigMap' ? 'configMapRef' : 'secretRef')
    const prefix = text(source, 'prefix')
    return `      ${text(from, 'name')}\t${kind}${prefix === '' ? '' : ` with prefix '${prefix}'`}\tOptional: ${String(from['optional'] === true)}`
  })]
}

function environmentLines(container: JsonObject, pod: JsonObject | undefined): string[] {
  const variables = list(container, 'env')
  if (variables.length === 0) return ['    Environment:\t<none>']
  return ['    Environment:', ...variables.flatMap((variable) => variableLines(variable, container, pod))]
}

function variableLines(variable: JsonObject, container: JsonObject, pod: JsonObject | undefined): string[] {
  const name = `      ${text(variable, 'name')}:`
  const from = map(variable, 'valueFrom')
  if (!has(variable, 'valueFrom')) return text(variable, 'value').split('\n').map((line, index) => (index === 0 ? `${name}\t${line}` : `\t${line}`))
  if (has(from, 'fieldRef')) return [`${name}\t${fieldOf(pod, text(from, 'fieldRef', 'fieldPath'))} (${orElse(text(from, 'fieldRef', 'apiVersion'), 'v1')}:${text(from, 'fieldRef', 'fieldPath')})`]
  if (has(from, 'resourceFieldRef')) return [`${name}\t${amountOf(container, from)} (${text(from, 'resourceFieldRef', 'resource')})`]
  if (has(from, 'secretKeyRef')) return [`${name}\t<set to the key '${text(from, 'secretKeyRef', 'key')}' in secret '${text(from, 'secretKeyRef', 'name')}'>\tOptional: ${String(text(from, 'secretKeyRef', 'optional') === 'true')}`]
  if (has(from, 'configMapKeyRef')) return [`${name}\t<set to the key '${text(from, 'configMapKeyRef', 'key')}' of config map '${text(from, 'configMapKeyRef', 'name')}'>\tOptional: ${String(text(from, 'configMapKeyRef', 'optional') === 'true')}`]
  return [`${name}\t`]
}

/** Only fields of the metadata are looked up (fieldpath.ExtractFieldPathAsString). */
function fieldOf(pod: JsonObject | undefined, path: string): string {
  const keyed = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(path)
  if (keyed !== null) return text(pod, 'metadata', keyed[1] ?? '', keyed[2] ?? '')
  return /^metadata\.(?:name|namespace|uid)$/.test(path) ? text(pod, ...path.split('.')) : ''
}

/** Whole units of a limit or request, rounded up as resource.ExtractContainerResourceValue does with a divisor of one. */
function amountOf(container: JsonObject, from: JsonObject): string {
  const [of = '', ...resource] = text(from, 'resourceFieldRef', 'resource').split('.')
  const value = text(container, 'resources', of, resource.join('.'))
  const match = /^([\d.]+)([a-zA-Z]*)$/.exec(value)
  const scale: Readonly<Record<string, number>> = { m: 0.001, '': 1, k: 1e3, M: 1e6, G: 1e9, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30 }
  return match === null ? '0' : String(Math.ceil(Number(match[1]) * (scale[match[2] ?? ''] ?? 1)))
}

function mountLines(container: JsonObject): string[] {
  const mounts = [...list(container, 'volumeMounts')].sort((a, b) => (text(a, 'mountPath') < text(b, 'mountPath') ? -1 : 1))
  if (mounts.length === 0) return ['    Mounts:\t<none>']
  return ['    Mounts:', ...mounts.map((mount) => `      ${text(mount, 'mountPath')} from ${text(mount, 'name')} (${mount['readOnly'] === true ? 'ro' : 'rw'}${has(mount, 'subPath') ? `,path="${text(mount, 'subPath')}"` : ''})`)]
}
