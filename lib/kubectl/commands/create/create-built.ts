import type { KindDefinition } from '@/lib/kube/kind'
import { kindOf } from '@/lib/kube/kinds'
import type { Status } from '@/lib/kube/meta/v1.generated'
import { recorded } from '../../change-cause'
import { CommandFailure, fail, isFailure, statusMessage } from '../../failure'
import { writeQuery } from '../../field-validation'
import { flag, isSet } from '../../flags'
import { call, dryRunOf, printExactly, type Invocation, type Running } from '../../command'
import { isObject, valueAt, writeJson, type JsonObject } from '../../json'
import { checkChangeOutput, DocumentPrinter } from '../../print/document-printer'
import { lastApplied } from '../../last-applied'
import { pathOf } from '../../resources'
import { printChanged } from '../change-object'

/** The one name a create command takes. */
export function nameArgument(invocation: Invocation): string {
  const [name, ...more] = invocation.args
  if (name === undefined || more.length > 0) throw new CommandFailure(`error: exactly one NAME is required, got ${invocation.args.length}\nSee '${invocation.command} -h' for help and examples`)
  return name
}

/** Metadata in the order of the Go type; kubectl names the namespace only where -n gives it. */
export function metadataOf(invocation: Invocation, name: string, more: JsonObject = {}, namespaced = true): JsonObject {
  return { name, ...(namespaced && invocation.namespaceGiven ? { namespace: invocation.namespace } : {}), ...more }
}

/** What stands before the server's refusal; absent: the refusal stands alone. */
interface Making {
  readonly failed?: string
  readonly manager?: string
  readonly printer?: DocumentPrinter
  readonly did?: string
  /** Whether --save-config counts. */
  readonly saves?: boolean
}

/** JSON of a typed object: fields in the order they were built in, as Go writes them in the order of the type. */
export function builtJson(object: unknown, indent?: number): string {
  return writeJson(object, indent, '', (map) => Object.keys(map))
}

/** An object made from words, as the server has it or would, and how it is shown. */
export interface Made {
  readonly object: JsonObject
  readonly shown: Required<Pick<Making, 'printer' | 'did'>>
}

/** Posts an object made from words and shows it. Its fields stand in the order of the Go type. */
export function* createBuilt(invocation: Invocation, built: JsonObject, making: Making): Running<number> {
  yield* printBuilt(invocation, yield* makeBuilt(invocation, built, making))
  return 0
}

/** Posts an object made from words, or only takes it as posted with --dry-run=client; a refusal ends the command. */
export function* makeBuilt(invocation: Invocation, built: JsonObject, { failed, manager = 'kubectl-create', printer = new DocumentPrinter(), did = 'created', saves = true }: Making): Running<Made> {
  const definition = definitionOf(built)
  checkChangeOutput(flag(invocation.flags, 'output'))
  const object = recorded(invocation, saves && isSet(invocation.flags, 'save-config') ? withConfig(built) : built)
  const shown = { printer, did }
  if (dryRunOf(invocation) === 'client') return { object, shown }
  const { body } = yield* call(invocation, 'POST', pathOf(definition, definition.namespaced ? invocation.namespace : undefined) + writeQuery(invocation, manager), { body: object })
  return isFailure(body) ? refuseCreate(body, failed) : { object: body as JsonObject, shown }
}

/** Shows what was made; what was not sent keeps its fields' order in JSON too. */
export function* printBuilt(invocation: Invocation, { object, shown }: Made): Running<void> {
  const isJson = flag(invocation.flags, 'output') === 'json' && dryRunOf(invocation) === 'client'
  if (isJson) yield* printExactly(`${builtJson(object, 4)}\n`)
  else yield* printChanged(invocation, { definition: definitionOf(object), name: String(valueAt(object, ['metadata', 'name'])) }, shown.did, object, shown.printer)
}

function definitionOf(object: JsonObject): KindDefinition {
  const kind = String(object['kind'])
  return kindOf(String(object['apiVersion']), kind) ?? fail(`${kind} is not part of this practice cluster`)
}

/** Ends a create command with the server's refusal. */
export function refuseCreate(status: Status, failed: string | undefined): never {
  throw new CommandFailure(failed === undefined ? statusMessage(status) : `error: ${failed}${status.message ?? ''}`)
}

function withConfig(object: JsonObject): JsonObject {
  const metadata = isObject(object['metadata']) ? object['metadata'] : {}
  const annotations = isObject(metadata['annotations']) ? metadata['annotations'] : {}
  return { ...object, metadata: { ...metadata, annotations: { ...annotations, [lastApplied]: `${builtJson(object)}\n` } } }
}
