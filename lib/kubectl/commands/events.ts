import { CommandFailure, fail } from '../failure'
import { flag, flagList, isSet } from '../flags'
import { clock, need, outputFlag, print, printError, printExactly, type Command, type Invocation, type Running } from '../command'
import type { JsonObject } from '../json'
import { printColumns } from '../print/columns'
import { printObject } from '../print/print-object'
import { needResource } from '../resources'
import { intervalText } from './describe/events'
import { list, orElse, text } from './describe/fields'

export const eventsCommand: Command = {
  name: 'events',
  about: 'List events, oldest first.',
  usage: 'kubectl events [--for TYPE/NAME] [--types=Warning] [-n namespace | -A]',
  flags: [outputFlag, { name: 'for', type: 'string' }, { name: 'types', type: 'list' }, { name: 'all-namespaces', short: 'A', type: 'bool' }, { name: 'no-headers', type: 'bool' }, { name: 'watch', short: 'w', type: 'bool' }, { name: 'chunk-size', type: 'int' }],
  *run(invocation) {
    const about = flag(invocation.flags, 'for')
    const types = flagList(invocation.flags, 'types')
    if (about !== undefined && !/^[^/]+\/[^/]+$/.test(about)) fail('--for must be in resource/name form')
    if (types.some((type) => type !== 'Normal' && type !== 'Warning')) throw new CommandFailure('error: valid --types are Normal or Warning')
    const events = (yield* eventsOf(invocation, about)).filter((event) => types.length === 0 || types.includes(text(event, 'type')))
    if (events.length === 0) {
      yield* printError(invocation.allNamespaces ? 'No events found.' : `No events found in ${invocation.namespace} namespace.`)
      return 0
    }
    const output = flag(invocation.flags, 'output')
    if (output !== undefined) {
      yield* printExactly(printObject(output, { kind: 'EventList', apiVersion: 'v1', metadata: {}, items: events.map((event) => ({ kind: 'Event', apiVersion: 'v1', ...event })) }))
      return 0
    }
    const { nowMs, epochMs } = yield* clock()
    const rows = events.map((event) => row(event, epochMs + nowMs, invocation.allNamespaces))
    yield* print(printColumns(isSet(invocation.flags, 'no-headers') ? rows : [[...(invocation.allNamespaces ? ['NAMESPACE'] : []), 'LAST SEEN', 'TYPE', 'REASON', 'OBJECT', 'MESSAGE'], ...rows]))
    return 0
  },
}

function* eventsOf(invocation: Invocation, about: string | undefined): Running<readonly JsonObject[]> {
  const [type = '', name = ''] = (about ?? '').split('/')
  const query = about === undefined ? '' : `&fieldSelector=${encodeURIComponent(`involvedObject.kind=${needResource(type).kind},involvedObject.name=${name}`)}`
  const answer = yield* need(invocation, 'GET', `${invocation.allNamespaces ? '/api/v1/events' : `/api/v1/namespaces/${invocation.namespace}/events`}?limit=500${query}`)
  const time = (event: JsonObject) => orElse(text(event, 'lastTimestamp'), text(event, 'eventTime'))
  return [...list(answer, 'items')].sort((a, b) => (time(a) < time(b) ? -1 : time(a) > time(b) ? 1 : 0))
}

function row(event: JsonObject, now: number, withNamespace: boolean): string[] {
  return [...(withNamespace ? [text(event, 'metadata', 'namespace')] : []), intervalText(event, now), text(event, 'type'), text(event, 'reason'), `${text(event, 'involvedObject', 'kind')}/${text(event, 'involvedObject', 'name')}`, text(event, 'message').trim()]
}
