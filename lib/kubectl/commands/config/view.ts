import { printExactly, type Command, type Invocation } from '../../command'
import { CommandFailure, fail } from '../../failure'
import { flag, isSet } from '../../flags'
import type { JsonObject } from '../../json'
import { configObject, type Kubeconfig } from '../../kubeconfig'
import { printObject } from '../../print/print-object'

export const viewConfig: Command = {
  name: 'view',
  about: 'Show the configuration.',
  usage: 'kubectl config view [--minify] [--raw] [-o yaml|json|jsonpath=…]',
  *run(invocation) {
    if (invocation.args.length > 0) throw new CommandFailure(`error: unexpected arguments: [${invocation.args.join(' ')}]\nSee 'kubectl config view -h' for help and examples`)
    const { flags, loaded } = invocation
    const config = isSet(flags, 'minify') ? minified(invocation) : loaded.config
    const object = configObject(isSet(flags, 'raw') ? config : redacted(config))
    const output = flag(flags, 'output') ?? 'yaml'
    yield* printExactly(output === 'json' ? `${JSON.stringify(inOrder(object), null, 4)}\n` : printObject(output, object))
    return 0
  },
}

/** Only what the context in use refers to (client-go clientcmd MinifyConfig). */
function minified({ flags, loaded: { config } }: Invocation): Kubeconfig {
  const name = flag(flags, 'context') ?? config.currentContext
  const context = config.contexts.get(name)
  if (name === '') return fail('current-context must exist in order to minify')
  if (context === undefined) return fail(`cannot locate context ${name}`)
  const only = (entries: ReadonlyMap<string, JsonObject>, wanted: unknown) => new Map([...entries].filter(([entry]) => entry === wanted))
  return { clusters: only(config.clusters, context['cluster']), users: only(config.users, context['user']), contexts: new Map([[name, context]]), currentContext: name }
}

const secret: Readonly<Record<string, string>> = { token: 'REDACTED', password: 'REDACTED', 'client-key-data': 'DATA+OMITTED', 'client-certificate-data': 'DATA+OMITTED', 'certificate-authority-data': 'DATA+OMITTED' }

function redacted(config: Kubeconfig): Kubeconfig {
  const hide = (entries: ReadonlyMap<string, JsonObject>) => new Map([...entries].map(([name, entry]): [string, JsonObject] => [name, Object.fromEntries(Object.entries(entry).map(([field, value]) => [field, secret[field] ?? value])) as JsonObject]))
  return { ...config, clusters: hide(config.clusters), users: hide(config.users) }
}

/** JSON keeps the order of the Go type's fields. */
function inOrder({ kind, apiVersion, clusters, users, contexts, 'current-context': current }: JsonObject): JsonObject {
  const serverFirst = (list: unknown) => (Array.isArray(list) ? list.map((item: JsonObject) => ('cluster' in item ? { name: item['name'], cluster: { server: '', ...(item['cluster'] as JsonObject) } } : item)) : list)
  return { kind, apiVersion, clusters: serverFirst(clusters), users, contexts, 'current-context': current }
}
