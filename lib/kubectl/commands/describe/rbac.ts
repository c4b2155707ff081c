import type { JsonObject } from '../../json'
import { ruleRows } from '../../print/policy-rules'
import { list, map, orElse, text } from './fields'
import { annotationLines, headLines, labelLines } from './metadata'

function withoutNamespace(object: JsonObject): string[] {
  return [`Name:\t${text(object, 'metadata', 'name')}`, ...labelLines(map(object, 'metadata', 'labels')), ...annotationLines(map(object, 'metadata', 'annotations'))]
}

/** Rules of a Role or ClusterRole, one line a resource. */
export function roleLines(object: JsonObject): string[] {
  const rows = ruleRows(list(object, 'rules')).map((cells) => `  ${cells.join('\t')}`)
  return [...withoutNamespace(object), 'PolicyRule:', '  Resources\tNon-Resource URLs\tResource Names\tVerbs', '  ---------\t-----------------\t--------------\t-----', ...rows]
}

export function bindingLines(object: JsonObject): string[] {
  const subjects = list(object, 'subjects').map((subject) => `  ${text(subject, 'kind')}\t${text(subject, 'name')}\t${text(subject, 'namespace')}`)
  return [...withoutNamespace(object), 'Role:', `  Kind:\t${text(object, 'roleRef', 'kind')}`, `  Name:\t${text(object, 'roleRef', 'name')}`, 'Subjects:', '  Kind\tName\tNamespace', '  ----\t----\t---------', ...subjects]
}

export function serviceAccountLines(object: JsonObject): string[] {
  const names = list(object, 'imagePullSecrets').map((secret) => text(secret, 'name'))
  return [...headLines(object), `Image pull secrets:\t${orElse(names.join(`\n${' '.repeat(19)}\t`), '<none>')}`]
}
