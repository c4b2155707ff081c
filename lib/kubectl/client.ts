import type { Invocation, Running } from './command'
import { connectionOf } from './connection'
import { flag, type FlagSpec, type ParsedFlags } from './flags'
import { loadConfig, type LoadedConfig } from './kubeconfig'

/** What flags and the client's configuration say of where a command goes; `own` are the verb's own flags. */
export function* clientOf(flags: ParsedFlags, env: Readonly<Record<string, string>>, own: readonly FlagSpec[]): Running<Pick<Invocation, 'loaded' | 'namespace' | 'namespaceGiven' | 'connection' | 'env'>> {
  const loaded = yield* loadConfig(flag(flags, 'kubeconfig'), env)
  const given = flag(flags, 'namespace') ?? ''
  return { loaded, namespace: given === '' ? contextNamespace(loaded, flags) : given, namespaceGiven: given !== '', connection: connectionOf(flags, loaded, own), env }
}

function contextNamespace({ config }: LoadedConfig, flags: ParsedFlags): string {
  const namespace = config.contexts.get(flag(flags, 'context') ?? config.currentContext)?.['namespace']
  return typeof namespace === 'string' && namespace !== '' ? namespace : 'default'
}
