import { decodeDefinition } from '@/lib/kube/schema/decode'
import { recorded } from '../../change-cause'
import { isFailure } from '../../failure'
import { flag, isSet } from '../../flags'
import { call, dryRunOf, type Invocation, type Running } from '../../command'
import { isObject, type JsonObject } from '../../json'
import { threeWayPatch } from '../../patch/three-way'
import { DocumentPrinter } from '../../print/document-printer'
import type { Problem } from '../../problems'
import { pathOf } from '../../resources'
import { printChanged, type FoundObject } from '../change-object'

/** An object being changed. */
export type Draft = Record<string, unknown>

/** Leaves an object as it is. */
export const skip = Symbol('skip')

/** What one command of `set` does with every object. */
export interface SetChange {
  /** `image updated`. */
  readonly did: string
  /** What stands before the server's refusal: `failed to patch image update to pod template: `. Absent: the refusal as it is. */
  readonly failed?: string
  /** Whether an object that comes out the same is sent and printed all the same. */
  readonly evenUnchanged?: boolean
  /** Changes a draft; a text is why it can't, `skip` leaves the object out. */
  mutate(draft: Draft, found: FoundObject): Running<string | typeof skip | undefined>
  /** After an object was sent: a text ends the command. */
  afterwards?(): string | undefined
}

/** Changes each object as `set` does: the typed object before and after, the strategic merge patch between them (kubectl pkg/cmd/set/helper.go). */
export function* changeEach(invocation: Invocation, all: readonly FoundObject[], change: SetChange, problems: Problem[]): Running<void> {
  const printer = new DocumentPrinter()
  for (const found of all) {
    const before = typed(found)
    const draft = structuredClone(before) as Draft
    const why = yield* change.mutate(draft, found)
    if (why === skip) continue
    if (why !== undefined) problems.push(why)
    else yield* sendDraft(invocation, found, change, { before, draft: recorded(invocation, draft), printer }, problems)
  }
}

interface Drafted {
  readonly before: JsonObject
  readonly draft: JsonObject
  readonly printer: DocumentPrinter
}

function* sendDraft(invocation: Invocation, found: FoundObject, change: SetChange, { before, draft, printer }: Drafted, problems: Problem[]): Running<void> {
  const patch = threeWayPatch(before, draft, before, found.definition.definition)
  const dryRun = dryRunOf(invocation)
  if (Object.keys(patch).length === 0 && change.evenUnchanged !== true) return
  if (isSet(invocation.flags, 'local') || dryRun === 'client') {
    yield* printChanged(invocation, found, change.did, draft, printer)
    return
  }
  const query = `?${dryRun === 'server' ? 'dryRun=All&' : ''}fieldManager=${flag(invocation.flags, 'field-manager') ?? 'kubectl-set'}`
  const response = yield* call(invocation, 'PATCH', pathOf(found.definition, found.namespace, found.name) + query, { body: patch, contentType: 'application/strategic-merge-patch+json' })
  if (isFailure(response.body)) {
    problems.push(change.failed === undefined ? { status: response.body } : `${change.failed}${response.body.message ?? ''}`)
    return
  }
  const ended = change.afterwards?.()
  if (ended === undefined) yield* printChanged(invocation, found, change.did, response.body, printer)
  else problems.push(ended)
}

function typed({ definition, object }: FoundObject): JsonObject {
  const decoded = definition.definition === '' ? undefined : decodeDefinition(definition.definition, object)
  return decoded === undefined || 'error' in decoded ? object : decoded.object
}

/** The problem of one object in a `set` command: `error: services/web …`, with a line end of its own. */
export function aboutObject({ definition, name }: FoundObject, why: string, local: boolean): string {
  const named = local ? `${definition.kind.toLowerCase()}${definition.group === '' ? '' : `.${definition.group}`}` : definition.resource
  return `error: ${named}/${name} ${why}\n`
}

const templates: Readonly<Record<string, readonly string[] | undefined>> = {
  Pod: ['spec'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
  ...Object.fromEntries(['Deployment', 'DaemonSet', 'ReplicaSet', 'StatefulSet', 'Job', 'ReplicationController'].map((kind) => [kind, ['spec', 'template', 'spec']])),
}

/** The Pod spec inside a draft; undefined where its kind has none. */
export function podSpecOf(draft: Draft, { definition }: FoundObject): Draft | undefined {
  let here: unknown = draft
  for (const step of templates[definition.kind] ?? ['']) here = isObject(here) ? here[step] : undefined
  return isObject(here) ? here : undefined
}

/** Why an object without a Pod template can't be changed. */
export function withoutTemplate(found: FoundObject, local: boolean): string {
  const { kind, version } = found.definition
  return aboutObject(found, `the object is not a pod or does not have a pod template: *${version}.${kind}`, local)
}

/** The containers of a list of a Pod spec, as drafts. */
export function containersOf(spec: Draft, field: 'containers' | 'initContainers'): Draft[] {
  const list = spec[field]
  return Array.isArray(list) ? list.filter(isObject) : []
}

/** Containers whose names a selector with `*` picks, ordinary ones first (kubectl pkg/cmd/set/helper.go selectContainers). */
export function pickContainers(spec: Draft, selector: string): readonly Draft[] {
  const pattern = new RegExp(`^${selector.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`, 's')
  return [...containersOf(spec, 'containers'), ...containersOf(spec, 'initContainers')].filter((container) => pattern.test(String(container['name'])))
}

/** What --local does not go with. */
export function localProblem(invocation: Invocation): string | undefined {
  return isSet(invocation.flags, 'local') && dryRunOf(invocation) === 'server' ? 'cannot specify --local and --dry-run=server - did you mean --dry-run=client?' : undefined
}

/** What --all does not go with. */
export function allProblem({ flags }: Invocation): string | undefined {
  return isSet(flags, 'all') && (flag(flags, 'selector') ?? '') !== '' ? 'cannot set --all and --selector at the same time' : undefined
}

export const localOnlyFiles = "error: you must specify resources by --filename when --local is set.\nExample resource specifications include:\n   '-f rsrc.yaml'\n   '--filename=rsrc.json'"
