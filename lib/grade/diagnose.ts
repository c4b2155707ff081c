import { checkCreate } from '@/lib/kube/check'
import type { KindDefinition } from '@/lib/kube/kind'
import { allKinds, apiVersionOf, kindOf } from '@/lib/kube/kinds'
import type { Status } from '@/lib/kube/meta/v1.generated'
import type { Diagnostic, Path, Range } from '@/lib/yaml/diagnostic'
import { parseFieldPath } from '@/lib/yaml/field-path'
import { parseManifests, type ManifestDocument } from '@/lib/yaml/parse-manifests'
import { concretePath } from './concrete-path'
import { isRecord } from './written'

/**
 * Everything that can be said of a file without a cluster, in three layers: its text, its schema, its meaning. The checks are the API server's
 * own (lib/kube/check), so that the editor and the server refuse the same thing in the same words. Never throws.
 */
export function diagnose(text: string, file: string): readonly Diagnostic[] {
  const { documents, diagnostics } = parseManifests(text, file)
  return [...diagnostics, ...documents.flatMap((document) => diagnoseObject(document, document.value, []))]
}

function diagnoseObject(document: ManifestDocument, value: unknown, base: Path): Diagnostic[] {
  const say = (code: string, message: string, range: Range, severity: Diagnostic['severity'] = 'error', path?: string): Diagnostic => ({ code, severity, message, file: document.file, range, ...(path === undefined ? {} : { path }) })
  if (!isRecord(value)) return [say('no-object', 'A manifest is a map with apiVersion, kind and metadata; this is not.', document.rangeOf(base))]
  const { apiVersion, kind, items } = value
  if (typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items)) return items.flatMap((item: unknown, index) => diagnoseObject(document, item, [...base, 'items', index]))
  if (typeof kind !== 'string' || kind === '') return [say('kind-missing', "Object 'Kind' is missing: every manifest says what it is, for example kind: Service.", document.keyRangeOf([...base, 'kind']), 'error', 'kind')]
  if (typeof apiVersion !== 'string' || apiVersion === '') return [say('version-missing', `apiVersion is missing${suggestedVersion(kind)}.`, document.keyRangeOf([...base, 'apiVersion']), 'error', 'apiVersion')]
  const definition = kindOf(apiVersion, kind)
  if (definition === undefined) return [say('no-kind', `no matches for kind "${kind}" in version "${apiVersion}"${suggestedKind(apiVersion, kind)}`, document.rangeOf([...base, 'kind']), 'error', 'kind')]
  return checkObject(document, definition, value, base)
}

function checkObject(document: ManifestDocument, definition: KindDefinition, value: Readonly<Record<string, unknown>>, base: Path): Diagnostic[] {
  const metadata = isRecord(value['metadata']) ? value['metadata'] : {}
  const namespace = typeof metadata['namespace'] === 'string' && definition.namespaced ? metadata['namespace'] : definition.namespaced ? 'default' : ''
  const strict = checkCreate(definition, value, { fieldValidation: 'Strict', namespace })
  if (!('status' in strict)) return strict.warnings.map((message) => warning(document, message, base))
  const found = fromStatus(document, strict.status, value, base)
  if (!found.some((diagnostic) => diagnostic.code === 'unknown-field')) return found
  const lenient = checkCreate(definition, value, { fieldValidation: 'Ignore', namespace })
  return 'status' in lenient ? [...found, ...fromStatus(document, lenient.status, value, base)] : found
}

function warning(document: ManifestDocument, message: string, base: Path): Diagnostic {
  const field = /^([\w.[\]]+): /.exec(message)?.[1]
  const range = document.keyRangeOf([...base, ...parseFieldPath(field ?? '')])
  return { code: 'warning', severity: 'warning', message, file: document.file, range, ...(field === undefined ? {} : { path: field }) }
}

/** A refusal as diagnostics: one for each unknown field, each cause, or the one thing the decoder stumbled over. */
function fromStatus(document: ManifestDocument, status: Status, value: Readonly<Record<string, unknown>>, base: Path): Diagnostic[] {
  const { file } = document
  const message = status.message ?? 'refused'
  const unknown = [...message.matchAll(/unknown field "([^"]+)"/g)].map(([, field]) => field ?? '')
  if (unknown.length > 0) {
    return unknown.map((field) => ({ code: 'unknown-field', severity: 'error', message: `unknown field "${field}"`, file, range: document.keyRangeOf([...base, ...parseFieldPath(field)]), path: field }))
  }
  const wrongType = /Go struct field \w+\.([\w.]+) of type/.exec(message)?.[1]
  if (wrongType !== undefined) {
    const field = concretePath(value, wrongType)
    return [{ code: 'wrong-type', severity: 'error', message: typeMessage(message, field), file, range: document.rangeOf([...base, ...parseFieldPath(field)]), path: field }]
  }
  const causes = status.details?.causes ?? []
  if (causes.length === 0) return [{ code: 'refused', severity: 'error', message, file, range: document.rangeOf(base) }]
  return causes.map((cause) => ({
    code: cause.reason ?? 'FieldValueInvalid',
    severity: 'error',
    message: `${cause.field ?? ''}: ${cause.message ?? ''}`,
    file,
    range: document.rangeOf([...base, ...parseFieldPath(cause.field ?? '')]),
    ...(cause.field === undefined ? {} : { path: cause.field }),
  }))
}

const typeWords: Readonly<Record<string, string>> = { string: 'text', number: 'a number', bool: 'true or false', object: 'a map', array: 'a list' }
const wantedWords = (type: string) => (/^u?int/.test(type) ? 'a whole number' : type === 'bool' ? 'true or false' : type === 'string' ? 'text (quote it)' : type.startsWith('[]') ? 'a list' : 'a map')

function typeMessage(message: string, field: string): string {
  const match = /cannot unmarshal (\w+)(?: \S+)? into Go struct field \S+ of type (\S+)$/.exec(message)
  if (match === null) return message
  return `${field}: ${typeWords[match[1] ?? ''] ?? match[1] ?? ''} stands here, and the field takes ${wantedWords(match[2] ?? '')} (${message.replace(/^.*json: /, 'json: ')})`
}

function suggestedVersion(kind: string): string {
  const known = allKinds().find((definition) => definition.kind === kind)
  return known === undefined ? '' : `: a ${kind} is of ${apiVersionOf(known)}`
}

function suggestedKind(apiVersion: string, kind: string): string {
  const sameKind = allKinds().find((definition) => definition.kind === kind)
  if (sameKind !== undefined) return `: a ${kind} is of apiVersion ${apiVersionOf(sameKind)}`
  const sameLetters = allKinds().find((definition) => definition.kind.toLowerCase() === kind.toLowerCase() || definition.resource === kind.toLowerCase())
  return sameLetters === undefined ? `; the practice cluster knows no kind of that name in ${apiVersion}` : `: the kind is written ${sameLetters.kind}`
}
