import { kindOf } from '@/lib/kube/kinds'
import { CommandFailure, isFailure } from '../../failure'
import { flag, isSet } from '../../flags'
import { call, dryRunOf, type Command, type Invocation, type Running } from '../../command'
import { valueAt, type JsonObject } from '../../json'
import { checkChangeOutput, DocumentPrinter } from '../../print/document-printer'
import { refusal, type Problem } from '../../problems'
import { readManifests, type ManifestObject } from '../../read-manifests'
import { needKind, pathOf } from '../../resources'
import { inNamespace, namespaceOf, validation, withLastApplied } from '../apply'
import { finish, printChanged } from '../change-object'
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
  flags: [],
  commands: kinds,
  *run(invocation) {
    if (invocation.args.length > 0) throw new CommandFailure(`error: Unexpected args: [${invocation.args.join(' ')}]\nSee 'kubectl create -h' for help and examples`)
    checkChangeOutput(flag(invocation.flags, 'output'))
    const { objects, problem } = yield* readManifests(invocation, 'error: must specify one of -f and -k')
    const problems: Problem[] = []
    const printer = new DocumentPrinter()
    for (const object of objects) {
      const refused = yield* createOne(invocation, object, printer)
      if (refused !== undefined) problems.push(refused)
    }
    if (problem !== undefined) problems.push(problem)
    if (objects.length === 0 && problem === undefined) problems.push('no objects passed to create')
    return yield* finish(problems)
  },
}

function* createOne(invocation: Invocation, object: ManifestObject, printer: DocumentPrinter): Running<Problem | undefined> {
  const definition = needKind(object.apiVersion, object.kind, { name: object.name, namespace: object.namespace ?? '', file: object.file })
  const namespace = namespaceOf(invocation, definition, object)
  const placed = inNamespace(object.value, namespace)
  const value: JsonObject = isSet(invocation.flags, 'save-config') ? withLastApplied(definition, namespace, placed) : placed
  const dryRun = dryRunOf(invocation)
  let result: unknown = value
  if (dryRun !== 'client') {
    const query = `?${dryRun === 'server' ? 'dryRun=All&' : ''}fieldManager=${flag(invocation.flags, 'field-manager') ?? 'kubectl-create'}&fieldValidation=${validation(invocation)}`
    const { body } = yield* call(invocation, 'POST', pathOf(definition, namespace) + query, { body: value })
    if (isFailure(body)) return refusal(body, `error when creating "${object.file}"`)
    result = body
  }
  const name = valueAt(result, ['metadata', 'name'])
  yield* printChanged(invocation, { definition: kindOf(object.apiVersion, object.kind) ?? definition, name: typeof name === 'string' ? name : '' }, 'created', result, printer)
  return undefined
}
