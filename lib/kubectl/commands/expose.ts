import { fail, isFailure } from '../failure'
import { flag, flagList, type ParsedFlags } from '../flags'
import { dryRunFlag, fieldManagerFlag, fileFlags, outputFlag, selectorFlag, type Command, type Running } from '../command'
import { isObject, valueAt, type JsonObject } from '../json'
import { kindOf } from '@/lib/kube/kinds'
import { call, dryRunOf, print, refuse } from '../command'
import { printObject } from '../print/print-object'
import { pathOf } from '../resources'
import { findObjects, finish, printChanged, type FoundObject } from './change-object'

const exposable = ['pods', 'services', 'deployments', 'replicasets', 'replicationcontrollers']

export const exposeCommand: Command = {
  name: 'expose',
  about: 'Make a Service for a Pod, Deployment, ReplicaSet or Service.',
  usage: 'kubectl expose TYPE NAME [--port=P] [--target-port=P] [--type=TYPE] [--name=NAME]',
  flags: [
    ...fileFlags,
    dryRunFlag,
    outputFlag,
    fieldManagerFlag,
    selectorFlag,
    ...['port', 'target-port', 'type', 'name', 'protocol', 'labels', 'cluster-ip', 'external-ip', 'load-balancer-ip', 'session-affinity', 'overrides', 'override-type'].map((name) => ({ name, type: 'string' as const })),
    { name: 'save-config', type: 'bool' },
  ],
  *run(invocation) {
    const problems: string[] = []
    for (const found of yield* findObjects(invocation, invocation.args, problems)) {
      if (!exposable.includes(found.definition.resource)) fail(`cannot expose a ${found.definition.kind}${found.definition.group === '' ? '' : `.${found.definition.group}`}`)
      const service = buildService(found, invocation.flags)
      const definition = kindOf('v1', 'Service')
      if (definition === undefined) continue
      const name = String(valueAt(service, ['metadata', 'name']))
      const dryRun = dryRunOf(invocation)
      if (dryRun === 'client') yield* printDry(flag(invocation.flags, 'output'), service, name)
      else {
        const response = yield* call(invocation, 'POST', `${pathOf(definition, invocation.namespace)}?${dryRun === 'server' ? 'dryRun=All&' : ''}fieldManager=${flag(invocation.flags, 'field-manager') ?? 'kubectl-expose'}`, { body: service })
        if (isFailure(response.body)) refuse(response.body)
        yield* printChanged(invocation, { definition, name }, 'exposed', response.body)
      }
    }
    return yield* finish(problems)
  },
}

function* printDry(output: string | undefined, service: JsonObject, name: string): Running<void> {
  yield* print(output === undefined ? `service/${name} exposed (dry run)` : printObject(output, service))
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
  const numbers = given === undefined ? own.map((port) => ({ port: port.number, protocol: port.protocol })) : given.split(',').map((port) => ({ port: Number(port), protocol: flag(flags, 'protocol') ?? 'TCP' }))
  if (numbers.length === 0 && flag(flags, 'cluster-ip') !== 'None') fail("couldn't find port via --port flag or introspection")
  return numbers.map((entry, index) => ({ ...(numbers.length > 1 ? { name: `port-${index + 1}` } : {}), port: entry.port, protocol: flag(flags, 'protocol') ?? entry.protocol, targetPort: targetPort ?? entry.port }))
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
