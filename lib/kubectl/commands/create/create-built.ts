import { kindOf } from '@/lib/kube/kinds'
import type { Status } from '@/lib/kube/meta/v1.generated'
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
  /** Says nothing when it was made. */
  readonly silent?: boolean
}

/** JSON of a typed object: fields in the order they were built in, as Go writes them in the order of the type. */
export function builtJson(object: unknown, indent?: number): string {
  return writeJson(object, indent, '', (map) => Object.keys(map))
}

/** Posts an object made from words, or only shows it with --dry-run=client. Its fields stand in the order of the Go type. */
export function* createBuilt(invocation: Invocation, built: JsonObject, { failed, manager = 'kubectl-create', printer = new DocumentPrinter(), did = 'created', silent = false }: Making): Running<number> {
  const definition = kindOf(String(built['apiVersion']), String(built['kind']))
  if (definition === undefined) return fail(`${String(built['kind'])} is not part of this practice cluster`)
  checkChangeOutput(flag(invocation.flags, 'output'))
  const object = isSet(invocation.flags, 'save-config') ? withConfig(built) : built
  const name = String(valueAt(object, ['metadata', 'name']))
  if (dryRunOf(invocation) === 'client') {
    if (flag(invocation.flags, 'output') === 'json') yield* printExactly(`${builtJson(object, 4)}\n`)
    else yield* printChanged(invocation, { definition, name }, did, object, printer)
    return 0
  }
  const { body } = yield* call(invocation, 'POST', pathOf(definition, definition.namespaced ? invocation.namespace : undefined) + writeQuery(invocation, manager), { body: object })
  if (isFailure(body)) refuseCreate(body, failed)
  if (!silent) yield* printChanged(invocation, { definition, name }, did, body, printer)
  return 0
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
