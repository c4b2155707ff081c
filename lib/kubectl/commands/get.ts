import { CommandFailure, fail, isFailure, statusMessage } from '../failure'
import { flag, flagList, isSet } from '../flags'
import { call, fileFlags, outputFlag, print, printExactly, printError, selectorFlag, type Command, type Invocation, type Running } from '../command'
import { isObject, type JsonObject } from '../json'
import { isObjectFormat, printObject } from '../print/print-object'
import { findByPath } from '../print/json-path'
import { goPlain } from '../print/go-value'
import { printTable, type ServerTable } from '../print/table'
import { problemText } from '../problems'
import { readManifests } from '../read-manifests'
import { collection, items, queryOf, tableAccept, tableOptions } from './get-query'
import { watchObjects } from './get-watch'
import { readTargets, type ResourceTarget } from '../resources'

const needSomething = 'You must specify the type of resource to get. Use "kubectl api-resources" for a complete list of supported resources.\n\nerror: Required resource not specified.\nUse "kubectl explain <resource>" for a detailed description of that resource (e.g. kubectl explain pods).\nSee \'kubectl get -h\' for help and examples'

export const getCommand: Command = {
  name: 'get',
  about: 'Show one or many objects.',
  usage: 'kubectl get TYPE[/NAME] [NAME…] [-n namespace | -A] [-l selector] [-o wide|yaml|json|name|jsonpath=…|custom-columns=…] [-w]',
  flags: [
    outputFlag,
    selectorFlag,
    ...fileFlags,
    { name: 'all-namespaces', short: 'A', type: 'bool' },
    { name: 'watch', short: 'w', type: 'bool' },
    { name: 'watch-only', type: 'bool' },
    { name: 'show-labels', type: 'bool' },
    { name: 'label-columns', short: 'L', type: 'list' },
    { name: 'no-headers', type: 'bool' },
    { name: 'field-selector', type: 'string' },
    { name: 'sort-by', type: 'string' },
    { name: 'ignore-not-found', type: 'bool' },
    { name: 'show-kind', type: 'bool' },
    { name: 'show-managed-fields', type: 'bool' },
    { name: 'output-watch-events', type: 'bool' },
    { name: 'chunk-size', type: 'int' },
    { name: 'raw', type: 'string' },
    { name: 'subresource', type: 'string' },
  ],
  *run(invocation) {
    const targets = yield* targetsOf(invocation)
    if (targets.length === 0) throw new CommandFailure(needSomething)
    const selector = flag(invocation.flags, 'selector') ?? ''
    if (selector !== '' && targets.some((target) => target.name !== undefined)) fail('name cannot be provided when a selector is specified')
    if (invocation.allNamespaces && targets.some((target) => target.name !== undefined && target.definition.namespaced)) fail('a resource cannot be retrieved by name across all namespaces')
    if (isSet(invocation.flags, 'watch') || isSet(invocation.flags, 'watch-only')) return yield* watchObjects(invocation, targets)
    return isObjectFormat(flag(invocation.flags, 'output')) ? yield* getObjects(invocation, targets) : yield* getTables(invocation, targets)
  },
}

function* targetsOf(invocation: Invocation): Running<readonly ResourceTarget[]> {
  if (flagList(invocation.flags, 'filename').length === 0) return readTargets(invocation.args)
  const { objects, problems } = yield* readManifests(invocation, {})
  if (problems.length > 0) throw new CommandFailure(problemText(problems))
  return objects
}

function* getTables(invocation: Invocation, targets: readonly ResourceTarget[]): Running<number> {
  const groups: { target: ResourceTarget; tables: ServerTable[] }[] = []
  let exitCode = 0
  for (const target of targets) {
    const table = yield* tableOf(invocation, target)
    const last = groups.at(-1)
    if (table === 'refused') exitCode = 1
    else if (table === undefined) continue
    else if (last?.target.definition === target.definition) last.tables.push(table)
    else groups.push({ target, tables: [table] })
  }
  const shown = groups.filter((group) => group.tables.some((table) => (table.rows?.length ?? 0) > 0))
  const many = groups.length > 1 && new Set(targets.map((target) => target.definition)).size > 1
  for (const [index, group] of shown.entries()) {
    if (index > 0) yield* print('\n')
    yield* print(printTable(merge(group.tables), tableOptions(invocation, group.target, many)))
  }
  if (shown.length === 0 && exitCode === 0 && !isSet(invocation.flags, 'ignore-not-found')) yield* printError(nothingFound(invocation, targets))
  return exitCode
}

/** The server's table, sorted where that is asked for; undefined: not there and need not be. */
function* tableOf(invocation: Invocation, target: ResourceTarget): Running<ServerTable | 'refused' | undefined> {
  const sortBy = flag(invocation.flags, 'sort-by')
  const include = sortBy === undefined || target.name !== undefined ? '' : '&includeObject=Object'
  const response = yield* call(invocation, 'GET', collection(invocation, target) + queryOf(invocation, target) + include, { accept: tableAccept })
  if (!isFailure(response.body)) return sortBy === undefined ? (response.body as ServerTable) : sortTable(response.body as ServerTable, sortBy)
  if (isSet(invocation.flags, 'ignore-not-found') && response.body.reason === 'NotFound') return undefined
  yield* printError(statusMessage(response.body))
  return 'refused'
}

function merge(tables: readonly ServerTable[]): ServerTable {
  const [first] = tables
  return { kind: 'Table', columnDefinitions: first?.columnDefinitions ?? [], rows: tables.flatMap((table) => table.rows ?? []) }
}

function sortTable(table: ServerTable, path: string): ServerTable {
  const key = (row: NonNullable<ServerTable['rows']>[number]) => findByPath(path, row.object)[0]
  const rows = [...(table.rows ?? [])].sort((a, b) => compare(key(a), key(b)))
  return { ...table, rows }
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  const [left, right] = [goPlain(a ?? ''), goPlain(b ?? '')]
  return left < right ? -1 : left > right ? 1 : 0
}

function nothingFound(invocation: Invocation, targets: readonly ResourceTarget[]): string {
  return invocation.allNamespaces || targets.every((target) => !target.definition.namespaced) ? 'No resources found' : `No resources found in ${invocation.namespace} namespace.`
}

function* getObjects(invocation: Invocation, targets: readonly ResourceTarget[]): Running<number> {
  const objects: JsonObject[] = []
  const problems: string[] = []
  for (const target of targets) {
    const response = yield* call(invocation, 'GET', collection(invocation, target) + queryOf(invocation, target))
    if (isFailure(response.body)) {
      if (isSet(invocation.flags, 'ignore-not-found') && response.body.reason === 'NotFound') continue
      problems.push(statusMessage(response.body))
    } else if (isObject(response.body)) objects.push(...items(response.body))
  }
  const shown = together(invocation, targets, objects)
  if (shown !== undefined && (problems.length === 0 || objects.length > 0)) {
    yield* printExactly(printObject(flag(invocation.flags, 'output') ?? '', shown, { showManagedFields: isSet(invocation.flags, 'show-managed-fields'), headers: !isSet(invocation.flags, 'no-headers') }))
  }
  for (const problem of problems) yield* printError(problem)
  return problems.length === 0 ? 0 : 1
}

/** One object as it is, several as a List. */
function together(invocation: Invocation, targets: readonly ResourceTarget[], objects: JsonObject[]): JsonObject | undefined {
  if (targets.length === 1 && targets[0]?.name !== undefined) return objects[0]
  const sortBy = flag(invocation.flags, 'sort-by')
  if (sortBy !== undefined) objects.sort((a, b) => compare(findByPath(sortBy, a)[0], findByPath(sortBy, b)[0]))
  return { apiVersion: 'v1', items: objects, kind: 'List', metadata: { resourceVersion: '' } }
}
