import { print, printExactly, type Command, type Invocation } from '../../command'
import { CommandFailure, fail } from '../../failure'
import { flag } from '../../flags'
import type { JsonObject } from '../../json'
import { defaultFile, writeEntry, type Section } from '../../kubeconfig'
import { oneArgument } from './contexts'

function listing(name: string, section: Section): Command {
  return {
    name,
    about: `List the ${section} of the configuration.`,
    usage: `kubectl config ${name}`,
    *run({ loaded }) {
      yield* printExactly(['NAME', ...[...loaded.config[section].keys()].sort()].map((line) => `${line}\n`).join(''))
      return 0
    },
  }
}

function deleting(what: 'cluster' | 'user', section: Section): Command {
  return {
    name: `delete-${what}`,
    about: `Take a ${what} out of the configuration.`,
    usage: `kubectl config delete-${what} NAME`,
    *run(invocation) {
      if (what === 'user' && invocation.args.length !== 1) throw new CommandFailure("error: user to delete is required\nSee 'kubectl config delete-user -h' for help and examples")
      const name = oneArgument(invocation)
      const { path } = defaultFile(invocation.loaded)
      if (!invocation.loaded.config[section].has(name)) fail(`cannot delete ${what} ${name}, not in ${path}`)
      yield* writeEntry(invocation.loaded, section, name, undefined)
      yield* print(`deleted ${what} ${name} from ${path}`)
      return 0
    },
  }
}

/** Flags given, as fields of an entry; an empty one takes its field away. */
function changed(invocation: Invocation, fields: readonly string[], before: JsonObject): JsonObject {
  const given = new Map(fields.flatMap((field): [string, string][] => {
    const value = flag(invocation.flags, field)
    return value === undefined ? [] : [[field, value]]
  }))
  const kept = Object.entries(before).filter(([field]) => !given.has(field))
  const set = [...given].filter(([, value]) => value !== '' && value !== 'false').map(([field, value]) => [field, value === 'true' ? true : value])
  return Object.fromEntries<unknown>([...kept, ...set] as readonly [string, unknown][])
}

const setCluster: Command = {
  name: 'set-cluster',
  about: 'Set the address of a cluster.',
  usage: 'kubectl config set-cluster NAME [--server=URL] [--insecure-skip-tls-verify=true]',
  *run(invocation) {
    const name = oneArgument(invocation)
    const before = invocation.loaded.config.clusters.get(name) ?? { server: '' }
    if ((flag(invocation.flags, 'certificate-authority') ?? '') !== '' && flag(invocation.flags, 'insecure-skip-tls-verify') === 'true') fail('you cannot specify a certificate authority and insecure mode at the same time')
    const cluster = changed(invocation, ['server', 'tls-server-name', 'insecure-skip-tls-verify', 'certificate-authority', 'proxy-url'], before)
    yield* writeEntry(invocation.loaded, 'clusters', name, cluster)
    yield* print(`Cluster ${JSON.stringify(name)} set.`)
    return 0
  },
}

const setCredentials: Command = {
  name: 'set-credentials',
  about: 'Set how a user proves who they are.',
  usage: 'kubectl config set-credentials NAME [--token=TOKEN]',
  *run(invocation) {
    const { args, flags, loaded } = invocation
    const [name, ...more] = args
    if (name === undefined || more.length > 0) return fail(`unexpected args: [${args.join(' ')}]`)
    const methods = [...((flag(flags, 'token') ?? '') === '' ? [] : ['--token']), ...((flag(flags, 'username') ?? flag(flags, 'password') ?? '') === '' ? [] : ['--username/--password'])]
    if (methods.length > 1) fail(`you cannot specify more than one authentication method at the same time: ${methods.join(', ')}`)
    yield* writeEntry(loaded, 'users', name, changed(invocation, ['client-certificate', 'client-key', 'token', 'username', 'password'], loaded.config.users.get(name) ?? {}))
    yield* print(`User ${JSON.stringify(name)} set.`)
    return 0
  },
}

/** What `config` does with clusters and users. */
export const entryCommands: readonly Command[] = [listing('get-clusters', 'clusters'), listing('get-users', 'users'), deleting('cluster', 'clusters'), deleting('user', 'users'), setCluster, setCredentials]
