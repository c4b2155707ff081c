import type { Running } from './command'
import { CommandFailure } from './failure'
import { durationMs, flag, type FlagSpec, type ParsedFlags } from './flags'
import type { JsonObject } from './json'
import { klogLine } from './klog'
import { practiceServer, practiceToken, type LoadedConfig } from './kubeconfig'

/** Whether requests reach the practice cluster, and as whom; otherwise what is said instead. */
export type Connection = { readonly to: 'cluster' } | { readonly to: 'nowhere'; readonly message: string } | { readonly to: 'refused'; readonly server: string; readonly address: string }

/** What the flags and the configuration say of the server, in the order in which a client finds it out (client-go clientcmd client_config.go). */
export function connectionOf(given: ParsedFlags, loaded: LoadedConfig, own: readonly FlagSpec[]): Connection {
  const flags = withoutOwn(given, own)
  const { config } = loaded
  const explicit = flag(flags, 'kubeconfig') ?? ''
  if (explicit !== '' && loaded.files.some(({ exists }) => !exists)) return nowhere(`error: stat ${explicit}: no such file or directory`)
  const contextName = flag(flags, 'context') ?? config.currentContext
  const context = config.contexts.get(contextName)
  if (contextName !== '' && context === undefined) return nowhere(`Error in configuration: context was not found for specified context: ${contextName}`)
  return connectAs(flags, loaded, { cluster: text(context?.['cluster']), user: text(context?.['user']) })
}

/** A verb's own flag hides the global one of its name: `--user` of `set subject` is a subject (pflag AddFlagSet). */
function withoutOwn(flags: ParsedFlags, own: readonly FlagSpec[]): ParsedFlags {
  const hidden = new Set(own.map(({ name }) => name))
  return { ...flags, values: new Map([...flags.values].filter(([name]) => !hidden.has(name))) }
}

function connectAs(flags: ParsedFlags, { config }: LoadedConfig, context: { readonly cluster: string; readonly user: string }): Connection {
  const userName = flag(flags, 'user')
  const user = config.users.get(userName ?? context.user)
  if (userName !== undefined && user === undefined) return nowhere(`error: auth info "${userName}" does not exist`)
  const impersonates = ['as-uid', 'as-group', 'as-user-extra'].some((name) => flags.values.has(name))
  if (impersonates && (flag(flags, 'as') ?? '') === '') return nowhere(`error: requesting uid, groups or user-extra for ${userName ?? context.user} without impersonating a user`)
  const clusterName = flag(flags, 'cluster')
  const cluster = config.clusters.get(clusterName ?? context.cluster)
  if (clusterName !== undefined && cluster === undefined) return nowhere(`error: no server found for cluster "${clusterName}"`)
  return reach(...clientOf(flags, cluster, user))
}

function clientOf(flags: ParsedFlags, cluster: JsonObject | undefined, user: JsonObject | undefined): [string, Client] {
  const configured = text(cluster?.['server'])
  const server = flag(flags, 'server') ?? (configured === '' ? 'http://localhost:8080' : configured)
  const verified = cluster?.['insecure-skip-tls-verify'] === true || flag(flags, 'insecure-skip-tls-verify') === 'true'
  return [server, { verified, token: flag(flags, 'token') ?? text(user?.['token']), timeoutMs: timeoutOf(flag(flags, 'request-timeout') ?? '0') }]
}

/** A request timeout in milliseconds: seconds, or a duration. */
export function timeoutOf(timeout: string): number | undefined {
  return /^\d+$/.test(timeout) ? Number(timeout) * 1000 : durationMs(timeout)
}

interface Client {
  readonly verified: boolean
  readonly token: string
  readonly timeoutMs: number | undefined
}

/** Shortest time in which an answer can come. */
const answerMs = 5

function reach(server: string, { verified, token, timeoutMs }: Client): Connection {
  if (timeoutMs === undefined) return nowhere('error: Invalid timeout value. Timeout must be a single integer in seconds, or an integer followed by a corresponding time unit (e.g. 1s | 2m | 3h)')
  const [, scheme, host = '', port] = /^(?:(https?):\/\/)?([^:/]*)(?::(\d+))?(?:\/.*)?$/.exec(server) ?? []
  if (host === '') return nowhere(`Unable to connect to the server: invalid port ${JSON.stringify(server)} after host`)
  const address = `${host}:${port ?? (scheme === 'https' ? '443' : '80')}`
  if (address === practiceServer.slice('https://'.length)) return reachCluster({ scheme, verified, token, timeoutMs })
  if (!/^(?:localhost|127\.)/.test(host)) return nowhere(`Unable to connect to the server: dial tcp: lookup ${host}: no such host`)
  return { to: 'refused', server: server.includes('://') ? server : `http://${server}`, address }
}

function reachCluster({ scheme, verified, token, timeoutMs }: { readonly scheme: string | undefined; readonly verified: boolean; readonly token: string; readonly timeoutMs: number }): Connection {
  if (timeoutMs > 0 && timeoutMs < answerMs) return nowhere('Unable to connect to the server: net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)')
  if (scheme !== 'https') return nowhere('Error from server (BadRequest): the server rejected our request for an unknown reason')
  if (!verified) return nowhere('Unable to connect to the server: tls: failed to verify certificate: x509: certificate signed by unknown authority')
  return token === practiceToken ? { to: 'cluster' } : nowhere('error: You must be logged in to the server (Unauthorized)')
}

function nowhere(message: string): Connection {
  return { to: 'nowhere', message }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** How often a verb asks for the server's groups before it gives up; most ask five times. */
const attempts: Readonly<Record<string, number>> = { 'api-resources': 1, 'api-versions': 1, explain: 2, status: 4, logs: 4, 'can-i': 2, version: 0, whoami: 0, node: 0, pod: 0 }

const withFiles = new Set(['kubectl apply', 'kubectl create', 'kubectl replace', 'kubectl diff'])

/** Ends a command whose requests reach nothing, in kubectl's words: client-go's log of every attempt, then what is wrong. */
export function* failToConnect(connection: Exclude<Connection, { readonly to: 'cluster' }>, command: string, flags: ParsedFlags): Running<never> {
  if (connection.to === 'nowhere') throw new CommandFailure(connection.message)
  const { server, address } = connection
  const dialled = `dial tcp ${address.replace('localhost', '127.0.0.1')}: connect: connection refused`
  const file = withFiles.has(command) ? flag(flags, 'filename') : undefined
  if (file !== undefined && validates(flags)) throw new CommandFailure(`error: error validating "${file}": error validating data: failed to download openapi: Get "${server}/openapi/v2?timeout=32s": ${dialled}; if you choose to ignore these errors, turn validation off with --validate=false`)
  const verb = command.split(' ').at(-1) ?? ''
  const asks = file !== undefined ? 1 : flags.values.has('raw') ? 0 : (attempts[verb] ?? 5)
  const { nowMs, epochMs } = (yield { effect: 'now' }) as { readonly nowMs: number; readonly epochMs: number }
  const line = klogLine('E', epochMs + nowMs, 'memcache.go:265', `"Unhandled Error" err="couldn't get current server API group list: Get \\"${server}/api?timeout=32s\\": ${dialled}"`)
  yield { effect: 'print', stream: 'stderr', text: line.repeat(asks) }
  throw new CommandFailure(refusal(verb, file, { server, address, dialled }), 1, verb === 'cluster-info' ? "\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.\n" : '')
}

function validates(flags: ParsedFlags): boolean {
  return !['false', 'ignore'].includes(flag(flags, 'validate') ?? 'strict')
}

function refusal(verb: string, file: string | undefined, { server, address, dialled }: { readonly server: string; readonly address: string; readonly dialled: string }): string {
  if (file !== undefined) return `error: unable to recognize "${file}": Get "${server}/api?timeout=32s": ${dialled}`
  if (verb === 'api-versions') return `error: couldn't get available api versions from server: Get "${server}/api?timeout=32s": ${dialled}`
  return `The connection to the server ${address} was refused - did you specify the right host or port?`
}
