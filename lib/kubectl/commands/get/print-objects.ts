import { flag, isSet } from '../../flags'
import { printExactly, type Invocation, type Running } from '../../command'
import type { JsonObject } from '../../json'
import { printObject, type PrintOptions } from '../../print/print-object'
import { finish } from '../change-object'
import { findInfos, itemsWithKind } from './find-infos'
import type { Selection } from './selection'
import { sortObjects } from './sort'

/** `get -o …`: one object as it is, anything else as a List (kubectl get.go printGeneric). */
export function* printObjects(invocation: Invocation, selection: Selection): Running<number> {
  const { flags } = invocation
  const { infos, problems } = yield* findInfos(invocation, selection, { accept: 'application/json', includeObject: false })
  const objects = infos.flatMap(({ object }) => itemsWithKind(object))
  const single = selection.by === 'name' && selection.single
  if ((single && problems.length > 0) || (objects.length === 0 && isSet(flags, 'ignore-not-found'))) return yield* finish(problems, !single)
  const shown = single && objects.length === 1 ? objects[0] : yield* listOf(objects, flag(flags, 'sort-by') ?? '')
  yield* printExactly(printObject(flag(flags, 'output') ?? '', shown, printOptions(invocation)))
  return yield* finish(problems, true)
}

function* listOf(objects: readonly JsonObject[], sortBy: string): Running<JsonObject> {
  const items = sortBy === '' || objects.length === 0 ? objects : yield* sortObjects(objects, (item) => item, sortBy)
  return { apiVersion: 'v1', items, kind: 'List', metadata: { resourceVersion: '' } }
}

/** How the flags want objects printed. */
export function printOptions({ flags }: Invocation): PrintOptions {
  return { showManagedFields: isSet(flags, 'show-managed-fields'), headers: !isSet(flags, 'no-headers'), needsFields: flag(flags, 'allow-missing-template-keys') !== undefined && !isSet(flags, 'allow-missing-template-keys') }
}
