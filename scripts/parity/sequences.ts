import { settle } from '@/lib/cluster/settle'
import { advance } from '@/lib/cluster/advance'
import type { ApiRequest, ApiResponse } from '@/lib/cluster/api/request'
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

/** `sequences/GROUP/NAME.json`: requests one after another; every step is a case. */
export const sequences: Replayer = {
  format: 'sequences',
  takes: (path) => /(?:^|\/)sequences\/.*\.json$/.test(path),
  replay(path, wanted) {
    if (!wanted('sequence')) return { cases: [] }
    const sequence = readJson(path) as Sequence
    const session = new Session(bareCluster(new Bases(path).setup()))
    makeNamespace(session, sequence.namespace, sequence.namespaceLabels)
    if (sequence.controllers) session.cluster = settle(session.cluster, restMs)
    const keepsOwners = /"managedFields":|"metadata\.managedFields"/.test(JSON.stringify(sequence.steps.map(({ response }) => response)))
    const normaliser = new Normaliser().keepAll(sequence.steps.map(({ request }) => request.body))
    const versions = new Map<string, string>()
    const cases = sequence.steps.map((step, at) => replayStep(session, normaliser, versions, sequence, step, at, keepsOwners))
    return { cases }
  },
}

function replayStep(session: Session, normaliser: Normaliser, versions: Map<string, string>, sequence: Sequence, step: Step, at: number, keepsOwners: boolean): CaseResult {
  if (sequence.controllers) {
    session.cluster = step.request.method === 'GET' ? settle(session.cluster, restMs) : advance(session.cluster, session.cluster.now + 100)
  }
  const { request, response: recorded } = step
  const raw = (text: string) => normaliser.raw(text.replace(/<rv:\d+>/g, (token) => versions.get(token) ?? token))
  const user = userOf(request.user)
  const headers = {
    ...(request.contentType === undefined ? {} : { 'content-type': request.contentType }),
    ...(request.accept === undefined ? {} : { accept: request.accept }),
    ...(request.as === undefined ? {} : { 'impersonate-user': request.as }),
    ...(request.groups === undefined ? {} : { 'impersonate-group': request.groups }),
  }
  if (/<(?:uid|rv):\d+>/.test(raw(JSON.stringify(request.body ?? '')))) learnStored(session, raw(request.path), request.body, normaliser, versions)
  const body = request.body === undefined ? undefined : typeof request.body === 'string' ? raw(request.body) : raw(JSON.stringify(request.body))
  const response = session.send({ method: request.method, path: raw(request.path), headers, ...(body === undefined ? {} : { body }), ...(user === undefined ? {} : { user }) })
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

function bodyFaults(recorded: RecordedResponse, response: ApiResponse, normaliser: Normaliser, versions: ReadonlyMap<string, string>, keepsOwners: boolean): string[] {
  const ours = keepsOwners ? response.body : withoutManagedFields(response.body)
  const list = ours as { kind?: string; items?: readonly { metadata?: { name?: string } }[]; metadata?: { name?: string }; details?: unknown } | null
  const name = (text: string | undefined) => (text === undefined ? undefined : normaliser.string(text))
  return [
    ...(recorded.body === undefined ? [] : differences(cleaned(recorded.body), cleaned(withVersions(recorded.body, ours, normaliser.value(ours), versions)), 'body')),
    ...onlyFaults(recorded.only ?? recorded.object, ours, normaliser, versions),
    ...(recorded.names === undefined ? [] : differences(recorded.names, (list?.items ?? []).map((item) => name(item.metadata?.name)), 'names')),
    ...(recorded.name === undefined ? [] : differences(recorded.name, name(list?.metadata?.name), 'name')),
    ...(recorded.list?.kind === undefined ? [] : differences(recorded.list.kind, list?.kind, 'list.kind')),
    ...(recorded.items === undefined ? [] : differences(recorded.items, normaliser.value(list?.items), 'items')),
    ...(recorded.text === undefined ? [] : differences(recorded.text, normaliser.value(ours), 'text')),
    ...(recorded.events === undefined || response.watch === undefined ? [] : differences(recorded.events, normaliser.value(withoutManagedFields(response.watch.events)), 'events')),
    ...(recorded.status?.details === undefined ? [] : differences(cleaned(recorded.status.details), cleaned(normaliser.value(list?.details)), 'details')),
  ]
}

function onlyFaults(only: Readonly<Record<string, unknown>> | undefined, ours: unknown, normaliser: Normaliser, versions: ReadonlyMap<string, string>): string[] {
  return Object.entries(only ?? {}).flatMap(([path, value]) => {
    const own = fieldAt(ours, path)
    return differences(value ?? undefined, withVersions(value, own, normaliser.value(own, path.split('.').at(-1)), versions) ?? undefined, path)
  })
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
