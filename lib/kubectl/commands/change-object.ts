import { apiVersionOf } from '@/lib/kube/kinds'
import type { Status } from '@/lib/kube/meta/v1.generated'
import { CommandFailure, fail, isFailure } from '../failure'
import { flag, flagList, isSet } from '../flags'
import { call, dryRunOf, dryRunSuffix, print, printExactly, printError, type Invocation, type Running } from '../command'
import { isObject, valueAt, type JsonObject } from '../json'
import type { DocumentPrinter } from '../print/document-printer'
import { printObject } from '../print/print-object'
import { problemText, refusal, type Problem } from '../problems'
import { readManifests } from '../read-manifests'
import { collectionOf, listFailure, namedFailure, selectorsOf, type Selectors } from './get/find-infos'
import { pathOf, printedName, readTargets, refuseAcrossNamespaces, refuseWordsWithFiles, type ResourceMapping } from '../resources'

/** An object that a command is about to change, as the server has it now. */
export interface FoundObject {
  readonly definition: ResourceMapping
  readonly namespace: string | undefined
  readonly name: string
  readonly object: JsonObject
}

/** What kubectl says where a command is about nothing (cli-runtime pkg/resource/builder.go). */
export const needObjects = "error: You must provide one or more resources by argument or filename.\nExample resource specifications include:\n   '-f rsrc.yaml'\n   '--filename=rsrc.json'\n   '<resource> <name>'\n   '<resource>'"

/** The objects named by words, files, -l or --all; problems with single ones are collected. With --local they are what the files say; `nameless`: a type alone means all of it. */
export function* findObjects(invocation: Invocation, args: readonly string[], problems: Problem[], nameless = false): Running<readonly FoundObject[]> {
  if (isSet(invocation.flags, 'local')) return yield* localObjects(invocation)
  if (flagList(invocation.flags, 'filename').length > 0) return yield* inFiles(invocation, args, problems)
  // --all picks objects only of a type that stands alone (builder.go ResourceTypeOrNameArgs).
  const isAll = isSet(invocation.flags, 'all') && (args.length !== 1 || args[0]?.includes('/') === true)
  if (!isAll) checkSelection(invocation, args)
  const targets = readTargets(args)
  if (targets.length === 0) throw new CommandFailure(needObjects)
  refuseAcrossNamespaces(invocation, targets)
  const found: FoundObject[] = []
  for (const { definition, name } of targets) {
    const namespace = definition.namespaced ? invocation.namespace : undefined
    if (name !== undefined) yield* addNamed(invocation, found, problems, definition, namespace, name)
    else yield* addListed(invocation, found, problems, definition, nameless)
  }
  return found
}

/** Verbs that take a file's objects as they stand there, without asking the server for them (no Latest() in their builders). */
const asWritten = new Set(['kubectl expose', 'kubectl autoscale', 'kubectl scale', 'kubectl patch'])

function* inFiles(invocation: Invocation, args: readonly string[], problems: Problem[]): Running<readonly FoundObject[]> {
  refuseWordsWithFiles(args)
  const { objects, problems: unread } = yield* readManifests(invocation, { without: needObjects })
  const found: FoundObject[] = []
  for (const { definition, namespace, name, value } of objects) {
    if (asWritten.has(invocation.command)) found.push({ definition, namespace, name, object: value })
    else yield* addNamed(invocation, found, problems, definition, namespace, name)
  }
  problems.push(...unread)
  return found
}

/** What words and selectors can't be given together (cli-runtime pkg/resource/builder.go). */
export function checkSelection({ flags }: Invocation, args: readonly string[]): void {
  const slashed = args.filter((word) => word.includes('/'))
  if (slashed.length > 0 && slashed.length < args.length) readTargets(args)
  const selectors = ['selector', 'field-selector'].filter((name) => (flag(flags, name) ?? '') !== '')
  if (isSet(flags, 'all') && selectors.length > 0) fail("setting 'all' parameter but found a non empty selector. ")
  if (!isSet(flags, 'all') && selectors.length === 0) return
  if (args.some((word) => word.includes('/'))) fail('selectors and the all flag cannot be used when passing resource/name arguments')
  if (args.length > 1) fail('name cannot be provided when a selector is specified')
  if (args.length === 0) fail('at least one resource must be specified to use a selector')
}

function* localObjects(invocation: Invocation): Running<readonly FoundObject[]> {
  const { objects, problems } = yield* readManifests(invocation, { without: needObjects, local: true })
  if (problems.length > 0) throw new CommandFailure(problemText(problems))
  return objects.map(({ definition, name, namespace, value }) => ({ definition, namespace, name, object: value }))
}

function* addNamed(invocation: Invocation, found: FoundObject[], problems: Problem[], definition: ResourceMapping, namespace: string | undefined, name: string): Running<void> {
  const response = yield* call(invocation, 'GET', pathOf(definition, namespace, name))
  if (isFailure(response.body)) problems.push(refusal(yield* namedFailure(invocation, response.body, namespace)))
  else found.push({ definition, namespace, name, object: response.body as JsonObject })
}

function* addListed(invocation: Invocation, found: FoundObject[], problems: Problem[], definition: ResourceMapping, nameless: boolean): Running<void> {
  const selectors = selectorsOf(invocation)
  if (Object.keys(selectors).length === 0 && !nameless && !isSet(invocation.flags, 'all')) fail('resource(s) were provided, but no name was specified')
  const listed = yield* listObjects(invocation, definition, selectors)
  if (isFailure(listed)) problems.push(refusal(listFailure(listed, definition, selectors)))
  else found.push(...listed)
}

/** All objects of a kind that selectors find, or the server's refusal. */
export function* listObjects(invocation: Invocation, definition: ResourceMapping, selectors: Selectors = {}): Running<readonly FoundObject[] | Status> {
  const response = yield* call(invocation, 'GET', `${collectionOf(invocation, definition)}?${new URLSearchParams({ ...selectors }).toString()}`)
  if (isFailure(response.body)) return response.body
  const items = isObject(response.body) && Array.isArray(response.body['items']) ? (response.body['items'] as JsonObject[]) : []
  return items.map((item) => {
    const metadata = item['metadata'] as { readonly name: string; readonly namespace?: string }
    return { definition, namespace: metadata.namespace, name: metadata.name, object: { apiVersion: apiVersionOf(definition), kind: definition.kind, ...item } }
  })
}

/** A new object has no version yet (cli-runtime pkg/resource/helper.go Create). */
export function unversioned(object: JsonObject): JsonObject {
  const { resourceVersion: _version, ...metadata } = object['metadata'] as JsonObject
  return { ...object, metadata }
}

/** Warns where a change meets an object that only waits for its finalizers. */
export function* warnOfDeletion(name: string, object: JsonObject): Running<void> {
  if (valueAt(object, ['metadata', 'deletionTimestamp']) !== undefined) yield* printError(`Warning: Detected changes to resource ${name} which is currently being deleted.`)
}

/** How a change is sent. */
export interface Change {
  readonly patch: unknown
  readonly contentType: string
  readonly manager: string
  /** What the line says happened: `patched`, `image updated`. */
  readonly did: string
  readonly subresource?: string
  /** What is printed of the object instead of the server's answer. */
  readonly shown?: unknown
}

/** Sends a patch and prints what happened; the server's refusal is returned. */
export function* sendChange(invocation: Invocation, found: FoundObject, change: Change, printer?: DocumentPrinter): Running<Problem | undefined> {
  const dryRun = dryRunOf(invocation)
  let result: unknown = found.object
  if (dryRun !== 'client') {
    const query = `?${dryRun === 'server' ? 'dryRun=All&' : ''}fieldManager=${flag(invocation.flags, 'field-manager') ?? change.manager}`
    const path = `${pathOf(found.definition, found.namespace, found.name)}${change.subresource === undefined ? '' : `/${change.subresource}`}`
    const response = yield* call(invocation, 'PATCH', path + query, { body: change.patch, contentType: change.contentType })
    if (isFailure(response.body)) return refusal(response.body)
    result = change.shown ?? response.body
  }
  yield* printChanged(invocation, found, change.did, result, printer)
  return undefined
}

/** Verbs whose client decodes what it prints; the others keep it as it came. */
const typed = /^kubectl (?:run|expose|autoscale|(?:create|set|rollout) .*)$/

/** `deployment.apps/web scaled`, or the object in the format of -o. */
export function* printChanged(invocation: Invocation, found: Pick<FoundObject, 'definition' | 'name'>, did: string, result: unknown, printer?: DocumentPrinter): Running<void> {
  const output = flag(invocation.flags, 'output')
  if (output === 'name') yield* print(printedName(found.definition, found.name))
  else if (output !== undefined && output !== '') yield* printExactly((printer?.separator(output) ?? '') + printObject(output, result, { showManagedFields: isSet(invocation.flags, 'show-managed-fields'), typed: typed.test(invocation.command) }))
  else yield* print(`${printedName(found.definition, found.name)} ${did}${dryRunSuffix(dryRunOf(invocation))}`)
}

/** Prints what went wrong; the command's exit code. */
export function* finish(problems: readonly Problem[], nested = false): Running<number> {
  if (problems.length > 0) yield* printError(problemText(problems, nested))
  return problems.length === 0 ? 0 : 1
}
