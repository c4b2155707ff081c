import { fail } from '../../failure'
import { flag } from '../../flags'
import type { Command } from '../../command'
import type { JsonObject } from '../../json'
import { createBuilt, metadataOf, nameArgument } from './create-built'

const rulePattern = /^[\w*\-.]*\/.*=[\w-]+:[\w-]+(?:,tls=?(?:[\w-]+)?)?/

/** `create ingress NAME --rule=host/path=service:port[,tls[=secret]]` (kubectl pkg/cmd/create/create_ingress.go). */
export const createIngress: Command = {
  name: 'ingress',
  about: 'Make an Ingress.',
  usage: 'kubectl create ingress NAME --rule=HOST/PATH=SERVICE:PORT[,tls[=SECRET]] [--class=CLASS] [--default-backend=SERVICE:PORT]',
  *run(invocation) {
    const name = nameArgument(invocation)
    const rules = invocation.flags.values.get('rule') ?? []
    const backend = flag(invocation.flags, 'default-backend') ?? ''
    const annotations = invocation.flags.values.get('annotation') ?? []
    check(rules, backend, annotations)
    const className = flag(invocation.flags, 'class') ?? ''
    const tls = tlsOf(rules)
    const hosts = rulesOf(rules)
    const spec = {
      ...(className === '' ? {} : { ingressClassName: className }),
      ...(backend === '' ? {} : { defaultBackend: backendOf(backend) }),
      ...(tls.length === 0 ? {} : { tls }),
      ...(hosts.length === 0 ? {} : { rules: hosts }),
    }
    const given = annotations.length === 0 ? {} : { annotations: Object.fromEntries(annotations.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)])) }
    return yield* createBuilt(invocation, { kind: 'Ingress', apiVersion: 'networking.k8s.io/v1', metadata: metadataOf(invocation, name, given), spec, status: { loadBalancer: {} } }, { failed: 'failed to create ingress: ' })
  },
}

function check(rules: readonly string[], backend: string, annotations: readonly string[]): void {
  if (backend === '' && rules.length === 0) fail('not enough information provided: every ingress has to either specify a default-backend (which catches all traffic) or a list of rules (which catch specific paths)')
  const oddRule = rules.find((rule) => !rulePattern.test(rule))
  if (oddRule !== undefined) fail(`rule ${oddRule} is invalid and should be in format host/path=svcname:svcport[,tls[=secret]]`)
  const oddAnnotation = annotations.find((pair) => !pair.includes('='))
  if (oddAnnotation !== undefined) fail(`annotation ${oddAnnotation} is invalid and should be in format key=[value]`)
  if (backend !== '' && backend.split(':').length !== 2) fail('default-backend should be in format servicename:serviceport')
}

function backendOf(service: string): JsonObject {
  const [name = '', port = ''] = service.split(':')
  return { service: { name, port: /^\d+$/.test(port) ? { number: Number(port) } : { name: port } } }
}

function rulesOf(rules: readonly string[]): readonly JsonObject[] {
  const paths = new Map<string, JsonObject[]>()
  for (const rule of rules) {
    const [plain = ''] = rule.split(',')
    const slash = plain.indexOf('/')
    const [path = '', service = ''] = plain.slice(slash).split('=')
    const isPrefix = path.endsWith('*')
    const host = plain.slice(0, slash)
    paths.set(host, [...(paths.get(host) ?? []), { path: isPrefix ? path.slice(0, -1) : path, pathType: isPrefix ? 'Prefix' : 'Exact', backend: backendOf(service) }])
  }
  return [...paths].map(([host, list]) => ({ ...(host === '' ? {} : { host }), http: { paths: list } }))
}

/** Each host once; hosts of one Secret stand together. */
function tlsOf(rules: readonly string[]): readonly JsonObject[] {
  const entries: { readonly secret: string; readonly hosts: string[] }[] = []
  const seen = new Set<string>()
  for (const rule of rules) {
    const [, tls, ...more] = rule.split(',')
    const [host = ''] = rule.split('/')
    if (tls === undefined || more.length > 0 || seen.has(host)) continue
    const secret = tls.split('=')[1] ?? ''
    seen.add(host)
    const entry = entries.find((one) => one.secret === secret)
    if (entry !== undefined) entry.hosts.push(host)
    else if (host !== '' || secret !== '') entries.push({ secret, hosts: host === '' ? [] : [host] })
  }
  return entries.map(({ secret, hosts }) => ({ ...(hosts.length === 0 ? {} : { hosts }), ...(secret === '' ? {} : { secretName: secret }) }))
}
