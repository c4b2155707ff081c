import type { CheckOptions } from '../check'
import { checkCreate, checkUpdate } from '../check'
import { kindOf } from '../kinds'
import type { KubeObject } from '../object'

/** An object as a learner writes it. */
export type Manifest = Readonly<Record<string, unknown>> & { readonly apiVersion: string; readonly kind: string }

function definitionFor({ apiVersion, kind }: Manifest): NonNullable<ReturnType<typeof kindOf>> {
  const definition = kindOf(apiVersion, kind)
  if (definition === undefined) throw new Error(`no kind ${apiVersion} ${kind}`)
  return definition
}

/** What a POST of the manifest is refused with, one line per field (`spec.ports: Required value`), or the whole message where no field is named; empty when accepted. */
export function refusal(manifest: Manifest, options: CheckOptions = { fieldValidation: 'Strict' }): readonly string[] {
  return lines(checkCreate(definitionFor(manifest), manifest, options))
}

/** The same for a PUT over an object that was made from `old`. Causes that the server repeats stand once. */
export function changeRefusal(old: Manifest, manifest: Manifest): readonly string[] {
  return [...new Set(lines(checkUpdate(definitionFor(manifest), manifest, accepted(old), { fieldValidation: 'Strict' })))]
}

/** The object that a POST of the manifest makes. */
export function accepted(manifest: Manifest): KubeObject {
  const checked = checkCreate(definitionFor(manifest), manifest, { fieldValidation: 'Strict' })
  if ('status' in checked) throw new Error(checked.status.message)
  const { object } = checked
  return { ...object, metadata: { ...object.metadata, resourceVersion: '7', creationTimestamp: '2026-01-01T00:00:00Z' } }
}

/** The Warning texts that a POST of the manifest is answered with. */
export function warningsOf(manifest: Manifest): readonly string[] {
  return checkCreate(definitionFor(manifest), manifest).warnings
}

function lines(checked: ReturnType<typeof checkCreate>): readonly string[] {
  if (!('status' in checked)) return []
  const causes = checked.status.details?.causes ?? []
  return causes.length === 0 ? [checked.status.message ?? ''] : causes.map(({ field, message }) => `${field ?? ''}: ${message ?? ''}`)
}
