import { parseLabelSelector, type Requirement } from '@/lib/cluster/api/selectors/label-selector-text'
import { fail } from '../../failure'
import { flag } from '../../flags'
import type { Command } from '../../command'
import { isObject } from '../../json'
import { checkChangeOutput } from '../../print/document-printer'
import type { Problem } from '../../problems'
import { findObjects, finish } from '../change-object'
import { changeEach } from './change-each'

/** `set selector svc NAME EXPRESSION`: the last word is the selector (kubectl pkg/cmd/set/set_selector.go). */
export const setSelector: Command = {
  name: 'selector',
  about: "Set a Service's selector.",
  usage: 'kubectl set selector TYPE NAME KEY=VALUE,…',
  *run(invocation) {
    const words = invocation.args
    const selector = words.length === 0 ? undefined : readSelector(words.at(-1) ?? '')
    checkChangeOutput(flag(invocation.flags, 'output'))
    if (selector === undefined) fail('one selector is required')
    const version = flag(invocation.flags, 'resource-version') ?? ''
    const problems: Problem[] = []
    const found = yield* findObjects(invocation, words.slice(0, -1), problems)
    yield* changeEach(invocation, found, {
      did: 'selector updated',
      evenUnchanged: true,
      *mutate(draft, one) {
        yield* []
        if (one.definition.kind !== 'Service' || one.definition.group !== '') return 'setting a selector is only supported for Services'
        if (selector.expressions.length > 0) return `match expression [${selector.expressions.join(' ')}] not supported on this object`
        draft['spec'] = { ...(isObject(draft['spec']) ? draft['spec'] : {}), selector: selector.labels }
        if (version !== '') draft['metadata'] = { ...(isObject(draft['metadata']) ? draft['metadata'] : {}), resourceVersion: version }
        return undefined
      },
    }, problems)
    return yield* finish(problems)
  },
}

interface Selector {
  readonly labels: Readonly<Record<string, string>>
  readonly expressions: readonly string[]
}

const operators: Readonly<Record<Requirement['operator'], string>> = { in: 'In', notin: 'NotIn', '=': 'In', '==': 'In', '!=': 'NotIn', exists: 'Exists', '!': 'DoesNotExist', gt: 'Gt', lt: 'Lt' }

/** Equalities become labels, everything else expressions (metav1.ParseToLabelSelector). */
function readSelector(text: string): Selector {
  const parsed = parseLabelSelector(text)
  if (!parsed.ok) return fail(`couldn't parse the selector string "${text}": ${parsed.message}`)
  if (parsed.requirements.some(({ operator }) => operator === '!=')) fail('"!=" is not a valid label selector operator')
  const isEquality = ({ operator }: Requirement) => operator === '=' || operator === '=='
  return {
    labels: Object.fromEntries(parsed.requirements.filter(isEquality).map(({ key, values }) => [key, values[0] ?? ''])),
    expressions: parsed.requirements.filter((one) => !isEquality(one)).map(({ key, operator, values }) => `{${key} ${operators[operator]} [${values.join(' ')}]}`),
  }
}
