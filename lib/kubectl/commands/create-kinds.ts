import { CommandFailure, fail } from '../failure'
import { flag, flagList, type FlagSpec } from '../flags'
import type { Invocation, Running } from '../command'
import type { FileAnswer } from '../effect'
import type { JsonObject } from '../json'
import { literals, nameArgument } from './create'
import { buildCronJob, buildJob } from './create-batch'

/** A kind that `kubectl create` makes from words. */
export interface CreateKind {
  readonly name: string
  readonly usage: string
  readonly flags: readonly FlagSpec[]
  readonly required?: readonly string[]
  build(invocation: Invocation): Running<JsonObject>
}

const list = (name: string): FlagSpec => ({ name, type: 'list' })
const text = (name: string): FlagSpec => ({ name, type: 'string' })

/** A Service of one type: `create service clusterip NAME --tcp=80:8080`. */
function* buildService(invocation: Invocation): Running<JsonObject> {
  yield* nothing()
  const [type = '', name, ...more] = invocation.args
  const types: Readonly<Record<string, string | undefined>> = { clusterip: 'ClusterIP', nodeport: 'NodePort', loadbalancer: 'LoadBalancer', externalname: 'ExternalName' }
  const kind = types[type]
  if (kind === undefined) throw new CommandFailure(`error: unknown command "${invocation.args.join(' ')}"\nSee 'kubectl create service -h' for help and examples`)
  if (name === undefined || more.length > 0) throw new CommandFailure(`error: exactly one NAME is required, got ${invocation.args.length - 1}\nSee 'kubectl create service ${type} -h' for help and examples`)
  const tcp = flagList(invocation.flags, 'tcp')
  const headless = flag(invocation.flags, 'clusterip')
  if (tcp.length === 0 && kind !== 'ExternalName' && headless !== 'None') fail('at least one tcp port specifier must be provided')
  const nodePort = Number(flag(invocation.flags, 'node-port') ?? 0)
  const ports = tcp.map((pair) => servicePort(pair, kind === 'NodePort' ? nodePort : 0))
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, labels: { app: name } },
    spec: { ...(ports.length === 0 ? {} : { ports }), selector: { app: name }, type: kind, ...(headless === undefined ? {} : { clusterIP: headless }), ...(flag(invocation.flags, 'external-name') === undefined ? {} : { externalName: flag(invocation.flags, 'external-name') }) },
  }
}

function servicePort(pair: string, nodePort: number): JsonObject {
  const [port = '', target = port] = pair.split(':')
  if (!/^\d+$/.test(port)) fail(`invalid port format (expected <port>:<targetPort>): ${pair}`)
  const targetPort = /^\d+$/.test(target) ? Number(target) : target
  return { name: pair.includes(':') ? pair.replace(':', '-') : port, port: Number(port), protocol: 'TCP', targetPort, ...(nodePort > 0 ? { nodePort } : {}) }
}

// Generators without a step of their own: these kinds read nothing from the world.
function* nothing(): Running<void> {
  yield* []
}

function* buildDeployment(invocation: Invocation): Running<JsonObject> {
  yield* nothing()
  const name = nameArgument(invocation)
  const images = flagList(invocation.flags, 'image')
  const command = invocation.rest ?? []
  if (images.length > 1 && command.length > 0) fail('cannot specify multiple --image options and command')
  const port = flag(invocation.flags, 'port')
  const containers = images.map((image) => ({ name: containerName(image), image, resources: {}, ...(command.length === 0 ? {} : { command }), ...(port === undefined ? {} : { ports: [{ containerPort: Number(port) }] }) }))
  const labels = { app: name }
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, labels }, spec: { replicas: Number(flag(invocation.flags, 'replicas') ?? 1), selector: { matchLabels: labels }, strategy: {}, template: { metadata: { labels }, spec: { containers } } }, status: {} }
}

function containerName(image: string): string {
  const last = image.split('/').at(-1) ?? image
  return (last.split(/[:@]/)[0] ?? last).replace(/[_.]/g, '-').toLowerCase()
}

function* buildConfigMap(invocation: Invocation): Running<JsonObject> {
  const name = nameArgument(invocation)
  const data = { ...Object.fromEntries(literals(invocation, 'from-literal')), ...(yield* fromFiles(invocation)), ...(yield* fromEnvFiles(invocation)) }
  return { apiVersion: 'v1', ...(Object.keys(data).length === 0 ? {} : { data }), kind: 'ConfigMap', metadata: { name } }
}

function* fromFiles(invocation: Invocation): Running<Record<string, string>> {
  const data: Record<string, string> = {}
  for (const source of flagList(invocation.flags, 'from-file')) {
    const equals = source.indexOf('=')
    const path = source.slice(equals + 1)
    const answer = (yield { effect: 'read', path }) as FileAnswer
    if ('error' in answer) fail(answer.error.replace(/^the path "(.*)" does not exist$/, 'error reading $1: no such file or directory'))
    for (const file of answer.files) data[equals === -1 ? (file.name.split('/').at(-1) ?? file.name) : source.slice(0, equals)] = file.text
  }
  return data
}

function* fromEnvFiles(invocation: Invocation): Running<Record<string, string>> {
  const data: Record<string, string> = {}
  for (const path of flagList(invocation.flags, 'from-env-file')) {
    const answer = (yield { effect: 'read', path }) as FileAnswer
    if ('error' in answer) fail(answer.error)
    for (const line of answer.files.flatMap((file) => file.text.split(/\r?\n/))) {
      const pair = /^\s*([^#=\s][^=]*)=(.*)$/.exec(line)
      if (pair !== null) data[pair[1] ?? ''] = pair[2] ?? ''
    }
  }
  return data
}

function* buildSecret(invocation: Invocation): Running<JsonObject> {
  const [type = '', name, ...more] = invocation.args
  if (type !== 'generic') return fail(type === 'tls' || type === 'docker-registry' ? `create secret ${type} is not part of this practice cluster` : `unknown command "${invocation.args.join(' ')}"\nSee 'kubectl create secret -h' for help and examples`)
  if (name === undefined || more.length > 0) throw new CommandFailure(`error: exactly one NAME is required, got ${invocation.args.length - 1}\nSee 'kubectl create secret generic -h' for help and examples`)
  const plain = { ...Object.fromEntries(literals(invocation, 'from-literal')), ...(yield* fromFiles(invocation)), ...(yield* fromEnvFiles(invocation)) }
  const data = Object.fromEntries(Object.entries(plain).map(([key, value]) => [key, encodeBase64(value)]))
  const kind = flag(invocation.flags, 'type')
  return { apiVersion: 'v1', ...(Object.keys(data).length === 0 ? {} : { data }), kind: 'Secret', metadata: { name }, ...(kind === undefined ? {} : { type: kind }) }
}

/** Base64 of a text's UTF-8 bytes. */
export function encodeBase64(value: string): string {
  return btoa(Array.from(new TextEncoder().encode(value), (byte) => String.fromCharCode(byte)).join(''))
}

function* buildNamespace(invocation: Invocation): Running<JsonObject> {
  yield* nothing()
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name: nameArgument(invocation) }, spec: {}, status: {} }
}

function* buildServiceAccount(invocation: Invocation): Running<JsonObject> {
  yield* nothing()
  return { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: nameArgument(invocation) } }
}

function* buildRole(invocation: Invocation): Running<JsonObject> {
  yield* nothing()
  const verbs = flagList(invocation.flags, 'verb')
  const resources = flagList(invocation.flags, 'resource')
  const names = flagList(invocation.flags, 'resource-name')
  if (verbs.length === 0) fail('at least one verb must be specified')
  if (resources.length === 0) fail('at least one resource must be specified')
  const rule = { apiGroups: [''], ...(names.length === 0 ? {} : { resourceNames: names }), resources, verbs }
  const kind = invocation.command.endsWith('clusterrole') ? 'ClusterRole' : 'Role'
  return { apiVersion: 'rbac.authorization.k8s.io/v1', kind, metadata: { name: nameArgument(invocation) }, rules: [rule] }
}

function* buildBinding(invocation: Invocation): Running<JsonObject> {
  yield* nothing()
  const role = flag(invocation.flags, 'role')
  const clusterRole = flag(invocation.flags, 'clusterrole')
  if ((role === undefined) === (clusterRole === undefined)) fail('exactly one of clusterrole or role must be specified')
  const kind = invocation.command.endsWith('clusterrolebinding') ? 'ClusterRoleBinding' : 'RoleBinding'
  const subjects = [
    ...flagList(invocation.flags, 'user').map((name) => ({ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name })),
    ...flagList(invocation.flags, 'group').map((name) => ({ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name })),
    ...flagList(invocation.flags, 'serviceaccount').map((pair) => {
      const [namespace = '', name = ''] = pair.split(':')
      if (namespace === '' || name === '') fail('serviceaccount must be <namespace>:<name>')
      return { kind: 'ServiceAccount', name, namespace }
    }),
  ]
  return { apiVersion: 'rbac.authorization.k8s.io/v1', kind, metadata: { name: nameArgument(invocation) }, roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: clusterRole === undefined ? 'Role' : 'ClusterRole', name: role ?? clusterRole }, subjects }
}

const sources = [list('from-literal'), list('from-file'), list('from-env-file')].map((spec): FlagSpec => ({ ...spec, type: 'string' }))
const roleFlags = [list('verb'), list('resource'), list('resource-name')]
const bindingFlags = [text('role'), text('clusterrole'), list('user'), list('group'), list('serviceaccount')]

/** What `kubectl create` makes from words. */
export const createKinds: readonly CreateKind[] = [
  { name: 'deployment', usage: 'deployment NAME --image=IMAGE [--replicas=N] [--port=P] [-- COMMAND …]', flags: [list('image'), { name: 'replicas', short: 'r', type: 'int' }, { name: 'port', type: 'int' }], required: ['image'], build: buildDeployment },
  { name: 'service', usage: 'service clusterip|nodeport|loadbalancer|externalname NAME --tcp=PORT:TARGET', flags: [list('tcp'), { name: 'node-port', type: 'int' }, text('clusterip'), text('external-name')], build: buildService },
  { name: 'configmap', usage: 'configmap NAME --from-literal=KEY=VALUE --from-file=[KEY=]FILE', flags: sources, build: buildConfigMap },
  { name: 'secret', usage: 'secret generic NAME --from-literal=KEY=VALUE', flags: [...sources, text('type')], build: buildSecret },
  { name: 'job', usage: 'job NAME --image=IMAGE [-- COMMAND …] | --from=cronjob/NAME', flags: [text('image'), text('from')], build: buildJob },
  { name: 'cronjob', usage: 'cronjob NAME --image=IMAGE --schedule=SCHEDULE [-- COMMAND …]', flags: [text('image'), text('schedule'), text('restart')], required: ['image', 'schedule'], build: buildCronJob },
  { name: 'namespace', usage: 'namespace NAME', flags: [], build: buildNamespace },
  { name: 'serviceaccount', usage: 'serviceaccount NAME', flags: [], build: buildServiceAccount },
  { name: 'role', usage: 'role NAME --verb=VERB --resource=RESOURCE', flags: roleFlags, build: buildRole },
  { name: 'clusterrole', usage: 'clusterrole NAME --verb=VERB --resource=RESOURCE', flags: roleFlags, build: buildRole },
  { name: 'rolebinding', usage: 'rolebinding NAME --role=ROLE --serviceaccount=NAMESPACE:NAME', flags: bindingFlags, build: buildBinding },
  { name: 'clusterrolebinding', usage: 'clusterrolebinding NAME --clusterrole=ROLE --user=USER', flags: bindingFlags, build: buildBinding },
]
