import { CommandFailure, fail } from '../../failure'
import { flag, flagList } from '../../flags'
import { printError, type Invocation, type Running } from '../../command'
import { readManifests } from '../../read-manifests'
import { qualifiedResource, readTargets, refuseAcrossNamespaces, refuseWordsWithFiles, resourceWords, rivalOf, type ResourceMapping } from '../../resources'
import { needObjects } from '../change-object'

/** An object that is asked for by name. */
export interface NamedTarget {
  readonly definition: ResourceMapping
  /** Undefined: of the cluster. */
  readonly namespace: string | undefined
  readonly name: string
}

/** What the words, files and selectors of a command choose: all of some types, or objects by name; `single`: one, and no List around it; `unread`: what of the files could not be read. */
export type Selection = { readonly by: 'type'; readonly definitions: readonly ResourceMapping[] } | { readonly by: 'name'; readonly targets: readonly NamedTarget[]; readonly single: boolean; readonly unread: readonly string[] }

/**
 * Reads what a command is about, in the order in which cli-runtime's resource builder finds fault (builder.go visitorResult). `typeAlone`: a type
 * without a selector means all of it.
 */
export function* selectionOf(invocation: Invocation, typeAlone = true): Running<Selection> {
  const { flags, args } = invocation
  if (flagList(flags, 'filename').length > 0 || flag(flags, 'kustomize') !== undefined) return yield* ofFiles(invocation)
  const targets = readTargets(args)
  yield* warnOfRivals(args)
  const byName = targets.some(({ name }) => name !== undefined)
  if (['selector', 'field-selector'].some((name) => (flag(flags, name) ?? '').trim() !== '')) checkSelected(args, byName)
  else if (targets.length === 0) throw new CommandFailure(needObjects)
  else if (!byName && !typeAlone) fail('resource(s) were provided, but no name was specified')
  if (!byName) return { by: 'type', definitions: targets.map(({ definition }) => definition) }
  refuseAcrossNamespaces(invocation, targets)
  const named = targets.map(({ definition, name = '' }) => ({ definition, name, namespace: definition.namespaced ? invocation.namespace : undefined }))
  return { by: 'name', targets: named, single: named.length === 1, unread: [] }
}

function* warnOfRivals(args: readonly string[]): Running<void> {
  for (const word of resourceWords(args)) {
    const rival = rivalOf(word)
    if (rival !== undefined) yield* printError(`Warning: short name "${word}" could also match lower priority resource ${qualifiedResource(rival)}`)
  }
}

function checkSelected(args: readonly string[], byName: boolean): void {
  if (args.length === 0) fail('at least one resource must be specified to use a selector')
  if (!byName) return
  fail(args.some((word) => word.includes('/')) || (args[0] ?? '').includes(',') ? 'selectors and the all flag cannot be used when passing resource/name arguments' : 'name cannot be provided when a selector is specified')
}

function* ofFiles(invocation: Invocation): Running<Selection> {
  const { args } = invocation
  const { objects, problems } = yield* readManifests(invocation, { without: needObjects })
  refuseWordsWithFiles(args)
  const targets = objects.map(({ definition, namespace, name }) => ({ definition, namespace, name }))
  const [path = ''] = flagList(invocation.flags, 'filename')
  return { by: 'name', targets, single: path !== '-' && flagList(invocation.flags, 'filename').length === 1 && objects.every(({ file }) => file === path), unread: problems }
}
