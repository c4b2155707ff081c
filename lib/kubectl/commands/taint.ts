import { validateLabelValue, validateQualifiedName } from '@/lib/kube/names'
import { CommandFailure, fail, isFailure, statusMessage } from '../failure'
import { flag, isSet } from '../flags'
import { call, dryRunOf, print, printExactly, type Command, type Invocation, type Running } from '../command'
import { isObject, valueAt, type JsonObject } from '../json'
import { checkChangeOutput } from '../print/document-printer'
import { printObject } from '../print/print-object'
import { findResource } from '../resources'
import { findObjects, finish } from './change-object'

interface Taint {
  readonly key: string
  readonly value?: string
  readonly effect: string
}

interface Changes {
  readonly put: readonly Taint[]
  readonly remove: readonly Taint[]
}

export const taintCommand: Command = {
  name: 'taint',
  about: 'Keep Pods away from Nodes.',
  usage: 'kubectl taint nodes NAME KEY[=VALUE]:EFFECT … KEY[:EFFECT]- [--overwrite]',
  *run(invocation) {
    const { resources, specs } = splitSpecs(invocation.args)
    const [type] = resources
    if (type === undefined) throw new CommandFailure('error: one or more resources must be specified as <resource> <name>')
    if (specs.length === 0) throw new CommandFailure('error: at least one taint update is required')
    const changes = readTaints(specs)
    checkChangeOutput(flag(invocation.flags, 'output'))
    checkResources(invocation, type, resources)
    const problems: string[] = []
    for (const found of yield* findObjects(invocation, isPicked(invocation) ? ['nodes'] : ['nodes', ...resources.slice(1)], problems)) {
      const problem = yield* taintOne(invocation, found.object, found.name, changes)
      if (problem !== undefined) problems.push(problem)
    }
    return yield* finish(problems)
  },
}

/** Names first, then what changes (kubectl pkg/cmd/taint/taint.go Complete). */
function splitSpecs(words: readonly string[]): { readonly resources: readonly string[]; readonly specs: readonly string[] } {
  const isSpec = (word: string) => /[=:]|-$/.test(word)
  const first = words.findIndex(isSpec)
  if (first === -1) return { resources: words, specs: [] }
  const specs = words.slice(first)
  const stray = specs.find((word) => !isSpec(word))
  return stray === undefined ? { resources: words.slice(0, first), specs } : fail(`all resources must be specified before taint changes: ${stray}`)
}

/** Whether --all or a selector picks the Nodes, whatever is named besides. */
function isPicked({ flags }: Invocation): boolean {
  return isSet(flags, 'all') || (flag(flags, 'selector') ?? '') !== ''
}

function checkResources(invocation: Invocation, type: string, resources: readonly string[]): void {
  const word = type.toLowerCase()
  const definition = findResource(word)
  if (definition === undefined) throw new CommandFailure(`the server doesn't have a resource type "${word}"`)
  if (definition.kind !== 'Node') fail(`invalid resource type ${word}, only node types are supported`)
  if (isSet(invocation.flags, 'all') && (flag(invocation.flags, 'selector') ?? '') !== '') fail("setting 'all' parameter with a non empty selector is prohibited")
  if (!isPicked(invocation) && resources.length < 2) fail("at least one resource name must be specified since 'all' parameter is not set")
}

function failSpec(message: string): never {
  throw new CommandFailure(`error: ${message}\nSee 'kubectl taint -h' for help and examples`)
}

function readTaints(specs: readonly string[]): Changes {
  const put = specs.filter((spec) => !spec.endsWith('-')).map((spec) => (readTaint(spec).effect === '' ? refuseSpec(spec) : readTaint(spec)))
  const remove = specs.filter((spec) => spec.endsWith('-')).map((spec) => readTaint(spec.slice(0, -1)))
  const twice = put.find((taint, at) => put.findIndex(({ key, effect }) => key === taint.key && effect === taint.effect) < at)
  if (twice !== undefined) failSpec(`duplicated taints with the same key and effect: {${twice.key} ${twice.value ?? ''} ${twice.effect} <nil>}`)
  const both = put.filter((taint) => remove.some((gone) => gone.key === taint.key && (gone.effect === '' || gone.effect === taint.effect)))
  if (both.length > 0) throw new CommandFailure(`error: can not both modify and remove the following taint(s) in the same command: ${both.map((taint) => `${taint.key}=${remove.find((gone) => gone.key === taint.key)?.effect ?? ''}`).join(', ')}`)
  return { put, remove }
}

const effects = new Set(['NoSchedule', 'PreferNoSchedule', 'NoExecute'])

function refuseSpec(text: string, why = ''): never {
  failSpec(`invalid taint spec: ${text}${why}`)
}

/** One taint as it is written (kubectl pkg/cmd/taint/utils.go parseTaint); only one to be removed may leave out its effect. */
function readTaint(text: string): Taint {
  const [pair = '', effect, ...more] = text.split(':')
  if (effect !== undefined && !effects.has(effect)) failSpec(`invalid taint effect: ${effect}, unsupported taint effect`)
  const [key = '', value = '', ...others] = effect === undefined ? [pair] : pair.split('=')
  if (more.length > 0 || others.length > 0) refuseSpec(text)
  const problems = [validateLabelValue(value), validateQualifiedName(key)].find(({ length }) => length > 0)
  if (problems !== undefined) refuseSpec(text, `, ${problems.join('; ')}`)
  return { key, effect: effect ?? '', ...(value === '' ? {} : { value }) }
}

function didWhat({ put, remove }: Changes, overwrite: boolean): string {
  if (overwrite || (put.length > 0 && remove.length > 0)) return 'modified'
  return put.length > 0 ? 'tainted' : 'untainted'
}

function* taintOne(invocation: Invocation, node: JsonObject, name: string, changes: Changes): Running<string | undefined> {
  const { put, remove } = changes
  const found = valueAt(node, ['spec', 'taints'])
  const present = Array.isArray(found) ? found.filter(isObject) : []
  const overwrite = isSet(invocation.flags, 'overwrite')
  const same = (a: JsonObject, b: Taint) => a['key'] === b.key && (b.effect === '' || a['effect'] === b.effect)
  const taken = put.filter((taint) => present.some((one) => same(one, taint)))
  if (taken.length > 0 && !overwrite) return `error: node ${name} already has ${taken.map((taint) => taint.key).join(',')} taint(s) with same effect(s) and --overwrite is false`
  const missing = remove.find((gone) => !present.some((one) => same(one, gone)))
  if (missing !== undefined) return `error: taint "${missing.key}${missing.effect === '' ? '' : `:${missing.effect}`}" not found`
  const taints = [...put, ...present.filter((one) => !put.some((taint) => same(one, taint)) && !remove.some((gone) => same(one, gone)))]
  const dryRun = dryRunOf(invocation)
  let shown: unknown = node
  if (dryRun !== 'client') {
    const response = yield* call(invocation, 'PATCH', `/api/v1/nodes/${name}?${dryRun === 'server' ? 'dryRun=All&' : ''}fieldManager=kubectl-taint`, { body: { spec: { taints: taints.length === 0 ? null : taints } }, contentType: 'application/merge-patch+json' })
    if (isFailure(response.body)) return statusMessage(response.body)
    shown = response.body
  }
  const output = flag(invocation.flags, 'output') ?? ''
  if (output === '') yield* print(`node/${name} ${didWhat(changes, overwrite)}`)
  else yield* printExactly(printObject(output, shown, { typed: dryRun !== 'client' }))
  return undefined
}
