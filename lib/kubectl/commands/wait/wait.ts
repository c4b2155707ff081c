import { fail, isFailure } from '../../failure'
import { durationMs, flag, isSet } from '../../flags'
import { call, clock, idle, print, printExactly, type Command, type Invocation, type Running } from '../../command'
import { valueAt, type JsonObject } from '../../json'
import { checkChangeOutput, DocumentPrinter } from '../../print/document-printer'
import { printObject } from '../../print/print-object'
import { refusal, type Problem } from '../../problems'
import { pathOf, printedName, type ResourceMapping } from '../../resources'
import { finish } from '../change-object'
import { findInfos, itemsWithKind } from '../get/find-infos'
import { selectionOf, type Selection } from '../get/selection'
import { readConditions, type Check, type Condition } from './condition'

export const waitCommand: Command = {
  name: 'wait',
  about: 'Wait until a condition holds, a field has a value, or objects are there or gone.',
  usage: 'kubectl wait --for=condition=NAME[=VALUE] | --for=jsonpath=…=VALUE | --for=create | --for=delete TYPE NAME [--timeout=DURATION]',
  *run(invocation) {
    checkChangeOutput(flag(invocation.flags, 'output'))
    const conditions = readConditions(invocation.flags.values.get('for') ?? [])
    const timeoutMs = durationMs(flag(invocation.flags, 'timeout') ?? '30s') ?? 0
    const endMs = (yield* clock()).nowMs + (timeoutMs < 0 ? weekMs : timeoutMs)
    const selection = yield* selectionOf(invocation, isSet(invocation.flags, 'all'))
    if (conditions.some((condition) => condition.for === 'create')) yield* untilCreated(invocation, selection, endMs)
    const printer = new DocumentPrinter()
    return yield* waitForAll({ invocation, endMs, once: timeoutMs === 0, printer }, selection, conditions)
  },
}

/** How long a negative timeout is. */
const weekMs = 168 * 3_600_000

const asking = { accept: 'application/json', includeObject: false }

interface Waiting {
  readonly invocation: Invocation
  /** One end for all objects. */
  readonly endMs: number
  /** --timeout=0: looked at once. */
  readonly once: boolean
  readonly printer: DocumentPrinter
}

interface Waited {
  readonly definition: ResourceMapping
  readonly namespace: string | undefined
  readonly name: string
  readonly object: JsonObject
}

function* waitForAll(waiting: Waiting, selection: Selection, conditions: readonly Condition[]): Running<number> {
  const forDelete = conditions.some((condition) => condition.for === 'delete')
  const { infos, problems } = yield* findInfos(waiting.invocation, selection, asking)
  const all: Problem[] = problems.filter((problem) => !(forDelete && isNotFound(problem)))
  const waited = infos.flatMap(({ definition, object }) => itemsWithKind(object).map((item) => toWaited(definition, item)))
  for (const one of waited) {
    const problem = yield* waitForOne(waiting, one, conditions)
    if (problem !== undefined && !(forDelete && isNotFound(problem))) all.push(problem)
  }
  if (all.length === 0 && waited.length === 0 && !forDelete) fail('no matching resources found')
  return yield* finish(all)
}

function toWaited(definition: ResourceMapping, object: JsonObject): Waited {
  const namespace = valueAt(object, ['metadata', 'namespace'])
  return { definition, namespace: typeof namespace === 'string' ? namespace : undefined, name: String(valueAt(object, ['metadata', 'name'])), object }
}

function isNotFound(problem: Problem): boolean {
  return typeof problem !== 'string' && problem.status.reason === 'NotFound'
}

/** Asks again at every change until something is there. */
function* untilCreated(invocation: Invocation, selection: Selection, endMs: number): Running<void> {
  for (;;) {
    const { infos, problems } = yield* findInfos(invocation, selection, asking)
    if (problems.length === 0 && infos.some(({ object }) => itemsWithKind(object).length > 0)) return
    if (problems.some((problem) => !isNotFound(problem))) return
    const { nowMs } = yield* clock()
    if (nowMs >= endMs || (yield* idle(endMs)) >= endMs) fail('timed out waiting for the condition')
  }
}

/** One condition after the other; each that is met is told. */
function* waitForOne(waiting: Waiting, one: Waited, conditions: readonly Condition[]): Running<Problem | undefined> {
  for (const condition of conditions) {
    const met = yield* waitFor(waiting, one, condition)
    if (!('object' in met)) return met.problem
    yield* printMet(waiting, one, met.object)
  }
  return undefined
}

type Met = { readonly object: unknown } | { readonly problem: Problem }

function* waitFor(waiting: Waiting, one: Waited, condition: Condition): Running<Met> {
  if (condition.for === 'create') return { object: one.object }
  let last: unknown = one.object
  for (let first = true; ; first = false) {
    const { body } = yield* call(waiting.invocation, 'GET', pathOf(one.definition, one.namespace, one.name))
    const met = yield* judge(waiting, one, condition, { body, last, first })
    if (met !== undefined) return met
    if (!isFailure(body)) last = body
    if (!waiting.once) yield* idle(waiting.endMs)
  }
}

interface Look {
  readonly body: unknown
  /** As it was when it was last there. */
  readonly last: unknown
  readonly first: boolean
}

/** What is to be said of the object now; undefined: the waiting goes on. */
function* judge({ endMs, once }: Waiting, { definition, name, object }: Waited, condition: Exclude<Condition, { for: 'create' }>, look: Look): Running<Met | undefined> {
  const { body } = look
  if (isFailure(body) && condition.for === 'delete' && body.reason === 'NotFound') return { object: look.last }
  if (isFailure(body) && look.first) return { problem: refusal(body) }
  if (!once && (yield* clock()).nowMs >= endMs) return { problem: `timed out waiting for the condition on ${definition.resource}/${name}` }
  const met = isMet(condition, body, object)
  if (typeof met !== 'boolean') return met
  if (met) return { object: body }
  return once ? { problem: `condition not met for ${definition.resource}/${name}` } : undefined
}

function isMet(condition: Exclude<Condition, { for: 'create' }>, body: unknown, object: JsonObject): ReturnType<Check> {
  return condition.for === 'check' && !isFailure(body) ? condition.check(body) : isOther(body, object)
}

/** One of the same name that came after it is not it. */
function isOther(body: unknown, object: JsonObject): boolean {
  const uid = valueAt(body, ['metadata', 'uid'])
  return uid !== undefined && uid !== valueAt(object, ['metadata', 'uid'])
}

function* printMet({ invocation, printer }: Waiting, { definition, name }: Waited, object: unknown): Running<void> {
  const output = flag(invocation.flags, 'output') ?? ''
  if (output === '') yield* print(`${printedName(definition, name)} condition met`)
  else yield* printExactly(printer.separator(output) + printObject(output, object, { showManagedFields: isSet(invocation.flags, 'show-managed-fields') }))
}
