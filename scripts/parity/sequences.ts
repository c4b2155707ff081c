import { settle } from '@/lib/cluster/settle'
import { advance } from '@/lib/cluster/advance'
import type { ApiRequest, ApiResponse } from '@/lib/cluster/api/request'
import { kindOf } from '@/lib/kube/kinds'
import { inGoOrder } from '@/lib/kube/schema/go-order'
import { Bases } from './bases'
import { differences, withoutDump } from './compare'
import { makeNamespace } from './namespace'
import { Normaliser } from './normaliser'
import { fieldAt } from './pointer'
import { readJson, type CaseResult, type Replayer } from './recording'
import { bareCluster, Session, userOf } from './session'
import { answerOf, compareAnswers, type RecordedAnswer, type RecordedCause } from './status'
import { withoutManagedFields } from './without-managed-fields'

interface Step {
  readonly note?: string
  readonly request: {
    readonly method: ApiRequest['method']
    readonly path: string
    readonly contentType?: string
    readonly accept?: string
    readonly body?: unknown
    readonly user?: string | null
    readonly as?: string
    readonly groups?: string
    readonly watch?: boolean
  }
  readonly response: RecordedResponse
}

interface RecordedResponse {
  readonly code?: number
  readonly unstable?: boolean
  readonly warnings?: readonly string[]
  readonly body?: unknown
  readonly only?: Readonly<Record<string, unknown>>
  readonly object?: Readonly<Record<string, unknown>>
  readonly names?: readonly string[]
  readonly name?: string
  readonly list?: { readonly kind?: string }
  readonly items?: readonly unknown[]
  readonly status?: { readonly reason?: string; readonly message?: string; readonly status?: string; readonly details?: unknown }
  readonly events?: readonly unknown[]
  readonly text?: string
}

interface Sequence {
  readonly id: string
  readonly controllers: boolean
  readonly namespace: string
  readonly namespaceLabels?: Readonly<Record<string, string>>
  readonly steps: readonly Step[]
}

const restMs = 25_000
/** The recorded cluster had been running for a while: its store had dropped its first versions. */
const uptimeMs = 600_000

/** `sequences/GROUP/NAME.json`: requests one after another; every step is a case. */
export const sequences: Replayer = {
  format: 'sequences',
  takes: (path) => /(?:^|\/)sequences\/.*\.json$/.test(path),
  replay(path, wanted) {
    if (!wanted('sequence')) return { cases: [] }
    const sequence = readJson(path) as Sequence
    const session = new Session(bareCluster(new Bases(path).setup()))
    makeNamespace(session, sequence.namespace, sequence.namespaceLabels)
    if (sequence.controllers) session.cluster = advance(settle(session.cluster, restMs), uptimeMs)
    const keepsOwners = /"managedFields":|"metadata\.managedFields"/.test(JSON.stringify(sequence.steps.map(({ response }) => response)))
    const normaliser = new Normaliser().keepAll(sequence.steps.map(({ request }) => request.body))
    const versions = new Map<string, string>()
    const first = new Map<string, string>()
    const cases = sequence.steps.map((step, at) => replayStep(session, normaliser, versions, first, sequence, step, at, keepsOwners))
    return { cases }
  },
}

function replayStep(session: Session, normaliser: Normaliser, versions: Map<string, string>, first: Map<string, string>, sequence: Sequence, step: Step, at: number, keepsOwners: boolean): CaseResult {
  if (sequence.controllers) {
    session.cluster = step.request.method === 'GET' ? settle(session.cluster, restMs) : advance(session.cluster, session.cluster.now + 100)
  }
  const { request, response: recorded } = step
  const collection = request.path.replace(/\?.*/, '')
  for (const [token] of request.path.matchAll(/<rv:\d+>/g)) if (!versions.has(token)) versions.set(token, first.get(collection) ?? '')
  const raw = (text: string) => normaliser.raw(text.replace(/<rv:\d+>/g, (token) => versions.get(token) ?? token))
  const user = userOf(request.user)
  const headers = {
    ...(request.contentType === undefined ? {} : { 'content-type': request.contentType }),
    ...(request.accept === undefined ? {} : { accept: request.accept }),
    ...(request.as === undefined ? {} : { 'impersonate-user': request.as }),
    ...(request.groups === undefined ? {} : { 'impersonate-group': request.groups }),
    ...agentOf(sequence, at),
  }
  if (/<(?:uid|rv):\d+>/.test(raw(JSON.stringify(request.body ?? '')))) learnStored(session, raw(request.path), request.body, normaliser, versions)
  const body = request.body === undefined ? undefined : typeof request.body === 'string' ? raw(request.body) : raw(JSON.stringify(request.body))
  const response = session.send({ method: request.method, path: raw(request.path), headers, ...(body === undefined ? {} : { body }), ...(user === undefined ? {} : { user }) })
  const version = (response.body as { metadata?: { resourceVersion?: string } } | null)?.metadata?.resourceVersion
  if (request.method === 'GET' && version !== undefined && !first.has(collection)) first.set(collection, version)
  if (sequence.controllers) normaliser.learn([...session.cluster.objects.values()].filter(({ kind }) => kind === 'ReplicaSet'))
  normaliser.learn(response.watch ?? response.body)
  const id = `${sequence.id}#${String(at)}${step.note === undefined ? '' : ` (${step.note})`}`
  if (recorded.unstable === true) return { id, kind: 'sequence' }
  learnVersions(recorded, response, versions)
  const ours = answerOf(response, normaliser)
  const compared = compareAnswers(answerPart(recorded), ours)
  const faults = bodyFaults(recorded, response, normaliser, versions, keepsOwners)
  return { id, kind: 'sequence', ...compared, object: faults.length === 0, difference: [`${request.method} ${request.path}`, ...compared.difference, ...faults] }
}

/** Which program sent a request was not recorded; where a write without fieldManager made a new owner, it was called as that. */
function agentOf({ steps }: Sequence, at: number): Readonly<Record<string, string>> {
  const ownersAt = (index: number) => (steps[index]?.response.only?.['metadata.managedFields'] as readonly { readonly manager: string }[] | null | undefined) ?? []
  const known = new Set(['unknown', ...steps.slice(0, at).flatMap((_, index) => ownersAt(index).map(({ manager }) => manager))])
  const made = ownersAt(at).map(({ manager }) => manager).filter((manager) => !known.has(manager))
  const [only] = made
  return only === undefined || made.length > 1 || steps[at]?.request.path.includes('fieldManager=') === true ? {} : { 'user-agent': `${only}/1` }
}

/** A request may name values of an object that no answer before showed. */
function learnStored(session: Session, path: string, body: unknown, normaliser: Normaliser, versions: Map<string, string>): void {
  const stored = session.send({ method: 'GET', path: path.replace(/\?.*/, '') }).body as { metadata?: { uid?: string; resourceVersion?: string } }
  normaliser.value(stored.metadata?.uid)
  const token = (body as { metadata?: { resourceVersion?: string } } | undefined)?.metadata?.resourceVersion ?? ''
  if (token.startsWith('<rv:') && !versions.has(token)) versions.set(token, stored.metadata?.resourceVersion ?? '')
}

/** What of a recorded answer is a Status' own. */
function answerPart({ code = 200, warnings, body, status }: RecordedResponse): RecordedAnswer {
  const failure = code < 400 ? undefined : ((status ?? body) as { reason?: string; message?: string; details?: { causes?: readonly RecordedCause[] } } | undefined)
  return {
    code,
    ...(warnings === undefined ? {} : { warnings }),
    ...(failure?.reason === undefined ? {} : { reason: failure.reason }),
    ...(failure?.message === undefined ? {} : { message: failure.message }),
    ...(failure?.details?.causes === undefined ? {} : { causes: failure.details.causes }),
  }
}

/** Equal numbers of `<rv:N>` mean equal versions: the first of ours in a number's place stands for it. */
function learnVersions(recorded: RecordedResponse, response: ApiResponse, versions: Map<string, string>): void {
  const visit = (theirs: unknown, ours: unknown): void => {
    if (Array.isArray(theirs) && Array.isArray(ours)) theirs.forEach((item, at) => visit(item, ours[at]))
    else if (typeof theirs === 'object' && theirs !== null && typeof ours === 'object' && ours !== null) {
      for (const [key, value] of Object.entries(theirs)) visit(value, (ours as Readonly<Record<string, unknown>>)[key])
    } else if (typeof theirs === 'string' && /^<rv:\d+>$/.test(theirs) && typeof ours === 'string' && !versions.has(theirs)) versions.set(theirs, ours)
  }
  visit(recorded.body, response.body)
  if (recorded.only !== undefined) for (const [path, value] of Object.entries(recorded.only)) visit(value, fieldAt(response.body, path))
}

/** An answer with its keys as the server writes them: placeholders are numbered in that order. */
function asWritten(body: unknown): unknown {
  const { apiVersion, kind, items } = (typeof body === 'object' && body !== null ? body : {}) as { apiVersion?: string; kind?: string; items?: readonly object[] }
  if (apiVersion === undefined || kind === undefined) return body
  const definition = kindOf(apiVersion, kind.replace(/List$/, ''))?.definition ?? ''
  const ordered = (object: object) => inGoOrder(object as Readonly<Record<string, unknown>>, definition)
  return items === undefined ? ordered(body as object) : { ...(body as object), items: items.map(ordered) }
}

/** How often a slice was written, and when, depends on how busy the recorded machine was. */
function withoutCounts(items: unknown): unknown {
  if (!Array.isArray(items)) return items
  return (items as readonly { metadata?: { generation?: number; annotations?: Readonly<Record<string, string>> }; addressType?: string }[]).map((item) => {
    if (item.addressType === undefined) return item
    const { generation: _generation, annotations = {}, ...metadata } = item.metadata ?? {}
    const { 'endpoints.kubernetes.io/last-change-trigger-time': _time, ...others } = annotations
    return { ...item, metadata: { ...metadata, ...(Object.keys(others).length === 0 ? {} : { annotations: others }) } }
  })
}

function bodyFaults(recorded: RecordedResponse, response: ApiResponse, normaliser: Normaliser, versions: ReadonlyMap<string, string>, keepsOwners: boolean): string[] {
  const ours = asWritten(keepsOwners ? response.body : withoutManagedFields(response.body))
  const list = ours as { kind?: string; items?: readonly { metadata?: { name?: string } }[]; metadata?: { name?: string }; details?: unknown } | null
  const name = (text: string | undefined) => (text === undefined ? undefined : normaliser.string(text))
  return [
    ...(recorded.body === undefined ? [] : differences(cleaned(recorded.body), cleaned(withVersions(recorded.body, ours, normaliser.value(ours), versions)), 'body')),
    ...onlyFaults(recorded.only ?? recorded.object, ours, normaliser, versions),
    ...(recorded.names === undefined ? [] : differences(recorded.names, (list?.items ?? []).map((item) => name(item.metadata?.name)), 'names')),
    ...(recorded.name === undefined ? [] : differences(recorded.name, name(list?.metadata?.name), 'name')),
    ...(recorded.list?.kind === undefined ? [] : differences(recorded.list.kind, list?.kind, 'list.kind')),
    ...(recorded.items === undefined ? [] : differences(withoutCounts(recorded.items), withoutCounts(normaliser.value(list?.items)), 'items')),
    ...(recorded.text === undefined ? [] : differences(recorded.text, normaliser.value(ours), 'text')),
    ...(recorded.events === undefined || response.watch === undefined ? [] : differences(recorded.events, normaliser.value(withoutManagedFields(response.watch.events)), 'events')),
    ...(recorded.status?.details === undefined ? [] : differences(cleaned(recorded.status.details), cleaned(normaliser.value(list?.details)), 'details')),
  ]
}

function onlyFaults(only: Readonly<Record<string, unknown>> | undefined, ours: unknown, normaliser: Normaliser, versions: ReadonlyMap<string, string>): string[] {
  return Object.entries(only ?? {}).flatMap(([path, value]) => {
    const own = fieldAt(ours, path)
    return differences(anyBinding(value ?? undefined), anyBinding(withVersions(value, own, normaliser.value(own, path.split('.').at(-1)), versions) ?? undefined), path)
  })
}

/** Where several default bindings allow the same, the server names the first of its cache, which has no order: two recordings of one question named two. */
function anyBinding(value: unknown): unknown {
  const { reason } = (typeof value === 'object' && value !== null ? value : {}) as { reason?: unknown }
  return typeof reason === 'string' ? { ...(value as object), reason: reason.replace(/^RBAC: allowed by ClusterRoleBinding "system:(?:discovery|public-info-viewer)".*$/, 'RBAC: allowed by a default binding') } : value
}

/** Our value, with `<rv:N>` where the recording has one and our version is the one it stands for. */
function withVersions(recorded: unknown, ours: unknown, mapped: unknown, versions: ReadonlyMap<string, string>): unknown {
  if (typeof recorded === 'string' && /^<rv:\d+>$/.test(recorded)) return versions.get(recorded) === ours ? recorded : mapped
  if (Array.isArray(recorded) && Array.isArray(ours) && Array.isArray(mapped)) return mapped.map((item, at) => withVersions(recorded[at], ours[at], item, versions))
  if (typeof recorded === 'object' && recorded !== null && typeof mapped === 'object' && mapped !== null && !Array.isArray(mapped)) {
    return Object.fromEntries(Object.entries(mapped).map(([key, item]) => [key, withVersions((recorded as Readonly<Record<string, unknown>>)[key], (ours as Readonly<Record<string, unknown>>)[key], item, versions)]))
  }
  return mapped
}

/** Go dumps in messages are not compared. */
function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return withoutDump(value)
  if (Array.isArray(value)) return value.map(cleaned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, cleaned(item)]))
}
