import type { ApiRequest, ApiResponse } from '@/lib/cluster/api/request'
import type { Status } from '@/lib/kube/meta/v1.generated'
import { failToConnect, type Connection } from './connection'
import type { KubectlAnswer, KubectlEffect } from './effect'
import { CommandFailure, isFailure, statusMessage, UnservedResource } from './failure'
import type { LoadedConfig } from './kubeconfig'
import { boolWord, flag, flagList, type ParsedFlags } from './flags'

/** Part of a running command. */
export type Running<T> = Generator<KubectlEffect, T, KubectlAnswer>

/** A call of one command, read. */
export interface Invocation {
  /** `kubectl get`. */
  readonly command: string
  readonly args: readonly string[]
  readonly rest: readonly string[] | undefined
  readonly flags: ParsedFlags
  readonly namespace: string
  readonly namespaceGiven: boolean
  readonly allNamespaces: boolean
  readonly loaded: LoadedConfig
  readonly connection: Connection
  readonly env: Readonly<Record<string, string>>
}

/** One verb of kubectl. Its help is written by us. */
export interface Command {
  readonly name: string
  /** One line. */
  readonly about: string
  readonly usage: string
  /** Verbs below it (`rollout status`); a command with them has no `run` of its own use. */
  readonly commands?: readonly Command[]
  run(invocation: Invocation): Running<number>
}

/** Options of a request. */
export interface CallOptions {
  readonly body?: unknown
  readonly contentType?: string
  readonly accept?: string
}

const unknownPath: Status = { apiVersion: 'v1', kind: 'Status', metadata: {}, status: 'Failure', reason: 'NotFound', message: 'the server could not find the requested resource', code: 404 }

/** Asks the API server as the user of this call. Warnings go to stderr. */
export function* call(invocation: Invocation, method: ApiRequest['method'], path: string, options: CallOptions = {}): Running<ApiResponse> {
  if (invocation.connection.to !== 'cluster') yield* failToConnect(invocation.connection, invocation.command, invocation.flags)
  const request: ApiRequest = { method, path, headers: headersOf(invocation, options), ...(options.body === undefined ? {} : { body: typeof options.body === 'string' ? options.body : JSON.stringify(options.body) }) }
  const response = (yield { effect: 'request', request }) as ApiResponse
  for (const warning of response.warnings ?? []) yield* printError(`Warning: ${warning}`)
  if (response.status !== 404 || typeof response.body !== 'string') return response
  const custom = /^\/apis\/gateway\.[^/]+\/[^/]+\/(?:namespaces\/[^/]+\/)?([^/?]+)/.exec(path)?.[1]
  if (custom !== undefined && method === 'GET') throw new UnservedResource(custom)
  return { ...response, body: unknownPath }
}

function headersOf(invocation: Invocation, options: CallOptions): Record<string, string> {
  const as = flag(invocation.flags, 'as')
  const groups = flagList(invocation.flags, 'as-group')
  const headers: Record<string, string> = { accept: options.accept ?? 'application/json' }
  if (options.body !== undefined) headers['content-type'] = options.contentType ?? 'application/json'
  if (as !== undefined) headers['impersonate-user'] = as
  if (groups.length > 0) headers['impersonate-group'] = groups.join(',')
  return headers
}

/** The same, where a refusal ends the command. */
export function* need<T = unknown>(invocation: Invocation, method: ApiRequest['method'], path: string, options: CallOptions & { readonly doing?: string } = {}): Running<T> {
  const response = yield* call(invocation, method, path, options)
  if (isFailure(response.body)) refuse(response.body, options.doing)
  return response.body as T
}

/** Ends the command with a refusal of the API server. */
export function refuse(status: Status, doing?: string): never {
  throw new CommandFailure(statusMessage(status, doing))
}

/** Prints to stdout exactly what is given (a template's output has no line end of its own). */
export function* printExactly(text: string): Running<void> {
  if (text !== '') yield { effect: 'print', stream: 'stdout', text }
}

/** Prints lines to stdout. */
export function* print(text: string): Running<void> {
  yield { effect: 'print', stream: 'stdout', text: text.endsWith('\n') || text === '' ? text : `${text}\n` }
}

export function* printError(text: string): Running<void> {
  yield { effect: 'print', stream: 'stderr', text: text.endsWith('\n') ? text : `${text}\n` }
}

/** Lets time pass until something changes; the time then. */
export function* idle(untilMs?: number): Running<number> {
  return (yield untilMs === undefined ? { effect: 'idle' } : { effect: 'idle', untilMs }) as number
}

/** Simulated time and what it counts from. */
export function* clock(): Running<{ readonly nowMs: number; readonly epochMs: number }> {
  return (yield { effect: 'now' }) as { readonly nowMs: number; readonly epochMs: number }
}

/** `--dry-run` as given: none, client or server. */
export function dryRunOf(invocation: Invocation): 'none' | 'client' | 'server' {
  const value = flag(invocation.flags, 'dry-run')
  if (value === undefined || value === 'none' || boolWord(value) === false) return 'none'
  if (value === 'client' || value === 'server') return value
  if (value === dryRunAlone || boolWord(value) === true) return 'client'
  throw new CommandFailure(`error: Invalid dry-run value (${value}). Must be "none", "server", or "client".`)
}

/** What `--dry-run` alone stands for. */
const dryRunAlone = 'unchanged'

/** What kubectl's log says of an older form of `--dry-run`: where, and what (kubectl pkg/cmd/util/helpers.go GetDryRunStrategy). */
export function dryRunWarning(flags: ParsedFlags): readonly [where: string, text: string] | undefined {
  const value = flag(flags, 'dry-run') ?? ''
  if (value === dryRunAlone) return ['helpers.go:719', '--dry-run is deprecated and can be replaced with --dry-run=client.']
  const isDry = boolWord(value)
  if (isDry === undefined) return undefined
  return [isDry ? 'helpers.go:733' : 'helpers.go:736', `--dry-run=${value} is deprecated (boolean value) and can be replaced with --dry-run=${isDry ? 'client' : 'none'}.`]
}

/** What dry runs append to the line they print. */
export function dryRunSuffix(dryRun: 'none' | 'client' | 'server'): string {
  return dryRun === 'client' ? ' (dry run)' : dryRun === 'server' ? ' (server dry run)' : ''
}
