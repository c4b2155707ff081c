import { canonicalQuantity } from '@/lib/kube/quantity'
import { CommandFailure, fail } from '../../failure'
import { flag, isSet } from '../../flags'
import type { Command, Invocation } from '../../command'
import { isObject } from '../../json'
import { checkChangeOutput } from '../../print/document-printer'
import type { Problem } from '../../problems'
import { findObjects, finish } from '../change-object'
import { allProblem, changeEach, localOnlyFiles, localProblem, pickContainers, podSpecOf, skip, withoutTemplate, type Draft } from './change-each'

/** `set resources TYPE NAME --limits=… --requests=…` (kubectl pkg/cmd/set/set_resources.go). */
export const setResources: Command = {
  name: 'resources',
  about: "Set requests and limits of an object's containers.",
  usage: 'kubectl set resources TYPE NAME --requests=cpu=100m,memory=64Mi --limits=…',
  *run(invocation) {
    checkChangeOutput(flag(invocation.flags, 'output'))
    const local = isSet(invocation.flags, 'local')
    if (local && invocation.args.length > 0) throw new CommandFailure(localOnlyFiles)
    const problems: Problem[] = []
    const found = yield* findObjects(invocation, invocation.args, problems)
    if (problems.length > 0) return yield* finish(problems)
    const { limits, requests } = wantedAmounts(invocation)
    const selector = flag(invocation.flags, 'containers') ?? '*'
    const missing: Problem[] = []
    yield* changeEach(invocation, found, {
      did: 'resource requirements updated',
      failed: 'failed to patch resources update to pod template ',
      *mutate(draft, one) {
        yield* []
        const spec = podSpecOf(draft, one)
        if (spec === undefined) return withoutTemplate(one, local)
        const containers = pickContainers(spec, selector)
        if (containers.length === 0) {
          missing.push(`error: unable to find container named ${selector}`)
          return skip
        }
        for (const container of containers) put(container, limits, requests)
        return undefined
      },
    }, problems)
    return yield* finish([...missing, ...problems])
  },
}

type Amounts = Readonly<Record<string, string>>

function put(container: Draft, limits: Amounts, requests: Amounts): void {
  const given = isObject(container['resources']) ? container['resources'] : {}
  const merged = (field: string, amounts: Amounts) => {
    const all = { ...(isObject(given[field]) ? given[field] : {}), ...amounts }
    return Object.keys(all).length === 0 ? {} : { [field]: all }
  }
  container['resources'] = { ...given, ...merged('limits', limits), ...merged('requests', requests) }
}

function wantedAmounts(invocation: Invocation): { readonly limits: Amounts; readonly requests: Amounts } {
  const unfit = localProblem(invocation) ?? allProblem(invocation)
  if (unfit !== undefined) fail(unfit)
  const limits = flag(invocation.flags, 'limits') ?? ''
  const requests = flag(invocation.flags, 'requests') ?? ''
  if (limits === '' && requests === '') fail('you must specify an update to requests or limits (in the form of --requests/--limits)')
  return { limits: parseAmounts(limits), requests: parseAmounts(requests) }
}

/** `cpu=100m,memory=64Mi` as amounts. */
export function parseAmounts(text: string): Amounts {
  if (text === '') return {}
  return Object.fromEntries(text.split(',').map((statement) => {
    const parts = statement.split('=')
    if (parts.length !== 2) fail(`Invalid argument syntax ${statement}, expected <resource>=<value>`)
    const amount = canonicalQuantity(parts[1] ?? '')
    return [parts[0] ?? '', typeof amount === 'string' ? amount : fail(amount.error)]
  }))
}
