import { print, printError, printExactly, type Command, type Invocation } from '../../command'
import { CommandFailure, fail } from '../../failure'
import { flag, isSet } from '../../flags'
import type { JsonObject } from '../../json'
import { defaultFile, writeCurrentContext, writeEntry } from '../../kubeconfig'
import { printColumns } from '../../print/columns'

export const currentContext: Command = {
  name: 'current-context',
  about: 'Print the name of the current context.',
  usage: 'kubectl config current-context',
  *run({ loaded: { config } }) {
    if (config.currentContext === '') fail('current-context is not set')
    yield* print(config.currentContext)
    return 0
  },
}

/** The one argument a verb of `config` takes; kubectl prints its help before it says so. */
export function oneArgument({ args }: Invocation): string {
  const [name, ...more] = args
  if (name === undefined || more.length > 0) fail(`Unexpected args: [${args.join(' ')}]`)
  return name
}

export const getContexts: Command = {
  name: 'get-contexts',
  about: 'List the contexts.',
  usage: 'kubectl config get-contexts [NAME …] [-o name]',
  *run({ args, flags, loaded: { config } }) {
    const output = flag(flags, 'output') ?? ''
    if (output !== '' && output !== 'name') fail(`--output ${output} is not available in kubectl config get-contexts; resetting to default output format`)
    const names = args.length === 0 ? [...config.contexts.keys()] : args.filter((name) => config.contexts.has(name))
    const rows = names.sort().map((name) => contextRow(name, config.contexts.get(name) ?? {}, name === config.currentContext))
    const head = isSet(flags, 'no-headers') ? [] : [['CURRENT', 'NAME', 'CLUSTER', 'AUTHINFO', 'NAMESPACE']]
    yield* printExactly(output === 'name' ? names.map((name) => `${name}\n`).join('') : printColumns([...head, ...rows]))
    const missing = args.filter((name) => !config.contexts.has(name)).map((name) => `context ${name} not found`)
    if (missing.length > 0) throw new CommandFailure(missing.length === 1 ? `error: ${missing.join('')}` : missing.join('\n'))
    return 0
  },
}

function contextRow(name: string, context: JsonObject, current: boolean): readonly string[] {
  const text = (field: string) => (typeof context[field] === 'string' ? context[field] : '')
  return [current ? '*' : '', name, text('cluster'), text('user'), text('namespace')]
}

export const useContext: Command = {
  name: 'use-context',
  about: 'Choose the context that commands mean.',
  usage: 'kubectl config use-context NAME',
  *run(invocation) {
    const name = oneArgument(invocation)
    if (!invocation.loaded.config.contexts.has(name)) fail(`no context exists with the name: ${JSON.stringify(name)}`)
    yield* writeCurrentContext(invocation.loaded, name)
    yield* print(`Switched to context ${JSON.stringify(name)}.`)
    return 0
  },
}

export const setContext: Command = {
  name: 'set-context',
  about: 'Set the cluster, user or namespace of a context.',
  usage: 'kubectl config set-context NAME | --current [--namespace=NAMESPACE] [--cluster=CLUSTER] [--user=USER]',
  *run({ args, flags, loaded }) {
    const [given = '', ...more] = args
    if (more.length > 0) fail(`Unexpected args: [${args.join(' ')}]`)
    const current = isSet(flags, 'current')
    if (given === '' && !current) fail('you must specify a non-empty context name or --current')
    if (given !== '' && current) fail('you cannot specify both a context name and --current')
    if (current && loaded.config.currentContext === '') fail('no current context is set')
    const name = current ? loaded.config.currentContext : given
    const before = loaded.config.contexts.get(name)
    const changed = Object.fromEntries(['cluster', 'namespace', 'user'].flatMap((field) => (flag(flags, field) === undefined ? [] : [[field, flag(flags, field)]])))
    yield* writeEntry(loaded, 'contexts', name, withoutEmpty({ cluster: '', user: '', ...before, ...changed }))
    yield* print(`Context ${JSON.stringify(name)} ${before === undefined ? 'created' : 'modified'}.`)
    return 0
  },
}

/** An empty namespace is left out of the file; cluster and user stay. */
function withoutEmpty({ namespace, ...rest }: JsonObject): JsonObject {
  return namespace === undefined || namespace === '' ? rest : { ...rest, namespace }
}

export const renameContext: Command = {
  name: 'rename-context',
  about: 'Give a context another name.',
  usage: 'kubectl config rename-context OLD NEW',
  *run({ args, loaded }) {
    const [from = '', to = ''] = args
    if (args.length !== 2) fail(`Unexpected args: [${args.join(' ')}]`)
    if (to === '') fail('You must specify a new non-empty context name')
    const { contexts, currentContext: current } = loaded.config
    const context = contexts.get(from)
    const { path } = defaultFile(loaded)
    if (context === undefined) return fail(`cannot rename the context ${JSON.stringify(from)}, it's not in ${path}`)
    if (contexts.has(to)) fail(`cannot rename the context ${JSON.stringify(from)}, the context ${JSON.stringify(to)} already exists in ${path}`)
    const without = (config: typeof loaded.config) => ({ ...config, contexts: new Map([...config.contexts].filter(([name]) => name !== from)) })
    yield* writeEntry(loaded, 'contexts', from, undefined)
    const files = loaded.files.map((file) => ({ ...file, config: without(file.config) }))
    yield* writeEntry({ ...loaded, files }, 'contexts', to, context)
    if (current === from) yield* writeCurrentContext({ ...loaded, files: files.map((file) => ({ ...file, config: { ...file.config, contexts: new Map([...file.config.contexts, [to, context]]) } })) }, to)
    yield* print(`Context ${JSON.stringify(from)} renamed to ${JSON.stringify(to)}.`)
    return 0
  },
}

export const deleteContext: Command = {
  name: 'delete-context',
  about: 'Take a context away.',
  usage: 'kubectl config delete-context NAME',
  *run(invocation) {
    const name = oneArgument(invocation)
    const { loaded } = invocation
    const { path } = defaultFile(loaded)
    if (!loaded.config.contexts.has(name)) fail(`cannot delete context ${name}, not in ${path}`)
    if (loaded.config.currentContext === name) yield* printError('warning: this removed your active context, use "kubectl config use-context" to select a different one')
    yield* writeEntry(loaded, 'contexts', name, undefined)
    yield* print(`deleted context ${name} from ${path}`)
    return 0
  },
}
