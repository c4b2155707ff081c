import { CommandFailure, fail, isFailure, statusMessage } from '../failure'
import { durationMs, flag, flagList, isSet } from '../flags'
import { allFlag, call, clock, dryRunFlag, dryRunOf, dryRunSuffix, fileFlags, idle, outputFlag, print, printError, selectorFlag, type Command, type Invocation, type Running } from '../command'
import { isObject, type JsonObject } from '../json'
import { readManifests } from '../read-manifests'
import { needKind, pathOf, printedName, readTargets, type ResourceTarget, type ResourceMapping } from '../resources'

interface Doomed {
  readonly definition: ResourceMapping
  readonly namespace: string | undefined
  readonly name: string
}

export const deleteCommand: Command = {
  name: 'delete',
  about: 'Delete objects, and wait until they are gone.',
  usage: 'kubectl delete TYPE NAME… | TYPE/NAME… | TYPE -l selector | TYPE --all | -f FILE [--wait=false] [--force --grace-period=0] [--cascade=orphan|foreground]',
  flags: [
    ...fileFlags,
    selectorFlag,
    allFlag,
    dryRunFlag,
    outputFlag,
    { name: 'all-namespaces', short: 'A', type: 'bool' },
    { name: 'wait', type: 'bool' },
    { name: 'force', type: 'bool' },
    { name: 'now', type: 'bool' },
    { name: 'grace-period', type: 'int' },
    { name: 'cascade', type: 'optional', alone: 'background' },
    { name: 'ignore-not-found', type: 'bool' },
    { name: 'field-selector', type: 'string' },
    { name: 'timeout', type: 'duration' },
    { name: 'interactive', short: 'i', type: 'bool' },
  ],
  *run(invocation) {
    const { doomed, problems } = yield* findDoomed(invocation)
    const gone: Doomed[] = []
    for (const one of doomed) {
      const problem = yield* deleteOne(invocation, one)
      if (problem === undefined) gone.push(one)
      else if (problem !== '') problems.push(problem)
    }
    if (doomed.length === 0 && problems.length === 0 && !isSet(invocation.flags, 'ignore-not-found')) yield* print('No resources found')
    if (dryRunOf(invocation) === 'none' && flag(invocation.flags, 'wait') !== 'false') yield* waitGone(invocation, gone, problems)
    for (const problem of problems) yield* printError(problem)
    return problems.length === 0 ? 0 : 1
  },
}

function* findDoomed(invocation: Invocation): Running<{ doomed: Doomed[]; problems: string[] }> {
  if (flagList(invocation.flags, 'filename').length > 0) {
    const { objects, problem } = yield* readManifests(invocation, '')
    const doomed = objects.map((object): Doomed => {
      const definition = needKind(object.apiVersion, object.kind, { name: object.name, namespace: object.namespace ?? '', file: object.file })
      return { definition, namespace: definition.namespaced ? (object.namespace ?? invocation.namespace) : undefined, name: object.name }
    })
    return { doomed, problems: problem === undefined ? [] : [`error: ${problem}`] }
  }
  const targets = readTargets(invocation.args)
  if (targets.length === 0) throw new CommandFailure("error: You must provide one or more resources by argument or filename.\nExample resource specifications include:\n   '-f rsrc.yaml'\n   '--filename=rsrc.json'\n   '<resource> <name>'\n   '<resource>'")
  if (!isSelecting(invocation) && targets.some((target) => target.name === undefined)) fail('resource(s) were provided, but no name was specified')
  const problems: string[] = []
  const doomed: Doomed[] = []
  for (const target of targets) doomed.push(...(target.name === undefined ? yield* listed(invocation, target, problems) : [{ definition: target.definition, namespace: target.definition.namespaced ? invocation.namespace : undefined, name: target.name }]))
  return { doomed, problems }
}

function isSelecting(invocation: Invocation): boolean {
  return isSet(invocation.flags, 'all') || [flag(invocation.flags, 'selector'), flag(invocation.flags, 'field-selector')].some((selector) => selector !== undefined && selector !== '')
}

function* listed(invocation: Invocation, target: ResourceTarget, problems: string[]): Running<Doomed[]> {
  const query = new URLSearchParams()
  const selector = flag(invocation.flags, 'selector') ?? ''
  const fields = flag(invocation.flags, 'field-selector') ?? ''
  if (fields !== '') query.set('fieldSelector', fields)
  if (selector !== '') query.set('labelSelector', selector)
  const response = yield* call(invocation, 'GET', `${pathOf(target.definition, invocation.allNamespaces ? undefined : invocation.namespace)}?${query.toString()}`)
  if (isFailure(response.body)) {
    problems.push(statusMessage(response.body))
    return []
  }
  const items = isObject(response.body) && Array.isArray(response.body['items']) ? (response.body['items'] as JsonObject[]) : []
  return items.map((item) => {
    const metadata = item['metadata'] as { readonly name: string; readonly namespace?: string }
    return { definition: target.definition, namespace: metadata.namespace, name: metadata.name }
  })
}

/** Undefined: deleted; empty: was not there and need not be; else what to print. */
function* deleteOne(invocation: Invocation, { definition, namespace, name }: Doomed): Running<string | undefined> {
  const dryRun = dryRunOf(invocation)
  const forced = isSet(invocation.flags, 'force')
  if (dryRun !== 'client') {
    const body = deleteOptions(invocation, forced)
    const response = yield* call(invocation, 'DELETE', `${pathOf(definition, namespace, name)}${dryRun === 'server' ? '?dryRun=All' : ''}`, { body })
    if (isFailure(response.body)) {
      if (response.body.reason === 'NotFound' && isSet(invocation.flags, 'ignore-not-found')) return ''
      return statusMessage(response.body)
    }
    if (forced) yield* printError('Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.')
  }
  yield* printDeleted(invocation, { definition, namespace, name }, forced)
  return undefined
}

function deleteOptions(invocation: Invocation, forced: boolean): JsonObject {
  const grace = isSet(invocation.flags, 'now') ? '1' : (flag(invocation.flags, 'grace-period') ?? (forced ? '0' : '-1'))
  const cascade = flag(invocation.flags, 'cascade') ?? 'background'
  return { propagationPolicy: { orphan: 'Orphan', false: 'Orphan', foreground: 'Foreground' }[cascade] ?? 'Background', ...(Number(grace) < 0 ? {} : { gracePeriodSeconds: Number(grace) }) }
}

function* printDeleted(invocation: Invocation, { definition, namespace, name }: Doomed, forced: boolean): Running<void> {
  const [kind = ''] = printedName(definition, name).split('/')
  const where = namespace === undefined ? '' : ` from ${namespace} namespace`
  yield* print(flag(invocation.flags, 'output') === 'name' ? printedName(definition, name) : `${kind} "${name}" ${forced ? 'force deleted' : 'deleted'}${where}${dryRunSuffix(dryRunOf(invocation))}`)
}

function* waitGone(invocation: Invocation, gone: readonly Doomed[], problems: string[]): Running<void> {
  const limit = durationMs(flag(invocation.flags, 'timeout') ?? '0') ?? 0
  const { nowMs } = yield* clock()
  const until = limit === 0 ? undefined : nowMs + limit
  for (const one of gone) {
    for (;;) {
      const response = yield* call(invocation, 'GET', pathOf(one.definition, one.namespace, one.name))
      if (isFailure(response.body)) break
      const now = yield* idle(until)
      if (until !== undefined && now >= until) {
        problems.push(`error: timed out waiting for the condition on ${one.definition.resource}/${one.name}`)
        return
      }
    }
  }
}
