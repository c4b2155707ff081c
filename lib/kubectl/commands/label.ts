import { validateLabelValue } from '@/lib/kube/names'
import { recorded } from '../change-cause'
import { fail } from '../failure'
import { flag, isSet } from '../flags'
import { dryRunOf, print, type Command, type Invocation, type Running } from '../command'
import { isObject, scalarText, type JsonObject } from '../json'
import { checkChangeOutput } from '../print/document-printer'
import type { Problem } from '../problems'
import { findObjects, finish, printChanged, sendChange, type FoundObject } from './change-object'
import { parsePairs, splitResourcesAndPairs } from './set/pairs'

type Field = 'labels' | 'annotations'

/** What differs between the two commands (kubectl pkg/cmd/label/label.go, pkg/cmd/annotate/annotate.go). */
interface Kind {
  readonly field: Field
  readonly noun: 'label' | 'annotation'
  readonly manager: string
}

function command(name: string, kind: Kind): Command {
  return {
    name,
    about: kind.field === 'labels' ? 'Put, change or remove labels.' : 'Put, change or remove annotations.',
    usage: `kubectl ${name} TYPE NAME KEY=VALUE … KEY- [--overwrite]`,
    run: (invocation) => run(invocation, kind),
  }
}

export const labelCommand = command('label', { field: 'labels', noun: 'label', manager: 'kubectl-label' })
export const annotateCommand = command('annotate', { field: 'annotations', noun: 'annotation', manager: 'kubectl-annotate' })

function* run(invocation: Invocation, kind: Kind): Running<number> {
  const { targets, changes } = splitResourcesAndPairs(invocation.args, kind.noun)
  const change = kind.field === 'labels' ? readLabels(changes) : readAnnotations(changes)
  if (isSet(invocation.flags, 'list') && (flag(invocation.flags, 'output') ?? '') !== '') fail('--list and --output may not be specified together')
  checkOptions(invocation, targets, change, kind)
  checkChangeOutput(flag(invocation.flags, 'output'))
  const problems: Problem[] = []
  const found = yield* findObjects(invocation, targets, problems)
  const one = isSingle(invocation, targets)
  if (!one && flag(invocation.flags, 'resource-version') !== undefined) fail('--resource-version may only be used with a single resource')
  for (const object of found) {
    const refused = yield* changeOne(invocation, object, kind, change, one)
    if (refused !== undefined) problems.push(refused)
  }
  return yield* finish(problems)
}

interface Changes {
  readonly put: ReadonlyMap<string, string>
  readonly remove: readonly string[]
}

function readLabels(words: readonly string[]): Changes {
  const put = new Map<string, string>()
  const remove: string[] = []
  for (const word of words) {
    const [key = '', value, ...more] = word.split('=')
    if (value === undefined) {
      remove.push(word.slice(0, -1))
      continue
    }
    if (more.length > 0) fail(`invalid label spec: ${word}`)
    const wrong = validateLabelValue(value)
    if (wrong.length > 0) fail(`invalid label value: "${word}": ${wrong.join(';')}`)
    put.set(key, value)
  }
  if (remove.some((key) => put.has(key))) fail('can not both modify and remove a label in the same command')
  return { put, remove }
}

function readAnnotations(words: readonly string[]): Changes {
  return parsePairs(words, 'annotation', true)
}

function checkOptions(invocation: Invocation, targets: readonly string[], { put, remove }: Changes, { field, noun }: Kind): void {
  const { flags } = invocation
  const isGiven = (name: string) => (flag(flags, name) ?? '') !== ''
  if (isSet(flags, 'all') && isGiven('selector')) fail('cannot set --all and --selector at the same time')
  if (isSet(flags, 'all') && isGiven('field-selector')) fail('cannot set --all and --field-selector at the same time')
  checkSources(invocation, targets, noun)
  if (put.size === 0 && remove.length === 0 && !isSet(flags, 'list')) fail(`at least one ${noun} update is required`)
  const both = field === 'annotations' ? remove.filter((key) => put.has(key)) : []
  if (both.length > 0) fail(`can not both modify and remove the following annotation(s) in the same command: ${both.join(', ')}`)
}

function checkSources(invocation: Invocation, targets: readonly string[], noun: Kind['noun']): void {
  const hasFiles = (invocation.flags.values.get('filename') ?? []).length > 0 || flag(invocation.flags, 'kustomize') !== undefined
  if (!isSet(invocation.flags, 'local')) {
    if (targets.length === 0 && !hasFiles) fail('one or more resources must be specified as <resource> <name> or <resource>/<name>')
    return
  }
  if (dryRunOf(invocation) === 'server') fail('cannot specify --local and --dry-run=server - did you mean --dry-run=client?')
  const example = noun === 'label' ? '-f pod.yaml or --filename=pod.json' : '-f rsrc.yaml or --filename=rsrc.json'
  if (targets.length > 0) fail(`can only use local files by ${example} when --local=true is set`)
  if (!hasFiles) fail(`one or more files must be specified as ${example}`)
}

/** Whether the words can mean only one object. */
function isSingle({ flags }: Invocation, targets: readonly string[]): boolean {
  const files = flags.values.get('filename') ?? []
  if (files.length > 0) return files.length === 1 && files[0] !== '-'
  if (isSet(flags, 'all') || ['selector', 'field-selector'].some((name) => flag(flags, name) !== undefined)) return false
  return targets.some((word) => word.includes('/')) ? targets.length === 1 : targets.length === 2 && targets[0]?.includes(',') === false
}

function present({ object }: FoundObject, field: Field): JsonObject {
  const metadata = object['metadata']
  return isObject(metadata) && isObject(metadata[field]) ? metadata[field] : {}
}

function* changeOne(invocation: Invocation, found: FoundObject, kind: Kind, changes: Changes, one: boolean): Running<Problem | undefined> {
  const { field } = kind
  const sends = dryRunOf(invocation) !== 'client' && !isSet(invocation.flags, 'local') && !isSet(invocation.flags, 'list')
  const draft = draftOf(found, field, changes)
  if (field === 'labels' && sends) yield* print(draft.unknown.map((key) => `label "${key}" not found.\n`).join(''))
  if (draft.taken.length > 0 && !isSet(invocation.flags, 'overwrite')) return overwriteProblem(field, draft.taken)
  if (isSet(invocation.flags, 'list')) {
    yield* print(listed(found, field, draft.values, one))
    return undefined
  }
  const shown = { ...found, object: draft.object }
  const did = didWhat(field, draft.added.length > 0, draft.gone.length > 0)
  if (sends && did !== 'not labeled') return yield* sendChange(invocation, shown, { patch: patchOf(invocation, field, draft), contentType: 'application/merge-patch+json', manager: kind.manager, did, ...(field === 'labels' ? { shown: draft.object } : {}) })
  yield* printChanged(invocation, shown, did, draft.object)
  return undefined
}

/** An object as it will be, and what that changes. */
interface Draft {
  readonly object: JsonObject
  readonly values: JsonObject
  readonly added: readonly (readonly [string, string])[]
  readonly gone: readonly string[]
  /** To be removed and not there. */
  readonly unknown: readonly string[]
  /** Already there with another value. */
  readonly taken: readonly string[]
}

function draftOf(found: FoundObject, field: Field, { put, remove }: Changes): Draft {
  const now = present(found, field)
  const added = [...put].filter(([key, value]) => now[key] !== value)
  const gone = remove.filter((key) => now[key] !== undefined)
  const values = { ...Object.fromEntries(Object.entries(now).filter(([key]) => !gone.includes(key))), ...Object.fromEntries(added) }
  const metadata = { ...(isObject(found.object['metadata']) ? found.object['metadata'] : {}), [field]: values }
  return {
    object: { ...found.object, metadata },
    values,
    added,
    gone,
    unknown: remove.filter((key) => now[key] === undefined),
    taken: added.filter(([key]) => now[key] !== undefined).map(([key]) => `'${key}' already has a value (${scalarText(now[key])})`),
  }
}

function patchOf(invocation: Invocation, field: Field, { added, gone }: Draft): JsonObject {
  const version = flag(invocation.flags, 'resource-version') ?? ''
  return recorded(invocation, { metadata: { [field]: { ...Object.fromEntries(added), ...Object.fromEntries(gone.map((key) => [key, null])) }, ...(version === '' ? {} : { resourceVersion: version }) } })
}

function overwriteProblem(field: Field, taken: readonly string[]): string {
  if (field === 'annotations') return `--overwrite is false but found the following declared annotation(s): ${taken.join('; ')}`
  return taken.map((one) => `${one}, and --overwrite is false`).join('\n')
}

function listed({ definition, name }: FoundObject, field: Field, values: JsonObject, one: boolean): string {
  const heading = one ? '' : `Listing ${field} for ${definition.kind}.${definition.group}/${name}:\n`
  return heading + Object.keys(values).sort().map((key) => `${one ? '' : ' '}${key}=${scalarText(values[key])}\n`).join('')
}

function didWhat(field: Field, changedSome: boolean, removed: boolean): string {
  if (field === 'annotations') return 'annotated'
  if (changedSome && removed) return 'modified'
  if (changedSome) return 'labeled'
  return removed ? 'unlabeled' : 'not labeled'
}
