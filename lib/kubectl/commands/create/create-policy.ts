import { parseLabelSelector, type Requirement } from '@/lib/cluster/api/selectors/label-selector-text'
import { fail } from '../../failure'
import { flag, flagNumber, isSet } from '../../flags'
import type { Command } from '../../command'
import type { JsonObject } from '../../json'
import { parseAmounts } from '../set/set-resources'
import { createBuilt, metadataOf, nameArgument } from './create-built'

/** `create poddisruptionbudget` (kubectl pkg/cmd/create/create_pdb.go). */
export const createBudget: Command = {
  name: 'poddisruptionbudget',
  about: 'Make a PodDisruptionBudget.',
  usage: 'kubectl create poddisruptionbudget NAME --selector=SELECTOR --min-available=N | --max-unavailable=N',
  *run(invocation) {
    const name = nameArgument(invocation)
    const selector = flag(invocation.flags, 'selector') ?? ''
    const least = flag(invocation.flags, 'min-available') ?? ''
    const most = flag(invocation.flags, 'max-unavailable') ?? ''
    if (selector === '') fail('a selector must be specified')
    checkAmounts(least, most)
    const spec = { ...(least === '' ? {} : { minAvailable: amount(least) }), selector: selectorOf(selector), ...(most === '' ? {} : { maxUnavailable: amount(most) }) }
    const status = { disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0 }
    return yield* createBuilt(invocation, { kind: 'PodDisruptionBudget', apiVersion: 'policy/v1', metadata: metadataOf(invocation, name), spec, status }, { failed: 'failed to create poddisruptionbudgets: ' })
  },
}

function checkAmounts(least: string, most: string): void {
  if (least === '' && most === '') fail('one of min-available or max-unavailable must be specified')
  if (least !== '' && most !== '') fail('min-available and max-unavailable cannot be both specified')
  if (!/^(?:\d+%?)?$/.test(least)) fail('invalid format specified for min-available')
  if (!/^(?:\d+%?)?$/.test(most)) fail('invalid format specified for max-unavailable')
}

function amount(text: string): number | string {
  return text.endsWith('%') ? text : Number(text)
}

const operators: Readonly<Partial<Record<Requirement['operator'], string>>> = { in: 'In', notin: 'NotIn', '!=': 'NotIn', exists: 'Exists', '!': 'DoesNotExist' }

/** metav1.ParseToLabelSelector */
function selectorOf(text: string): JsonObject {
  const parsed = parseLabelSelector(text)
  if (!parsed.ok) return fail(`couldn't parse the selector string "${text}": ${parsed.message}`)
  const labels: Record<string, string> = {}
  const matchExpressions: JsonObject[] = []
  for (const { key, operator, values } of parsed.requirements) {
    if (operator === '=' || operator === '==') labels[key] = values[0] ?? ''
    else matchExpressions.push({ key, operator: operators[operator] ?? fail(`"${operator}" is not a valid label selector operator`), ...(values.length === 0 ? {} : { values }) })
  }
  return { ...(Object.keys(labels).length === 0 ? {} : { matchLabels: labels }), ...(matchExpressions.length === 0 ? {} : { matchExpressions }) }
}

/** `create quota` (kubectl pkg/cmd/create/create_quota.go). */
export const createQuota: Command = {
  name: 'quota',
  about: 'Make a ResourceQuota.',
  usage: 'kubectl create quota NAME [--hard=RESOURCE=AMOUNT,…] [--scopes=SCOPE,…]',
  *run(invocation) {
    const name = nameArgument(invocation)
    const hard = parseAmounts(flag(invocation.flags, 'hard') ?? '')
    const given = flag(invocation.flags, 'scopes') ?? ''
    const scopes = given === '' ? [] : given.split(',')
    if (scopes.includes('')) fail('invalid resource quota scope ""')
    const spec = { ...(Object.keys(hard).length === 0 ? {} : { hard }), ...(scopes.length === 0 ? {} : { scopes }) }
    return yield* createBuilt(invocation, { kind: 'ResourceQuota', apiVersion: 'v1', metadata: metadataOf(invocation, name), spec, status: {} }, { failed: 'failed to create quota: ' })
  },
}

/** `create priorityclass` (kubectl pkg/cmd/create/create_priorityclass.go). */
export const createPriorityClass: Command = {
  name: 'priorityclass',
  about: 'Make a PriorityClass.',
  usage: 'kubectl create priorityclass NAME --value=N [--global-default] [--description=TEXT] [--preemption-policy=POLICY]',
  *run(invocation) {
    const name = nameArgument(invocation)
    const description = flag(invocation.flags, 'description') ?? ''
    const object = {
      kind: 'PriorityClass',
      apiVersion: 'scheduling.k8s.io/v1',
      metadata: metadataOf(invocation, name, {}, false),
      value: flagNumber(invocation.flags, 'value') ?? 0,
      ...(isSet(invocation.flags, 'global-default') ? { globalDefault: true } : {}),
      ...(description === '' ? {} : { description }),
      preemptionPolicy: flag(invocation.flags, 'preemption-policy') ?? 'PreemptLowerPriority',
    }
    return yield* createBuilt(invocation, object, { failed: 'failed to create priorityclass: ' })
  },
}
