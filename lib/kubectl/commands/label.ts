import { CommandFailure, fail } from '../failure'
import { flagList, isSet } from '../flags'
import { allFlag, dryRunFlag, fieldManagerFlag, fileFlags, outputFlag, print, selectorFlag, type Command, type Invocation, type Running } from '../command'
import { isObject } from '../json'
import { findObjects, finish, printChanged, sendChange, type FoundObject } from './change-object'

type Field = 'labels' | 'annotations'

function command(field: Field): Command {
  const name = field === 'labels' ? 'label' : 'annotate'
  return {
    name,
    about: field === 'labels' ? 'Put, change or remove labels.' : 'Put, change or remove annotations.',
    usage: `kubectl ${name} TYPE NAME KEY=VALUE … KEY- [--overwrite]`,
    flags: [...fileFlags, selectorFlag, allFlag, dryRunFlag, outputFlag, fieldManagerFlag, { name: 'overwrite', type: 'bool' }, { name: 'list', type: 'bool' }, { name: 'local', type: 'bool' }, { name: 'resource-version', type: 'string' }, { name: 'all-namespaces', short: 'A', type: 'bool' }, { name: 'field-selector', type: 'string' }],
    run: (invocation) => run(invocation, field, name),
  }
}

export const labelCommand = command('labels')
export const annotateCommand = command('annotations')

function* run(invocation: Invocation, field: Field, name: string): Running<number> {
  const isChange = (word: string) => word.includes('=') || (word.endsWith('-') && word.length > 1)
  const first = invocation.args.findIndex((word, index) => isChange(word) && (index > 0 || flagList(invocation.flags, 'filename').length > 0))
  const words = first === -1 ? [] : invocation.args.slice(first)
  const targets = first === -1 ? invocation.args : invocation.args.slice(0, first)
  if (words.length === 0 && !isSet(invocation.flags, 'list')) throw new CommandFailure(`error: at least one ${name === 'label' ? 'label' : 'annotation'} update is required`)
  const { put, remove } = readChanges(words, name)
  const problems: string[] = []
  for (const found of yield* findObjects(invocation, targets, problems)) {
    const refused = yield* change(invocation, found, field, { put, remove })
    if (refused !== undefined) problems.push(refused)
  }
  return yield* finish(problems)
}

interface Changes {
  readonly put: Readonly<Record<string, string>>
  readonly remove: readonly string[]
}

function readChanges(words: readonly string[], name: string): Changes {
  const put: Record<string, string> = {}
  const remove: string[] = []
  for (const word of words) {
    const equals = word.indexOf('=')
    if (equals > 0) put[word.slice(0, equals)] = word.slice(equals + 1)
    else if (word.endsWith('-')) remove.push(word.slice(0, -1))
    else fail(`unrecognized ${name} update: ${word}`.replace('unrecognized label update', 'unknown label spec').replace('unrecognized annotate update', 'invalid annotation format'))
  }
  const both = Object.keys(put).find((key) => remove.includes(key))
  if (both !== undefined) fail(`can not both modify and remove a ${name === 'label' ? 'label' : 'annotation'} in the same command`)
  return { put, remove }
}

function didWhat(field: Field, changed: boolean, removed: boolean): string {
  if (field === 'annotations') return 'annotated'
  if (changed) return 'labeled'
  return removed ? 'unlabeled' : 'not labeled'
}

function alreadyHas(field: Field, key: string, value: string): string {
  return field === 'labels' ? `error: '${key}' already has a value (${value}), and --overwrite is false` : `error: --overwrite is false but found the following declared annotation(s): '${key}' already has a value (${value})`
}

function* change(invocation: Invocation, found: FoundObject, field: Field, { put, remove }: Changes): Running<string | undefined> {
  const metadata = found.object['metadata']
  const present = isObject(metadata) && isObject(metadata[field]) ? metadata[field] : {}
  const noun = field === 'labels' ? 'label' : 'annotation'
  const first = Object.keys(put).find((key) => present[key] !== undefined && present[key] !== put[key])
  if (first !== undefined && !isSet(invocation.flags, 'overwrite')) return alreadyHas(field, first, String(present[first]))
  for (const key of remove) if (present[key] === undefined) yield* print(`${noun} "${key}" not found.`)
  const removed = remove.filter((key) => present[key] !== undefined)
  const changed = Object.keys(put).some((key) => present[key] !== put[key])
  const did = didWhat(field, changed, removed.length > 0)
  if (!changed && removed.length === 0) {
    yield* printChanged(invocation, found, did, found.object)
    return undefined
  }
  const patch = { metadata: { [field]: { ...put, ...Object.fromEntries(removed.map((key) => [key, null])) } } }
  return yield* sendChange(invocation, found, { patch, contentType: 'application/merge-patch+json', manager: field === 'labels' ? 'kubectl-label' : 'kubectl-annotate', did })
}

