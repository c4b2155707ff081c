import { CommandFailure } from '../failure'
import { flag, isSet } from '../flags'
import { need, print, printError, printExactly, type Command, type Invocation, type Running } from '../command'
import { printColumns } from '../print/columns'
import { checkChangeOutput } from '../print/document-printer'
import { printObject } from '../print/print-object'
import { printedRules } from '../print/policy-rules'
import { findResource, type ResourceMapping } from '../resources'
import { has, map, strings, text } from './describe/fields'

const knownVerbs = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection', 'use', 'bind', 'impersonate', 'approve', 'sign', '*']
const usage = "error: you must specify two arguments: verb resource or verb resource/resourceName.\nSee 'kubectl auth can-i -h' for help and examples."

const canI: Command = {
  name: 'can-i',
  about: 'Ask whether something is allowed.',
  usage: 'kubectl auth can-i VERB TYPE[/NAME] | --list [--as=USER]',
  *run(invocation) {
    if (isSet(invocation.flags, 'list')) return yield* listRules(invocation)
    const [verb, what] = invocation.args
    if (verb === undefined || what === undefined || invocation.args.length > 2) throw new CommandFailure(usage)
    const attributes = yield* attributesOf(invocation, verb, what)
    const review = yield* need(invocation, 'POST', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', { body: { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', spec: attributes } })
    const allowed = text(review, 'status', 'allowed') === 'true'
    const [reason, problem] = [text(review, 'status', 'reason'), text(review, 'status', 'evaluationError')]
    if (!isSet(invocation.flags, 'quiet')) yield* print(allowed ? 'yes' : `no${reason === '' ? '' : ` - ${reason}`}${problem === '' ? '' : ` - ${problem}`}`)
    return allowed ? 0 : 1
  },
}

function* attributesOf(invocation: Invocation, verb: string, what: string): Running<unknown> {
  if (what.startsWith('/')) return { nonResourceAttributes: { path: what, verb } }
  const [word = '', name] = what.split('/')
  const definition = word === '*' ? undefined : findResource(word)
  yield* warnOfResource(invocation, word, definition)
  if (!knownVerbs.includes(verb)) yield* printError(`Warning: verb '${verb}' is not a known verb\n\n`)
  const subresource = flag(invocation.flags, 'subresource')
  return {
    resourceAttributes: {
      verb,
      ...groupResource(word, definition),
      ...(name === undefined ? {} : { name }),
      ...(subresource === undefined ? {} : { subresource }),
      ...(invocation.allNamespaces ? {} : { namespace: invocation.namespace }),
    },
  }
}

function groupResource(word: string, definition: ResourceMapping | undefined): { readonly group: string; readonly resource: string } {
  if (definition !== undefined) return { group: definition.group, resource: definition.resource }
  const [resource = '', ...group] = word.split('.')
  return { group: word === '*' ? '*' : group.join('.'), resource }
}

/** What rules speak of that no server serves (kubectl auth cani.go nonStandardResourceNames). */
const withoutType = new Set(['users', 'groups'])

function* warnOfResource(invocation: Invocation, word: string, definition: ResourceMapping | undefined): Running<void> {
  const inGroup = (group: string) => (group === '' ? '' : ` in group '${group}'`)
  if (definition === undefined) {
    const { group, resource } = groupResource(word, undefined)
    if (word !== '*' && !withoutType.has(word)) yield* printError(`Warning: the server doesn't have a resource type '${resource}'${inGroup(group)}\n\n`)
  } else if (!definition.namespaced && !invocation.allNamespaces) yield* printError(`Warning: resource '${definition.resource}' is not namespace scoped${inGroup(definition.group)}\n\n`)
}

function* listRules(invocation: Invocation): Running<number> {
  if (invocation.args.length > 0) throw new CommandFailure('error: list option must be specified with no arguments')
  if (['quiet', 'all-namespaces', 'subresource'].some((name) => !['', 'false'].includes(flag(invocation.flags, name) ?? ''))) throw new CommandFailure("error: list option can't be specified with neither quiet, all-namespaces nor subresource options")
  const review = yield* need(invocation, 'POST', '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews', { body: { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectRulesReview', spec: { namespace: invocation.namespace } } })
  const rows = printedRules(review)
  yield* print(printColumns(isSet(invocation.flags, 'no-headers') ? rows : [['Resources', 'Non-Resource URLs', 'Resource Names', 'Verbs'], ...rows]))
  return 0
}

const whoami: Command = {
  name: 'whoami',
  about: 'Tell who the API server takes you for.',
  usage: 'kubectl auth whoami [-o yaml|json]',
  *run(invocation) {
    checkChangeOutput(flag(invocation.flags, 'output'))
    const review = yield* need(invocation, 'POST', '/apis/authentication.k8s.io/v1/selfsubjectreviews', { body: { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' } })
    const output = flag(invocation.flags, 'output') ?? ''
    if (output !== '') {
      yield* printExactly(printObject(output, review, { typed: true }))
      return 0
    }
    const user = map(review, 'status', 'userInfo')
    const rows = [['ATTRIBUTE', 'VALUE'], ...(has(user, 'username') ? [['Username', text(user, 'username')]] : []), ...(has(user, 'uid') ? [['UID', text(user, 'uid')]] : []), ...(has(user, 'groups') ? [['Groups', `[${strings(user, 'groups').join(' ')}]`]] : [])]
    for (const [key, value] of Object.entries(map(user, 'extra'))) rows.push([`Extra: ${key}`, `[${Array.isArray(value) ? value.join(' ') : ''}]`])
    yield* print(printColumns(rows))
    return 0
  },
}

export const authCommand: Command = {
  name: 'auth',
  about: 'Ask what is allowed, and who you are.',
  usage: 'kubectl auth can-i|whoami',
  commands: [canI, whoami],
  *run() {
    yield* []
    return 0
  },
}
