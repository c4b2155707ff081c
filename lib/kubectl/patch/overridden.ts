import { kindOf } from '@/lib/kube/kinds'
import { decodeDefinition } from '@/lib/kube/schema/decode'
import type { Invocation } from '../command'
import { fail } from '../failure'
import { flag } from '../flags'
import type { JsonObject } from '../json'
import { patchLocally, type PatchType } from './patch-locally'

/** An object made from words with --overrides laid over it: JSON only, and what comes out is read as its kind again (kubectl pkg/cmd/util/override_options.go). */
export function overridden({ flags }: Invocation, object: JsonObject): JsonObject {
  const text = flag(flags, 'overrides') ?? ''
  if (text === '') return object
  const given = flag(flags, 'override-type') ?? 'merge'
  const type = (['strategic', 'merge', 'json'] as const).find((one): one is PatchType => one === given) ?? fail(`invalid override type: ${given}`)
  const patched = patchLocally(type, { definition: needKind(object), object }, text)
  if ('error' in patched) return fail(patched.error)
  const decoded = decodeDefinition(needKind(patched.object).definition, patched.object)
  return 'error' in decoded ? fail(decoded.error) : decoded.object
}

function needKind({ apiVersion, kind }: JsonObject) {
  return kindOf(String(apiVersion), String(kind)) ?? fail(`no kind "${String(kind)}" is registered for version "${String(apiVersion)}" in scheme "pkg/scheme/scheme.go:28"`)
}
