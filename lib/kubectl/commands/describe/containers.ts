import type { JsonObject } from '../../json'
import { environmentFrom, environmentLines } from './environment'
import { has, list, longTime, map, number, orElse, strings, text } from './fields'

/** Containers of a Pod (with their state) or of a template. `indent` is the container's name's. */
export function containerLines(title: string, containers: readonly JsonObject[], options: { readonly indent: string; readonly titleIndent: string; readonly pod?: JsonObject; readonly statuses?: readonly JsonObject[] }): string[] {
  return [`${options.titleIndent}${title}:${containers.length === 0 ? ' <none>' : ''}`, ...containers.flatMap((container) => [`${options.indent}${text(container, 'name')}:`, ...oneContainer(container, options.statuses?.find((status) => status['name'] === container['name']), options.pod)])]
}

function oneContainer(container: JsonObject, status: JsonObject | undefined, pod: JsonObject | undefined): string[] {
  const ports = list(container, 'ports')
  const port = (field: string) => orElse(ports.map((one) => `${String(number(one, field))}/${text(one, 'protocol') || 'TCP'}${has(one, 'name') ? ` (${text(one, 'name')})` : ''}`).join(', '), '<none>')
  const plural = ports.length > 1 ? 's' : ''
  return [
    ...(status === undefined ? [] : [`    Container ID:\t${text(status, 'containerID')}`]),
    `    Image:\t${text(container, 'image')}`,
    ...(status === undefined ? [] : [`    Image ID:\t${text(status, 'imageID')}`]),
    `    Port${plural}:\t${port('containerPort')}`,
    `    Host Port${plural}:\t${port('hostPort')}`,
    ...seccompLines(container, '    '),
    ...wordLines('Command', strings(container, 'command')),
    ...wordLines('Args', strings(container, 'args')),
    ...(status === undefined ? [] : statusLines(status)),
    ...resourceLines(map(container, 'resources'), '    '),
    ...(['liveness', 'readiness', 'startup'] as const).flatMap((probe) => (has(container, `${probe}Probe`) ? [`    ${probe.charAt(0).toUpperCase()}${probe.slice(1)}:\t${probeText(map(container, `${probe}Probe`))}`] : [])),
    ...environmentFrom(container),
    ...environmentLines(container, pod),
    ...mountLines(container),
  ]
}

/** What a Pod or container says of seccomp. */
export function seccompLines(object: JsonObject, indent = ''): string[] {
  const profile = map(object, 'securityContext', 'seccompProfile')
  if (!has(profile, 'type')) return []
  const file = text(profile, 'type') === 'Localhost' ? [`${indent === '' ? '' : `${indent}  `}LocalhostProfile:\t${text(profile, 'localhostProfile')}`] : []
  return [`${indent}SeccompProfile:\t${text(profile, 'type')}`, ...file]
}

function wordLines(title: string, words: readonly string[]): string[] {
  return words.length === 0 ? [] : [`    ${title}:`, ...words.flatMap((word) => word.split('\n').map((line) => `      ${line}`))]
}

/** Limits and requests. */
export function resourceLines(resources: JsonObject, indent: string): string[] {
  const amounts = (title: string, field: string) => {
    const names = Object.keys(map(resources, field)).sort()
    return names.length === 0 ? [] : [`${indent}${title}:`, ...names.map((name) => `${indent}  ${name}:\t${text(resources, field, name)}`)]
  }
  return [...amounts('Limits', 'limits'), ...amounts('Requests', 'requests')]
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
      `      Started:\t${longTime(text(ended, 'startedAt'))}`,
      `      Finished:\t${longTime(text(ended, 'finishedAt'))}`,
    ]
  }
  return [`    ${title}:\tWaiting`, ...(has(state, 'waiting', 'reason') ? [`      Reason:\t${text(state, 'waiting', 'reason')}`] : [])]
}

/** `http-get http://:80/ delay=0s …` (kubectl pkg/describe DescribeProbe). */
export function probeText(probe: JsonObject): string {
  const attributes = `delay=${String(number(probe, 'initialDelaySeconds'))}s timeout=${String(number(probe, 'timeoutSeconds'))}s period=${String(number(probe, 'periodSeconds'))}s #success=${String(number(probe, 'successThreshold'))} #failure=${String(number(probe, 'failureThreshold'))}`
  if (has(probe, 'exec')) return `exec [${strings(probe, 'exec', 'command').join(' ')}] ${attributes}`
  if (has(probe, 'httpGet')) return `http-get ${urlText(map(probe, 'httpGet'))} ${attributes}`
  if (has(probe, 'tcpSocket')) return `tcp-socket ${text(probe, 'tcpSocket', 'host')}:${text(probe, 'tcpSocket', 'port')} ${attributes}`
  if (has(probe, 'grpc')) return `grpc <pod>:${text(probe, 'grpc', 'port')} ${text(probe, 'grpc', 'service')} ${attributes}`
  return `unknown ${attributes}`
}

/** `http://:8080/ready`, as net/url writes it. */
function urlText(get: JsonObject): string {
  const host = text(get, 'host')
  const path = text(get, 'path')
  return `${text(get, 'scheme').toLowerCase()}://${host.includes(':') ? `[${host}]` : host}:${text(get, 'port')}${path.startsWith('/') || path === '' ? '' : '/'}${escapePath(path)}`
}

function escapePath(path: string): string {
  const kept = encodeURIComponent(path).replace(/%(?:2F|24|26|2B|2C|3A|3B|3D|40)/g, decodeURIComponent)
  return kept.replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
}

function mountLines(container: JsonObject): string[] {
  const mounts = [...list(container, 'volumeMounts')].sort((a, b) => (text(a, 'mountPath') < text(b, 'mountPath') ? -1 : 1))
  const devices = [...list(container, 'volumeDevices')].sort((a, b) => (text(a, 'devicePath') < text(b, 'devicePath') ? -1 : 1))
  const none = mounts.length === 0 ? '\t<none>' : ''
  return [
    `    Mounts:${none}`,
    ...mounts.map((mount) => `      ${text(mount, 'mountPath')} from ${text(mount, 'name')} (${mount['readOnly'] === true ? 'ro' : 'rw'}${text(mount, 'subPath') === '' ? '' : `,path=${JSON.stringify(text(mount, 'subPath'))}`})`),
    ...(devices.length === 0 ? [] : [`    Devices:${none}`, ...devices.map((device) => `      ${text(device, 'devicePath')} from ${text(device, 'name')}`)]),
  ]
}
