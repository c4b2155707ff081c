import { validateDns1123Subdomain, validatePortName, validatePortNumber } from '@/lib/kube/names'
import { fail } from '../../failure'
import { flag, flagList, flagNumber } from '../../flags'
import type { Command, Invocation } from '../../command'
import type { JsonObject } from '../../json'
import { createBuilt, metadataOf, nameArgument } from './create-built'

const types = { clusterip: 'ClusterIP', nodeport: 'NodePort', loadbalancer: 'LoadBalancer', externalname: 'ExternalName' } as const

function serviceOf(name: keyof typeof types): Command {
  const type = types[name]
  return {
    name,
    about: `Make a Service of type ${type}.`,
    usage: `kubectl create service ${name} NAME --tcp=PORT:TARGET`,
    *run(invocation) {
      const service = nameArgument(invocation)
      const clusterIP = flag(invocation.flags, 'clusterip') ?? ''
      const external = flag(invocation.flags, 'external-name') ?? ''
      const tcp = flagList(invocation.flags, 'tcp')
      if (clusterIP !== 'None' && tcp.length === 0 && type !== 'ExternalName') fail('at least one tcp port specifier must be provided')
      if (type === 'ExternalName' && validateDns1123Subdomain(external).length > 0) fail(`invalid service external name ${external}`)
      const labels = { app: service }
      const spec = {
        ...portsOf(invocation, tcp),
        selector: labels,
        ...(clusterIP === '' ? {} : { clusterIP }),
        type,
        ...(external === '' ? {} : { externalName: external }),
      }
      return yield* createBuilt(invocation, { kind: 'Service', apiVersion: 'v1', metadata: metadataOf(invocation, service, { labels }), spec, status: { loadBalancer: {} } }, { failed: `failed to create ${type} service: ` })
    },
  }
}

export const createService: Command = {
  name: 'service',
  about: 'Make a Service.',
  usage: 'kubectl create service clusterip|nodeport|loadbalancer|externalname NAME …',
  commands: (['clusterip', 'externalname', 'loadbalancer', 'nodeport'] as const).map(serviceOf),
  *run() {
    yield* []
    return 0
  },
}

function portsOf({ flags }: Invocation, tcp: readonly string[]): JsonObject {
  const nodePort = flagNumber(flags, 'node-port') ?? 0
  const ports = tcp.map((pair) => ({ name: pair.replaceAll(':', '-'), protocol: 'TCP', ...parsePorts(pair), ...(nodePort === 0 ? {} : { nodePort }) }))
  return ports.length === 0 ? {} : { ports }
}

function parsePorts(pair: string): { readonly port: number; readonly targetPort: number | string } {
  const [port = '', target] = pair.split(':')
  if (!/^\d+$/.test(port)) fail(`strconv.ParseUint: parsing "${port}": invalid syntax`)
  if (Number(port) > 65_535) fail(`strconv.ParseUint: parsing "${port}": value out of range`)
  if (target === undefined) return { port: Number(port), targetPort: Number(port) }
  const isNumber = /^[-+]?\d+$/.test(target)
  const wrong = isNumber ? validatePortNumber(Number(target)) : validatePortName(target)
  if (wrong.length > 0) fail(wrong.join(','))
  return { port: Number(port), targetPort: isNumber ? Number(target) : target }
}
