import { fail, isFailure } from '../failure'
import { flag, flagList, type ParsedFlags } from '../flags'
import { isObject, valueAt, type JsonObject } from '../json'
import { kindOf } from '@/lib/kube/kinds'
import { call, dryRunOf, type Command, type Invocation } from '../command'
import { patchLocally } from '../patch/patch-locally'
import { checkChangeOutput, DocumentPrinter } from '../print/document-printer'
import { refusal, type Problem } from '../problems'
import { yamlToJson } from '../yaml-to-json'
import { pathOf } from '../resources'
import { findObjects, finish, printChanged, type FoundObject } from './change-object'

const exposable = ['pods', 'services', 'deployments', 'replicasets', 'replicationcontrollers']

export const exposeCommand: Command = {
  name: 'expose',
  about: 'Make a Service for a Pod, Deployment, ReplicaSet or Service.',
  usage: 'kubectl expose TYPE NAME [--port=P] [--target-port=P] [--type=TYPE] [--name=NAME]',
  *run(invocation) {
    checkChangeOutput(flag(invocation.flags, 'output'))
    const problems: Problem[] = []
    const printer = new DocumentPrinter()
    for (const found of yield* findObjects(withoutSelector(invocation), invocation.args, problems)) {
      if (!exposable.includes(found.definition.resource)) fail(`cannot expose a ${found.definition.kind}${found.definition.group === '' ? '' : `.${found.definition.group}`}`)
      const service = overridden(invocation, buildService(found, invocation.flags))
      const definition = kindOf('v1', 'Service')
      if (definition === undefined) continue
      const name = String(valueAt(service, ['metadata', 'name']))
      const dryRun = dryRunOf(invocation)
      if (dryRun === 'client') yield* printChanged(invocation, { definition, name }, 'exposed', service, printer)
      else {
        const response = yield* call(invocation, 'POST', `${pathOf(definition, invocation.namespace)}?${dryRun === 'server' ? 'dryRun=All&' : ''}fieldManager=${flag(invocation.flags, 'field-manager') ?? 'kubectl-expose'}`, { body: service })
        if (isFailure(response.body)) problems.push(refusal(response.body))
        else yield* printChanged(invocation, { definition, name }, 'exposed', response.body, printer)
      }
    }
    return yield* finish(problems)
  },
}

/** The selector given is the Service's; it picks no objects. */
function withoutSelector(invocation: Invocation): Invocation {
  const values = new Map(invocation.flags.values)
  values.delete('selector')
  return { ...invocation, flags: { ...invocation.flags, values } }
}

function overridden({ flags }: Invocation, service: JsonObject): JsonObject {
  const text = flag(flags, 'overrides') ?? ''
  const definition = kindOf('v1', 'Service')
  if (text === '' || definition === undefined) return service
  const json = yamlToJson(text)
  const type = (['strategic', 'merge', 'json'] as const).find((one) => one === (flag(flags, 'override-type') ?? 'merge')) ?? fail(`invalid override type: ${flag(flags, 'override-type') ?? ''}`)
  const patched = 'error' in json ? json : patchLocally(type, { definition, object: service }, json.text)
  return 'error' in patched ? fail(patched.error) : patched.object
}

function buildService(found: FoundObject, flags: ParsedFlags): JsonObject {
  const selector = selectorOf(found, flag(flags, 'selector'))
  const ports = portsOf(found, flags)
  const type = flag(flags, 'type')
  const clusterIP = flag(flags, 'cluster-ip')
  const externalIP = flag(flags, 'external-ip')
  const affinity = flag(flags, 'session-affinity')
  const labels = flag(flags, 'labels') === undefined ? valueAt(found.object, ['metadata', 'labels']) : Object.fromEntries(flagList(flags, 'labels').map((pair) => pair.split('=') as [string, string]))
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: flag(flags, 'name') ?? found.name, ...(isObject(labels) && Object.keys(labels).length > 0 ? { labels } : {}) },
    spec: { ...(ports.length === 0 ? {} : { ports }), selector, ...(type === undefined ? {} : { type }), ...(clusterIP === undefined ? {} : { clusterIP }), ...(externalIP === undefined ? {} : { externalIPs: [externalIP] }), ...(affinity === undefined ? {} : { sessionAffinity: affinity }) },
    status: { loadBalancer: {} },
  }
}

function selectorOf(found: FoundObject, given: string | undefined): Readonly<Record<string, unknown>> {
  if (given !== undefined) return Object.fromEntries(given.split(',').map((pair) => pair.split('=') as [string, string]))
  const kind = found.definition.kind
  const labels = kind === 'Pod' ? valueAt(found.object, ['metadata', 'labels']) : kind === 'Service' ? valueAt(found.object, ['spec', 'selector']) : valueAt(found.object, ['spec', 'selector', 'matchLabels'])
  if (isObject(labels) && Object.keys(labels).length > 0) return labels
  return fail(kind === 'Pod' ? "couldn't retrieve selectors via --selector flag or introspection: the pod has no labels and cannot be exposed" : `couldn't retrieve selectors via --selector flag or introspection: invalid ${kind.toLowerCase()}: no selectors, therefore cannot be exposed`)
}

function portsOf(found: FoundObject, flags: ParsedFlags): JsonObject[] {
  const target = flag(flags, 'target-port')
  const targetPort = target === undefined ? undefined : /^\d+$/.test(target) ? Number(target) : target
  const given = flag(flags, 'port')
  const own = ownPorts(found)
  const numbers = given === undefined ? own.map((port) => ({ port: port.number, protocol: port.protocol })) : given.split(',').map((port) => ({ port: portNumber(port), protocol: flag(flags, 'protocol') ?? 'TCP' }))
  if (numbers.length === 0 && flag(flags, 'cluster-ip') !== 'None') fail("couldn't find port via --port flag or introspection")
  return numbers.map((entry, index) => ({ ...(numbers.length > 1 ? { name: `port-${index + 1}` } : {}), port: entry.port, protocol: flag(flags, 'protocol') ?? entry.protocol, targetPort: targetPort ?? entry.port }))
}

function portNumber(text: string): number {
  return /^[-+]?\d+$/.test(text) ? Number(text) : fail(`strconv.Atoi: parsing "${text}": invalid syntax`)
}

function ownPorts(found: FoundObject): { readonly number: number; readonly protocol: string }[] {
  if (found.definition.kind === 'Service') return portEntries(valueAt(found.object, ['spec', 'ports']), 'port')
  const spec = found.definition.kind === 'Pod' ? valueAt(found.object, ['spec']) : valueAt(found.object, ['spec', 'template', 'spec'])
  const containers = isObject(spec) && Array.isArray(spec['containers']) ? spec['containers'].filter(isObject) : []
  return containers.flatMap((container) => portEntries(container['ports'], 'containerPort'))
}

function portEntries(ports: unknown, field: string): { readonly number: number; readonly protocol: string }[] {
  return Array.isArray(ports) ? ports.filter(isObject).map((port) => ({ number: Number(port[field]), protocol: typeof port['protocol'] === 'string' ? port['protocol'] : 'TCP' })) : []
}
