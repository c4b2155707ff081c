import { fail } from '../../failure'
import { flag, flagList, isSet } from '../../flags'
import { print, printError, type Command, type Invocation, type Running } from '../../command'
import { isObject } from '../../json'
import { checkChangeOutput } from '../../print/document-printer'
import type { Problem } from '../../problems'
import { findObjects, finish, type FoundObject } from '../change-object'
import { aboutObject, allProblem, changeEach, localProblem, pickContainers, podSpecOf, withoutTemplate, type Draft } from './change-each'
import { listEnvironment } from './env-list'
import { environmentFrom, readEnvironment, splitEnvironment, type EnvChange, type EnvVar } from './env-words'

/** `set env TYPE NAME KEY=VALUE … KEY-`, `--from=…`, `--list` (kubectl pkg/cmd/set/set_env.go). */
export const setEnv: Command = {
  name: 'env',
  about: "Put, remove or list environment variables of an object's containers.",
  usage: 'kubectl set env TYPE NAME KEY=VALUE … KEY- | --from=configmap/NAME | --list [--resolve]',
  *run(invocation) {
    const unfitAll = allProblem(invocation)
    if (unfitAll !== undefined) fail(unfitAll)
    const { targets, changes } = splitEnvironment(invocation.args)
    checkChangeOutput(flag(invocation.flags, 'output'))
    checkOptions(invocation, targets)
    const problems: Problem[] = []
    const change = yield* wantedChange(invocation, changes, problems)
    if (problems.length > 0) return yield* finish(problems)
    const found = yield* findObjects(invocation, targets, problems)
    if (problems.length > 0) return yield* finish(problems)
    yield* changeEach(invocation, found, {
      did: 'env updated',
      failed: 'failed to patch env update to pod template: ',
      mutate: (draft, one) => changeEnvironment(invocation, draft, one, change),
      afterwards: () => (change.put.length === 0 && changes.length === 0 ? 'at least one environment variable must be provided' : undefined),
    }, problems)
    return yield* finish(isSet(invocation.flags, 'list') ? [] : problems)
  },
}

function checkOptions(invocation: Invocation, targets: readonly string[]): void {
  const { flags } = invocation
  const local = localProblem(invocation)
  if (local !== undefined) fail(local)
  if (targets.length === 0 && (flags.values.get('filename') ?? []).length === 0) fail('one or more resources must be specified as <resource> <name> or <resource>/<name>')
  if (isSet(flags, 'list') && (flag(flags, 'output') ?? '') !== '') fail('--list and --output may not be specified together')
  if (flagList(flags, 'keys').length > 0 && (flag(flags, 'from') ?? '') === '') fail('when specifying --keys, a configmap or secret must be provided with --from')
}

function* wantedChange(invocation: Invocation, changes: readonly string[], problems: Problem[]): Running<EnvChange> {
  const { put, remove } = yield* readEnvironment([...(invocation.flags.values.get('env') ?? []), ...changes])
  const from = flag(invocation.flags, 'from') ?? ''
  const all = from === '' ? put : [...put, ...(yield* environmentFrom(invocation, from, problems))]
  const prefix = flag(invocation.flags, 'prefix') ?? ''
  return { put: all.map((variable) => ({ ...variable, name: prefix + variable.name })), remove }
}

function* changeEnvironment(invocation: Invocation, draft: Draft, found: FoundObject, change: EnvChange): Running<string | undefined> {
  const local = isSet(invocation.flags, 'local')
  const spec = podSpecOf(draft, found)
  if (spec === undefined) return withoutTemplate(found, local)
  const selector = flag(invocation.flags, 'containers') ?? '*'
  const containers = pickContainers(spec, selector)
  if (containers.length === 0) yield* printError(`Warning: ${found.definition.kind}/${found.name} does not have any containers matching "${selector}"`)
  for (const container of containers) {
    const problem = changeContainer(invocation, container, change)
    if (problem !== undefined) return aboutObject(found, problem, local)
    if (!isSet(invocation.flags, 'list')) continue
    yield* print(`# ${found.definition.kind} ${found.name}, container ${String(container['name'])}`)
    yield* listEnvironment(invocation, found, container, variablesOf(container))
  }
  return undefined
}

function variablesOf(container: Draft): readonly EnvVar[] {
  return Array.isArray(container['env']) ? (container['env'].filter(isObject) as unknown as EnvVar[]) : []
}

function changeContainer({ flags }: Invocation, container: Draft, change: EnvChange): string | undefined {
  const present = variablesOf(container)
  const isOther = (old: EnvVar) => change.put.some((variable) => variable.name === old.name && (variable.value ?? '') !== (old.value ?? ''))
  const taken = flag(flags, 'overwrite') === 'false' ? present.find(isOther) : undefined
  if (taken !== undefined) return `'${taken.name}' already has a value (${taken.value ?? ''}), and --overwrite is false`
  const env = updated(present, change)
  if (env.length > 0) container['env'] = env
  else delete container['env']
  return undefined
}

/** A variable that is put replaces the one of its name where that stands; new ones come behind (updateEnv). */
function updated(present: readonly EnvVar[], { put, remove }: EnvChange): EnvVar[] {
  const covered = new Set(remove)
  const out: EnvVar[] = []
  for (const old of present) {
    if (covered.has(old.name)) continue
    const newer = put.find((variable) => variable.name === old.name)
    if (newer !== undefined) covered.add(old.name)
    out.push(newer ?? old)
  }
  for (const variable of put) {
    if (covered.has(variable.name)) continue
    covered.add(variable.name)
    out.push(variable)
  }
  return out
}
