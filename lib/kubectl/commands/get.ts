import { CommandFailure, fail, isFailure, statusMessage } from '../failure'
import { flag, flagList, isSet } from '../flags'
import { call, fileFlags, idle, outputFlag, print, printExactly, printError, selectorFlag, type Command, type Invocation, type Running } from '../command'
import { isObject, type JsonObject } from '../json'
import { isObjectFormat, printObject } from '../print/print-object'
import { findByPath } from '../print/json-path'
import { printTable, type ServerTable } from '../print/table'
import { readManifests } from '../read-manifests'
import { needKind, pathOf, readTargets, type ResourceTarget } from '../resources'

export const tableAccept = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json'
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
    if (isSet(invocation.flags, 'watch') || isSet(invocation.flags, 'watch-only')) return yield* watch(invocation, targets)
    return isObjectFormat(flag(invocation.flags, 'output')) ? yield* getObjects(invocation, targets) : yield* getTables(invocation, targets)
  },
}

function* targetsOf(invocation: Invocation): Running<readonly ResourceTarget[]> {
  if (flagList(invocation.flags, 'filename').length === 0) return readTargets(invocation.args)
  const { objects, problem } = yield* readManifests(invocation, '')
  if (problem !== undefined) fail(problem)
  return objects.map((object) => ({ definition: needKind(object.apiVersion, object.kind, { name: object.name, namespace: '', file: object.file }), name: object.name }))
}

function queryOf(invocation: Invocation, target: ResourceTarget): string {
  if (target.name !== undefined) return ''
  const query = new URLSearchParams()
  const selector = flag(invocation.flags, 'selector') ?? ''
  const fields = flag(invocation.flags, 'field-selector') ?? ''
  if (fields !== '') query.set('fieldSelector', fields)
  if (selector !== '') query.set('labelSelector', selector)
  query.set('limit', '500')
  return `?${query.toString()}`
}

function collection(invocation: Invocation, target: ResourceTarget): string {
  return pathOf(target.definition, invocation.allNamespaces ? undefined : invocation.namespace, target.name)
}

function* getTables(invocation: Invocation, targets: readonly ResourceTarget[]): Running<number> {
  const groups: { target: ResourceTarget; tables: ServerTable[] }[] = []
  let exitCode = 0
  for (const target of targets) {
    const sortBy = flag(invocation.flags, 'sort-by')
    const response = yield* call(invocation, 'GET', collection(invocation, target) + queryOf(invocation, target) + (sortBy === undefined || target.name !== undefined ? '' : '&includeObject=Object'), { accept: tableAccept })
    if (isFailure(response.body)) {
      if (isSet(invocation.flags, 'ignore-not-found') && response.body.reason === 'NotFound') continue
      yield* printError(statusMessage(response.body))
      exitCode = 1
      continue
    }
    const table = sortBy === undefined ? (response.body as ServerTable) : sortTable(response.body as ServerTable, sortBy)
    const last = groups.at(-1)
    if (last?.target.definition === target.definition) last.tables.push(table)
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
  const [left, right] = [String(a ?? ''), String(b ?? '')]
  return left < right ? -1 : left > right ? 1 : 0
}

function tableOptions(invocation: Invocation, target: ResourceTarget, many: boolean) {
  const withKind = many || isSet(invocation.flags, 'show-kind')
  const group = target.definition.group === '' ? '' : `.${target.definition.group}`
  return {
    wide: flag(invocation.flags, 'output') === 'wide',
    headers: !isSet(invocation.flags, 'no-headers'),
    withNamespace: invocation.allNamespaces && target.definition.namespaced,
    showLabels: isSet(invocation.flags, 'show-labels'),
    labelColumns: flagList(invocation.flags, 'label-columns'),
    prefix: withKind ? `${target.definition.singular}${group}/` : '',
    showKind: withKind,
  }
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
  const single = targets.length === 1 && targets[0]?.name !== undefined
  const sortBy = flag(invocation.flags, 'sort-by')
  if (sortBy !== undefined) objects.sort((a, b) => compare(findByPath(sortBy, a)[0], findByPath(sortBy, b)[0]))
  const shown = single ? objects[0] : { apiVersion: 'v1', items: objects, kind: 'List', metadata: { resourceVersion: '' } }
  if (shown !== undefined && (problems.length === 0 || objects.length > 0)) {
    yield* printExactly(printObject(flag(invocation.flags, 'output') ?? '', shown, { showManagedFields: isSet(invocation.flags, 'show-managed-fields'), headers: !isSet(invocation.flags, 'no-headers') }))
  }
  for (const problem of problems) yield* printError(problem)
  return problems.length === 0 ? 0 : 1
}

/** A list's items with their kind, as a decoder for single objects gives them. */
function items(body: JsonObject): JsonObject[] {
  if (!Array.isArray(body['items'])) return [body]
  const kind = String(body['kind']).replace(/List$/, '')
  return body['items'].filter(isObject).map((item) => ({ apiVersion: body['apiVersion'], kind, ...item }))
}

function* watch(invocation: Invocation, targets: readonly ResourceTarget[]): Running<number> {
  const [target] = targets
  if (target === undefined || targets.length > 1) return fail('you may only specify a single resource type')
  const output = flag(invocation.flags, 'output')
  const asObject = isObjectFormat(output)
  const options = tableOptions(invocation, target, false)
  const listTarget: ResourceTarget = { definition: target.definition, name: undefined }
  const fieldSelector = target.name === undefined ? (flag(invocation.flags, 'field-selector') ?? '') : `metadata.name=${target.name}`
  const first = yield* call(invocation, 'GET', collection(invocation, target) + queryOf(invocation, target), { accept: asObject ? 'application/json' : tableAccept })
  if (isFailure(first.body)) throw new CommandFailure(statusMessage(first.body))
  let headers = options.headers
  if (!isSet(invocation.flags, 'watch-only')) {
    if (asObject) for (const item of items(first.body as JsonObject)) yield* printExactly(printObject(output, item))
    else {
      const text = printTable(first.body as ServerTable, options)
      if (text !== '') {
        yield* print(text)
        headers = false
      }
    }
  }
  let resourceVersion = String(((first.body as JsonObject)['metadata'] as JsonObject | undefined)?.['resourceVersion'] ?? '0')
  for (;;) {
    const query = new URLSearchParams({ watch: 'true', resourceVersion, ...(fieldSelector === '' ? {} : { fieldSelector }), ...((flag(invocation.flags, 'selector') ?? '') === '' ? {} : { labelSelector: flag(invocation.flags, 'selector') ?? '' }) })
    const response = yield* call(invocation, 'GET', `${collection(invocation, listTarget)}?${query.toString()}`, { accept: asObject ? 'application/json' : tableAccept })
    if (isFailure(response.body)) throw new CommandFailure(statusMessage(response.body))
    for (const event of response.watch?.events ?? []) {
      if (event.type === 'BOOKMARK' || event.type === 'ERROR') continue
      yield* printExactly(asObject ? printObject(output, event.object) : printTable(event.object as ServerTable, { ...options, headers }))
      headers = false
    }
    resourceVersion = response.watch?.resourceVersion ?? resourceVersion
    yield* idle()
  }
}
