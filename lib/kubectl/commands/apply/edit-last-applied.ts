import { CommandFailure, isFailure } from '../../failure'
import { writeQuery } from '../../field-validation'
import { flag } from '../../flags'
import { call, type Invocation, type Running } from '../../command'
import { sameJson } from '../../json'
import { lastAppliedObject, lastAppliedPatch, lastAppliedText } from '../../last-applied'
import { checkChangeOutput } from '../../print/document-printer'
import { problemText, refusal, type Problem } from '../../problems'
import type { ManifestObject } from '../../read-manifests'
import { pathOf } from '../../resources'
import { findObjects, printChanged, type FoundObject } from '../change-object'
import type { EditReason } from '../edit/edit-reasons'
import { editSession } from '../edit/edit-session'

const introduction = `# Please edit the 'last-applied-configuration' annotations below.
# Lines beginning with a '#' will be ignored, and an empty file will abort the edit.
#
`

/** `apply edit-last-applied` (kubectl pkg/cmd/apply/apply_edit_last_applied.go). */
export function* editLastApplied(invocation: Invocation): Running<number> {
  checkChangeOutput(flag(invocation.flags, 'output'))
  const problems: Problem[] = []
  const found = yield* findObjects(invocation, invocation.args, problems, true)
  if (problems.length > 0) throw new CommandFailure(problemText(problems))
  const said = found.filter(({ object }) => lastAppliedText(object) !== undefined).map((one): FoundObject => ({ ...one, object: lastAppliedObject(one.object) }))
  if (said.length === 0) throw new CommandFailure('error: no last-applied-configuration annotation found on resources, to create the annotation, use command `kubectl apply set-last-applied --create-annotation`')
  return yield* editSession(invocation, said, { introduction, save: (edited) => saveAll(invocation, said, edited) })
}

/** What apply said has no uid: every text is compared with the first. */
function* saveAll(invocation: Invocation, [first]: readonly FoundObject[], edited: readonly ManifestObject[]): Running<{ readonly reasons: readonly EditReason[] } | { readonly failed: Problem }> {
  for (const { definition, name, value } of edited) {
    const isSame = sameJson(first?.object, value)
    if (!isSame) {
      const path = pathOf(definition, definition.namespaced ? invocation.namespace : undefined, name) + writeQuery(invocation, 'kubectl-client-side-apply')
      const { body } = yield* call(invocation, 'PATCH', path, { body: lastAppliedPatch(value), contentType: 'application/merge-patch+json' })
      if (isFailure(body)) return { failed: refusal(body) }
    }
    yield* printChanged(invocation, { definition, name }, isSame ? 'skipped' : 'edited', value)
  }
  return { reasons: [] }
}
