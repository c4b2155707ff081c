import { CommandFailure, fail } from '../failure'
import { flagList, isSet, type FlagSpec } from '../flags'
import { allFlag, dryRunFlag, fieldManagerFlag, fileFlags, outputFlag, selectorFlag, type Command, type Invocation, type Running } from '../command'
import { isObject, valueAt, type JsonObject } from '../json'
import { findObjects, finish, sendChange, type FoundObject } from './change-object'

const common: readonly FlagSpec[] = [...fileFlags, selectorFlag, allFlag, dryRunFlag, outputFlag, fieldManagerFlag, { name: 'local', type: 'bool' }]
const strategic = 'application/strategic-merge-patch+json'

const setImage: Command = {
  name: 'image',
  about: "Change images of an object's containers.",
  usage: 'kubectl set image TYPE NAME CONTAINER=IMAGE …',
  flags: common,
  *run(invocation) {
    const { targets, pairs } = splitPairs(invocation.args)
    if (pairs.length === 0) throw new CommandFailure('error: at least one image update is required')
    return yield* onTemplates(invocation, targets, 'image updated', function* (found) {
      const all = [...containersOf(found, 'containers'), ...containersOf(found, 'initContainers')]
      for (const [name] of pairs) if (name !== '*' && !all.some((container) => container['name'] === name)) return `error: unable to find container named "${name}"`
      const changed = (field: string) => containersOf(found, field).flatMap((container) => pairs.filter(([name]) => name === '*' || name === container['name']).map(([, image]) => ({ name: container['name'], image, was: container['image'] })))
      const patch = ['containers', 'initContainers'].map((field) => [field, changed(field).filter((one) => one.image !== one.was).map(({ name, image }) => ({ name, image }))] as const).filter(([, list]) => list.length > 0)
      yield* []
      return Object.fromEntries(patch)
    })
  },
}

const setEnv: Command = {
  name: 'env',
  about: "Put or remove environment variables of an object's containers.",
  usage: 'kubectl set env TYPE NAME KEY=VALUE … KEY-',
  flags: [...common, { name: 'containers', short: 'c', type: 'string' }, { name: 'env', short: 'e', type: 'list' }, { name: 'list', type: 'bool' }, { name: 'from', type: 'string' }, { name: 'prefix', type: 'string' }, { name: 'overwrite', type: 'bool' }, { name: 'keys', type: 'list' }],
  *run(invocation) {
    if (isSet(invocation.flags, 'list')) fail('set env --list is not part of this practice cluster')
    const { targets, pairs, removed } = splitPairs(invocation.args)
    if (pairs.length === 0 && removed.length === 0) throw new CommandFailure('error: at least one environment variable must be provided')
    return yield* onTemplates(invocation, targets, 'env updated', function* (found) {
      yield* []
      const containers = containersOf(found, 'containers').map((container) => {
        const present = Array.isArray(container['env']) ? container['env'].filter(isObject) : []
        const put = pairs.filter(([name, value]) => !present.some((variable) => variable['name'] === name && variable['value'] === value)).map(([name, value]) => ({ name, value }))
        const drop = removed.filter((name) => present.some((variable) => variable['name'] === name)).map((name) => ({ $patch: 'delete', name }))
        return { name: container['name'], env: [...put, ...drop] }
      })
      const changed = containers.filter((container) => container.env.length > 0)
      return changed.length === 0 ? {} : { containers: changed }
    })
  },
}

const setResources: Command = {
  name: 'resources',
  about: "Set requests and limits of an object's containers.",
  usage: 'kubectl set resources TYPE NAME --requests=cpu=100m,memory=64Mi --limits=…',
  flags: [...common, { name: 'containers', short: 'c', type: 'string' }, { name: 'requests', type: 'list' }, { name: 'limits', type: 'list' }],
  *run(invocation) {
    const requests = Object.fromEntries(flagList(invocation.flags, 'requests').map((pair) => pair.split('=') as [string, string]))
    const limits = Object.fromEntries(flagList(invocation.flags, 'limits').map((pair) => pair.split('=') as [string, string]))
    if (Object.keys(requests).length + Object.keys(limits).length === 0) throw new CommandFailure('error: you must specify an update to requests or limits (in the form of --requests/--limits)')
    return yield* onTemplates(invocation, invocation.args, 'resource requirements updated', function* (found) {
      yield* []
      const resources = { ...(Object.keys(limits).length > 0 ? { limits } : {}), ...(Object.keys(requests).length > 0 ? { requests } : {}) }
      return { containers: containersOf(found, 'containers').map((container) => ({ name: container['name'], resources })) }
    })
  },
}

const setSelector: Command = {
  name: 'selector',
  about: "Set a Service's selector.",
  usage: 'kubectl set selector TYPE NAME KEY=VALUE,…',
  flags: [...common, { name: 'resource-version', type: 'string' }],
  *run(invocation) {
    const { targets, pairs } = splitPairs(invocation.args)
    if (pairs.length === 0) throw new CommandFailure('error: one or more selectors is required')
    const selector = Object.fromEntries(pairs.flatMap(([key, value]) => `${key}=${value}`.split(',').map((pair) => pair.split('=') as [string, string])))
    const problems: string[] = []
    for (const found of yield* findObjects(invocation, targets, problems)) {
      if (found.definition.kind !== 'Service') {
        problems.push(`error: the selector of a ${found.definition.kind} cannot be set with this command`)
        continue
      }
      const refused = yield* sendChange(invocation, found, { patch: [{ op: valueAt(found.object, ['spec', 'selector']) === undefined ? 'add' : 'replace', path: '/spec/selector', value: selector }], contentType: 'application/json-patch+json', manager: 'kubectl-set', did: 'selector updated' })
      if (refused !== undefined) problems.push(refused)
    }
    return yield* finish(problems)
  },
}

const setServiceAccount: Command = {
  name: 'serviceaccount',
  about: "Set the ServiceAccount of an object's Pods.",
  usage: 'kubectl set serviceaccount TYPE NAME SERVICE_ACCOUNT',
  flags: common,
  *run(invocation) {
    const account = invocation.args.at(-1)
    if (account === undefined || invocation.args.length < 2) throw new CommandFailure('error: serviceaccount is required')
    const problems: string[] = []
    for (const found of yield* findObjects(invocation, invocation.args.slice(0, -1), problems)) {
      const refused = yield* sendChange(invocation, found, { patch: templatePatch(found, { serviceAccountName: account }), contentType: strategic, manager: 'kubectl-set', did: 'serviceaccount updated' })
      if (refused !== undefined) problems.push(refused)
    }
    return yield* finish(problems)
  },
}

export const setCommand: Command = {
  name: 'set',
  about: 'Change single things: image, env, resources, selector, serviceaccount.',
  usage: 'kubectl set image|env|resources|selector|serviceaccount …',
  flags: [],
  commands: [setImage, setEnv, setResources, setSelector, setServiceAccount],
  // A verb that only has commands below it: kubectl.ts shows its help.
  *run() {
    yield* []
    return 0
  },
}

/** Applies a change of Pod template containers to every object named; an empty change prints nothing. */
function* onTemplates(invocation: Invocation, targets: readonly string[], did: string, build: (found: FoundObject) => Running<JsonObject | string>): Running<number> {
  const problems: string[] = []
  for (const found of yield* findObjects(invocation, targets, problems)) {
    const change = yield* build(found)
    if (typeof change === 'string') problems.push(change)
    else if (Object.keys(change).length > 0) {
      const refused = yield* sendChange(invocation, found, { patch: templatePatch(found, change), contentType: strategic, manager: 'kubectl-set', did })
      if (refused !== undefined) problems.push(refused.replace(/^Error from server/, `error: failed to patch ${did.split(' ')[0] ?? ''} update to pod template: Error from server`).replace(/^error: failed to patch \w+ update to pod template: /, ''))
    }
  }
  return yield* finish(problems)
}

function templatePatch(found: FoundObject, spec: JsonObject): JsonObject {
  if (found.definition.kind === 'Pod') return { spec }
  if (found.definition.kind === 'CronJob') return { spec: { jobTemplate: { spec: { template: { spec } } } } }
  return { spec: { template: { spec } } }
}

function containersOf(found: FoundObject, field: string): JsonObject[] {
  const path = found.definition.kind === 'Pod' ? ['spec'] : found.definition.kind === 'CronJob' ? ['spec', 'jobTemplate', 'spec', 'template', 'spec'] : ['spec', 'template', 'spec']
  const list = valueAt(found.object, [...path, field])
  return Array.isArray(list) ? list.filter(isObject) : []
}

/** Words before the first `key=value` or `key-` name objects, the rest are changes. */
function splitPairs(args: readonly string[]): { readonly targets: readonly string[]; readonly pairs: readonly (readonly [string, string])[]; readonly removed: readonly string[] } {
  const isChange = (word: string, index: number) => word.includes('=') || (index > 0 && word.endsWith('-'))
  const targets = args.filter((word, index) => !isChange(word, index))
  const pairs = args.filter((word) => word.includes('=')).flatMap((word) => (/^[^=]+=[^=]+(,[^=]+=[^=]+)+$/.test(word) && !word.includes('://') ? word.split(',') : [word])).map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)] as const)
  return { targets, pairs, removed: args.filter((word, index) => !word.includes('=') && isChange(word, index)).map((word) => word.slice(0, -1)) }
}

