import type { Status } from '@/lib/kube/meta/v1.generated'
import { CommandFailure, fail, isFailure } from '../failure'
import { flag, flagList, isSet } from '../flags'
import { call, clock, printError, printExactly, refuse, type Command, type Invocation, type Running } from '../command'
import { watchChanges } from './get/watch-changes'
import type { JsonObject } from '../json'
import { printColumns } from '../print/columns'
import { checkChangeOutput, DocumentPrinter } from '../print/document-printer'
import { goSort } from '../print/go-sort'
import { printObject } from '../print/print-object'
import { escapeTerminal } from '../print/terminal'
import { needResource } from '../resources'
import { intervalText } from './describe/events'
import { list, orElse, text } from './describe/fields'

export const eventsCommand: Command = {
  name: 'events',
  about: 'List events, oldest first.',
  usage: 'kubectl events [--for TYPE/NAME] [--types=Warning] [-n namespace | -A] [-w]',
  *run(invocation) {
    const query = queryOf(invocation)
    checkChangeOutput(flag(invocation.flags, 'output'))
    if (flagList(invocation.flags, 'types').some((type) => !/^(?:normal|warning)$/i.test(type))) throw new CommandFailure('error: valid --types are Normal or Warning')
    return isSet(invocation.flags, 'watch') ? yield* watchEvents(invocation, query) : yield* listEvents(invocation, query)
  },
}

/** `--for` as a field selector. */
function queryOf({ flags }: Invocation): Readonly<Record<string, string>> {
  const about = flag(flags, 'for') ?? ''
  if (about === '') return {}
  const [type = '', name, ...more] = about.split('/')
  if (name === undefined) return fail('--for must be in resource/name form')
  if (more.length > 0) return fail('arguments in resource/name form may not have more than one slash')
  const { kind, group, version } = needResource(type)
  return { fieldSelector: `involvedObject.kind=${kind},involvedObject.apiVersion=${group === '' ? '' : `${group}/`}${version},involvedObject.name=${name}` }
}

function collectionOf({ allNamespaces, namespace }: Invocation): string {
  return allNamespaces ? '/api/v1/events' : `/api/v1/namespaces/${namespace}/events`
}

function* listEvents(invocation: Invocation, query: Readonly<Record<string, string>>): Running<number> {
  const found: JsonObject[] = []
  const asked = new URLSearchParams({ ...query, limit: '500' })
  for (let more = true; more; ) {
    const { body } = yield* call(invocation, 'GET', `${collectionOf(invocation)}?${asked.toString()}`)
    if (isFailure(body)) refuse(listRefusal(body, query))
    found.push(...list(body, 'items').map((event) => ({ kind: 'Event', apiVersion: 'v1', ...event })))
    const token = text(body, 'metadata', 'continue')
    asked.set('continue', token)
    more = token !== ''
  }
  const events = found.filter((event) => isShown(invocation, event))
  if (events.length === 0) {
    yield* printError(invocation.allNamespaces ? 'No events found.' : `No events found in ${invocation.namespace} namespace.`)
    return 0
  }
  sortByTime(events)
  yield* printExactly(yield* new EventPrinter(invocation).show(events, { kind: 'EventList', apiVersion: 'v1', metadata: {}, items: events }))
  return 0
}

function listRefusal(status: Status, { fieldSelector = '' }: Readonly<Record<string, string>>): Status {
  if (status.reason !== 'BadRequest' && status.reason !== 'NotFound') return status
  const doing = fieldSelector === '' ? 'Unable to list "events"' : `Unable to find "events" that match label selector "", field selector ${JSON.stringify(fieldSelector)}`
  return { ...status, message: `${doing}: ${status.message ?? ''}` }
}

function isShown({ flags }: Invocation, event: JsonObject): boolean {
  const types = flagList(flags, 'types').map((type) => type.toLowerCase())
  return types.length === 0 || types.includes(text(event, 'type').toLowerCase())
}

/** By when they were last seen; kubectl's sort is not stable (kubectl events.go SortableEvents). */
function sortByTime(events: JsonObject[]): void {
  const timeOf = (event: JsonObject) => Date.parse(orElse(text(event, 'series', 'lastObservedTime'), orElse(text(event, 'lastTimestamp'), text(event, 'eventTime')))) || 0
  goSort(events, (a, b) => timeOf(a) < timeOf(b))
}

/** What is there, in the order of names, then what comes; what is deleted is not told. */
function* watchEvents(invocation: Invocation, query: Readonly<Record<string, string>>): Running<number> {
  const printer = new EventPrinter(invocation)
  yield* watchChanges(invocation, collectionOf(invocation), { from: '0', query }, function* (type, event) {
    if ((type === 'ADDED' || type === 'MODIFIED') && isShown(invocation, event)) yield* printExactly(yield* printer.show([event], event))
  })
  return 0
}

/** One printer for all of a command: one heading, `---` between YAML documents. */
class EventPrinter {
  readonly #invocation: Invocation
  readonly #documents = new DocumentPrinter()
  #headers: boolean

  constructor(invocation: Invocation) {
    this.#invocation = invocation
    this.#headers = !isSet(invocation.flags, 'no-headers')
  }

  /** Events as rows, or the whole of them in the format of -o. */
  *show(events: readonly JsonObject[], whole: JsonObject): Running<string> {
    const output = flag(this.#invocation.flags, 'output') ?? ''
    if (output !== '') return this.#documents.separator(output) + printObject(output, whole, { typed: true, showManagedFields: isSet(this.#invocation.flags, 'show-managed-fields') })
    const { nowMs, epochMs } = yield* clock()
    const { allNamespaces } = this.#invocation
    const rows = events.map((event) => row(event, epochMs + nowMs, allNamespaces))
    const heading = this.#headers ? [[...(allNamespaces ? ['NAMESPACE'] : []), 'LAST SEEN', 'TYPE', 'REASON', 'OBJECT', 'MESSAGE']] : []
    this.#headers = false
    return printColumns([...heading, ...rows])
  }
}

function row(event: JsonObject, now: number, withNamespace: boolean): string[] {
  const cells = [text(event, 'type'), text(event, 'reason'), `${text(event, 'involvedObject', 'kind')}/${text(event, 'involvedObject', 'name')}`, text(event, 'message').trim()]
  return [...(withNamespace ? [text(event, 'metadata', 'namespace')] : []), intervalText(event, now), ...cells.map(escapeTerminal)]
}
