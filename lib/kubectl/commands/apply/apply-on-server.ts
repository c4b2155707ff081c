import { apiVersionOf } from '@/lib/kube/kinds'
import type { Status } from '@/lib/kube/meta/v1.generated'
import { isFailure } from '../../failure'
import { writeQuery } from '../../field-validation'
import { flag, isSet } from '../../flags'
import { call, printError, type Invocation, type Running } from '../../command'
import { isObject, valueAt, type JsonObject } from '../../json'
import { lastApplied, lastAppliedText } from '../../last-applied'
import { refusal, type Problem } from '../../problems'
import type { ManifestObject } from '../../read-manifests'
import { pathOf } from '../../resources'
import { warnOfDeletion } from '../change-object'
import { done, type Applied } from './apply-object'
import { migratedFields, ownsAnnotation } from './migrate-managed-fields'

const advice = `Please review the fields above--they currently have other managers. Here
are the ways you can resolve this warning:
* If you intend to manage all of these fields, please re-run the apply
  command with the \`--force-conflicts\` flag.
* If you do not intend to manage all of the fields, please edit your
  manifest to remove references to the fields that should keep their
  current managers.
* You may co-own fields by updating your manifest to match the existing
  value; in this case, you'll become the manager if the other manager(s)
  stop managing the field (remove it from their configuration).
See https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts`

const defaultManager = 'kubectl'

/** Sends one object as it is, for the server to merge; fields that apply without --server-side owned are taken over (kubectl pkg/cmd/apply/apply.go). */
export function* applyOnServer(invocation: Invocation, object: ManifestObject): Running<Applied | Problem> {
  if (object.name === '') return object.generateName === '' ? 'resource name may not be empty' : `from ${object.generateName}: cannot use generate name with apply`
  const first = yield* send(invocation, object)
  if (isFailure(first)) return refusedText(first)
  const moved = yield* takeOver(invocation, object, first)
  yield* warnOfDeletion(object.name, moved)
  return yield* done(invocation, object, 'serverside-applied', moved)
}

function refusedText(status: Status): Problem {
  return status.reason === 'Conflict' ? `${status.message ?? ''}\n${advice}` : refusal(status)
}

function managerOf({ flags }: Invocation): string {
  return flag(flags, 'field-manager') ?? defaultManager
}

function* send(invocation: Invocation, object: ManifestObject): Running<JsonObject | Status> {
  const subresource = flag(invocation.flags, 'subresource') ?? ''
  const path = pathOf(object.definition, object.namespace, object.name) + (subresource === '' ? '' : `/${subresource}`)
  const { body } = yield* call(invocation, 'PATCH', `${path}${writeQuery(invocation, defaultManager)}&force=${String(isSet(invocation.flags, 'force-conflicts'))}`, { body: object.value, contentType: 'application/apply-patch+yaml' })
  return body as JsonObject | Status
}

/** The annotation of apply is kept under a manager of its own, then what apply managed becomes the server-side manager's, and the object is sent again. */
function* takeOver(invocation: Invocation, object: ManifestObject, applied: JsonObject): Running<JsonObject> {
  const path = pathOf(object.definition, object.namespace, object.name)
  const kept = yield* keepAnnotation(invocation, object, applied)
  if (isFailure(kept)) return yield* warned(applied, `failed to migrate kubectl.kubernetes.io/last-applied-configuration for Server-Side Apply. This is non-fatal and will be retried next time you apply. Error: ${kept.message ?? ''}`)
  const managed = migratedFields(managedFieldsOf(kept), managerOf(invocation))
  if (managed === undefined) return kept
  const patch = [{ op: 'replace', path: '/metadata/managedFields', value: managed }, { op: 'replace', path: '/metadata/resourceVersion', value: valueAt(kept, ['metadata', 'resourceVersion']) }]
  const { body } = yield* call(invocation, 'PATCH', path + writeQuery(invocation, defaultManager), { body: patch, contentType: 'application/json-patch+json' })
  if (isFailure(body)) return yield* warned(kept, `server rejected managed fields migration to Server-Side Apply. This is non-fatal and will be retried next time you apply. Error: ${body.message ?? ''}`)
  const again = yield* send(invocation, object)
  return isFailure(again) ? yield* warned(kept, `failed to re-apply configuration after performing Server-Side Apply migration. This is non-fatal and will be retried next time you apply. Error: ${again.message ?? ''}`) : again
}

function* keepAnnotation(invocation: Invocation, { definition, name, namespace }: ManifestObject, applied: JsonObject): Running<JsonObject | Status> {
  const text = lastAppliedText(applied)
  if (managerOf(invocation) !== defaultManager || text === undefined || isKept(applied)) return applied
  const annotation = { apiVersion: apiVersionOf(definition), kind: definition.kind, metadata: { name, ...(namespace === undefined ? {} : { namespace }), annotations: { [lastApplied]: text } } }
  const { body } = yield* call(invocation, 'PATCH', pathOf(definition, namespace, name) + writeQuery(invocation, defaultManager, 'kubectl-last-applied'), { body: annotation, contentType: 'application/apply-patch+yaml' })
  return body as JsonObject | Status
}

function* warned(object: JsonObject, text: string): Running<JsonObject> {
  yield* printError(`Warning: ${text}`)
  return object
}

function managedFieldsOf(object: JsonObject): readonly JsonObject[] {
  const entries = valueAt(object, ['metadata', 'managedFields'])
  return Array.isArray(entries) ? entries.filter(isObject) : []
}

/** Whether a server-side manager owns the annotation already. */
function isKept(object: JsonObject): boolean {
  return managedFieldsOf(object).some((entry) => entry['operation'] === 'Apply' && ownsAnnotation(entry))
}
