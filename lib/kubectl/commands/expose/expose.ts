import { kindOf } from '@/lib/kube/kinds'
import { recorded } from '../../change-cause'
import { call, dryRunOf, type Command, type Invocation, type Running } from '../../command'
import { CommandFailure, fail, isFailure } from '../../failure'
import { flag, isSet } from '../../flags'
import { valueAt, type JsonObject } from '../../json'
import { withLastApplied } from '../../last-applied'
import { overridden } from '../../patch/overridden'
import { checkChangeOutput, DocumentPrinter } from '../../print/document-printer'
import { refusal, type Problem } from '../../problems'
import { pathOf } from '../../resources'
import { findObjects, finish, printChanged, type FoundObject } from '../change-object'
import { buildService, type Derived } from './build-service'

const exposable = ['pods', 'services', 'deployments', 'replicasets', 'replicationcontrollers']

/** `expose TYPE NAME` (kubectl pkg/cmd/expose/expose.go). */
export const exposeCommand: Command = {
  name: 'expose',
  about: 'Make a Service for a Pod, Deployment, ReplicaSet or Service.',
  usage: 'kubectl expose TYPE NAME [--port=P] [--target-port=P] [--type=TYPE] [--name=NAME]',
  *run(invocation) {
    checkChangeOutput(flag(invocation.flags, 'output'))
    const problems: Problem[] = []
    const printer = new DocumentPrinter()
    const derived: Derived = {}
    for (const found of yield* findObjects(withoutSelector(invocation), invocation.args, problems)) {
      const service = serviceOf(invocation, found, derived)
      const problem = typeof service === 'string' ? service : yield* postService(invocation, service, printer)
      if (problem !== undefined) problems.push(problem)
    }
    return yield* finish(problems)
  },
}

/** The selector given is the Service's; it picks no objects. */
function withoutSelector(invocation: Invocation): Invocation {
  const values = new Map(invocation.flags.values)
  values.delete('selector')
  return { ...invocation, flags: { ...invocation.flags, values } }
}

/** The Service of one object, or why there is none: the others are exposed all the same. */
function serviceOf(invocation: Invocation, found: FoundObject, derived: Derived): JsonObject | string {
  const { kind, group, resource } = found.definition
  try {
    if (!exposable.includes(resource)) fail(`cannot expose a ${kind}${group === '' ? '' : `.${group}`}`)
    return recorded(invocation, overridden(invocation, buildService(found, invocation.flags, derived)))
  } catch (failure) {
    if (!(failure instanceof CommandFailure)) throw failure
    return failure.message.replace(/^error: /, '')
  }
}

function* postService(invocation: Invocation, service: JsonObject, printer: DocumentPrinter): Running<Problem | undefined> {
  const definition = kindOf('v1', 'Service') ?? fail('Services are not part of this practice cluster')
  const dryRun = dryRunOf(invocation)
  let shown = service
  if (dryRun !== 'client') {
    const query = `?${dryRun === 'server' ? 'dryRun=All&' : ''}fieldManager=${flag(invocation.flags, 'field-manager') ?? 'kubectl-expose'}`
    const { body } = yield* call(invocation, 'POST', pathOf(definition, invocation.namespace) + query, { body: isSet(invocation.flags, 'save-config') ? withLastApplied(service) : service })
    if (isFailure(body)) return refusal(body)
    shown = body as JsonObject
  } else if (invocation.namespaceGiven) shown = { ...service, metadata: { ...(service['metadata'] as JsonObject), namespace: invocation.namespace } }
  yield* printChanged(invocation, { definition, name: String(valueAt(service, ['metadata', 'name'])) }, 'exposed', shown, printer)
  return undefined
}
