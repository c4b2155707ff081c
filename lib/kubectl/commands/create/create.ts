import { recorded } from '../../change-cause'
import { CommandFailure, fail, isFailure } from '../../failure'
import { fieldValidation, writeQuery } from '../../field-validation'
import { flag, isSet } from '../../flags'
import { call, dryRunOf, type Command, type Invocation, type Running } from '../../command'
import { valueAt, type JsonObject } from '../../json'
import { withLastApplied } from '../../last-applied'
import { checkChangeOutput, DocumentPrinter } from '../../print/document-printer'
import { refusal, type Problem } from '../../problems'
import { gathered, readManifests, type ManifestObject } from '../../read-manifests'
import { pathOf } from '../../resources'
import { finish, printChanged, unversioned } from '../change-object'
import type { SaveEdited } from '../edit/edit-session'
import { editSession, objectIntroduction } from '../edit/edit-session'
import { createConfigMap, createSecret } from './create-configuration'
import { createCronJob, createJob } from './create-batch'
import { createDeployment } from './create-deployment'
import { createIngress } from './create-ingress'
import { createBudget, createPriorityClass, createQuota } from './create-policy'
import { createClusterRole, createClusterRoleBinding, createRole, createRoleBinding } from './create-rbac'
import { createNamespace, createServiceAccount } from './create-simple'
import { createService } from './create-service'
import { createToken } from './create-token'

const kinds: readonly Command[] = [
  createClusterRole, createClusterRoleBinding, createConfigMap, createCronJob, createDeployment, createIngress, createJob, createNamespace,
  createBudget, createPriorityClass, createQuota, createRole, createRoleBinding, createSecret, createService, createServiceAccount, createToken,
]

export const createCommand: Command = {
  name: 'create',
  about: 'Make an object from a file, or one of a few kinds from words.',
  usage: `kubectl create -f FILE | kubectl create ${kinds.map((kind) => kind.name).join('|')} NAME …`,
  commands: kinds,
  *run(invocation) {
    if (invocation.args.length > 0) throw new CommandFailure(`error: Unexpected args: [${invocation.args.join(' ')}]\nSee 'kubectl create -h' for help and examples`)
    checkChangeOutput(flag(invocation.flags, 'output'))
    const validated = fieldValidation(invocation) !== 'Ignore'
    const { objects, problems: unread } = yield* readManifests(invocation, { without: 'error: must specify one of -f and -k', validated })
    if (isSet(invocation.flags, 'edit')) return yield* createEdited(invocation, objects)
    const problems: Problem[] = []
    const printer = new DocumentPrinter()
    for (const object of objects) {
      const refused = yield* createOne(invocation, object, printer)
      if (refused !== undefined) problems.push(refused)
    }
    if (objects.length === 0 && unread.length === 0) fail('no objects passed to create')
    return yield* finish(gathered(unread, problems, 'objects first'))
  },
}

function* createOne(invocation: Invocation, object: ManifestObject, printer: DocumentPrinter): Running<Problem | undefined> {
  const value = isSet(invocation.flags, 'save-config') ? withLastApplied(object.value) : object.value
  const result = yield* post(invocation, object, recorded(invocation, value))
  if (isFailure(result)) return refusal(result, `error when creating "${object.file}"`)
  yield* printCreated(invocation, object, result, printer)
  return undefined
}

function* printCreated(invocation: Invocation, { definition }: ManifestObject, result: unknown, printer: DocumentPrinter): Running<void> {
  const name = valueAt(result, ['metadata', 'name'])
  yield* printChanged(invocation, { definition, name: typeof name === 'string' ? name : '' }, 'created', result, printer)
}

function* post(invocation: Invocation, { definition, namespace }: ManifestObject, value: JsonObject): Running<unknown> {
  if (dryRunOf(invocation) === 'client') return value
  return (yield* call(invocation, 'POST', pathOf(definition, namespace) + writeQuery(invocation, 'kubectl-create'), { body: unversioned(value) })).body
}

/** With --edit each object goes through the editor first; one left as it is is not made. */
function* createEdited(invocation: Invocation, objects: readonly ManifestObject[]): Running<number> {
  const printer = new DocumentPrinter()
  const save: SaveEdited = function* (edited) {
    for (const object of edited) {
      const result = yield* post(invocation, object, object.value)
      if (isFailure(result)) return { failed: refusal(result) }
      yield* printCreated(invocation, object, result, printer)
    }
    return { reasons: [] }
  }
  for (const object of objects) yield* editSession(invocation, [{ ...object, object: object.value }], { introduction: objectIntroduction, save })
  return 0
}
