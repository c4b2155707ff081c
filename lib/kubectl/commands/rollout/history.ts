import { fail } from '../../failure'
import { flag } from '../../flags'
import { print, printExactly, type Command, type Invocation, type Running } from '../../command'
import { checkChangeOutput, DocumentPrinter } from '../../print/document-printer'
import { printObject } from '../../print/print-object'
import { alignTabs } from '../../print/tab-writer'
import type { Problem } from '../../problems'
import { printedName } from '../../resources'
import { findObjects, finish, type FoundObject } from '../change-object'
import { map } from '../describe/fields'
import { podTemplateLines } from '../describe/pod-template'
import { needNames } from './need-names'
import { causeKey } from '../../change-cause'
import { revisionsOf, type Revision } from './revisions'

export const historyCommand: Command = {
  name: 'history',
  about: 'List the revisions of a Deployment, StatefulSet or DaemonSet.',
  usage: 'kubectl rollout history TYPE NAME [--revision=N]',
  *run(invocation) {
    const problems: Problem[] = []
    const names = needNames(invocation)
    const wanted = Number(flag(invocation.flags, 'revision') ?? 0)
    if (wanted < 0) fail(`revision must be a positive integer: ${String(wanted)}`)
    checkChangeOutput(flag(invocation.flags, 'output'))
    const printer = new DocumentPrinter()
    for (const found of yield* findObjects(invocation, names, problems, true)) {
      const problem = yield* showHistory(invocation, found, wanted, printer)
      if (problem !== undefined) problems.push(problem)
    }
    return yield* finish(problems)
  },
}

function* showHistory(invocation: Invocation, found: FoundObject, wanted: number, printer: DocumentPrinter): Running<Problem | undefined> {
  const revisions = yield* revisionsOf(invocation, found, 'history viewer')
  if (typeof revisions === 'string') return revisions
  const output = flag(invocation.flags, 'output') ?? ''
  const shown = wanted > 0 ? revisions.filter(({ revision }) => revision === wanted) : revisions
  if (wanted > 0 && shown.length === 0 && (output !== '' || revisions.length > 0)) return 'unable to find the specified revision'
  if (output !== '') {
    for (const { object } of shown) yield* printExactly(printer.separator(output) + printObject(output, object, { typed: true }))
    return undefined
  }
  yield* print(`${printedName(found.definition, found.name)} ${wanted > 0 ? `with revision #${String(wanted)}` : ''}\n${historyText(revisions, shown, wanted)}\n`)
  return undefined
}

/** A table of all revisions, or the template of one; its tabs stay tabs, as kubectl leaves them there (polymorphichelpers/history.go printTemplate). */
function historyText(revisions: readonly Revision[], shown: readonly Revision[], wanted: number): string {
  const [first] = shown
  if (revisions.length === 0) return 'No rollout history found.'
  if (wanted > 0 && first !== undefined) return `${podTemplateLines(withCause(first)).join('\n')}\n`
  return `${alignTabs(['REVISION\tCHANGE-CAUSE', ...shown.map(({ revision, cause }) => `${String(revision)}\t${cause === '' ? '<none>' : cause}`)].join('\n'))}\n`
}

/** A ReplicaSet's change cause is shown as an annotation of its template; a ControllerRevision's is not. */
function withCause({ template, cause, object }: Revision) {
  if (object['kind'] !== 'ReplicaSet' || cause === '') return template
  const metadata = map(template, 'metadata')
  return { ...template, metadata: { ...metadata, annotations: { ...map(metadata, 'annotations'), [causeKey]: cause } } }
}
