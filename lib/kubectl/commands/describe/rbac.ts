import type { JsonObject } from '../../json'
import { list, map, orElse, strings, text } from './fields'
import { annotationLines, headLines, labelLines } from './metadata'

function withoutNamespace(object: JsonObject): string[] {
  return [`Name:\t${text(object, 'metadata', 'name')}`, ...labelLines(map(object, 'metadata', 'labels')), ...annotationLines(map(object, 'metadata', 'annotations'))]
}

/** Rules of a Role or ClusterRole, one line a resource and verb list. */
export function roleLines(object: JsonObject): string[] {
  const rows = list(object, 'rules').flatMap((rule) => {
    const [urls, names, verbs] = [strings(rule, 'nonResourceURLs'), strings(rule, 'resourceNames'), strings(rule, 'verbs')]
    const groups = strings(rule, 'apiGroups')
    const resources = strings(rule, 'resources').flatMap((resource) => (groups.length === 0 ? [''] : groups).map((group) => (group === '' ? resource : `${resource}.${group}`)))
    return (resources.length === 0 ? [''] : resources).map((resource) => ({ resource, line: `  ${resource}\t[${urls.join(' ')}]\t[${names.join(' ')}]\t[${verbs.join(' ')}]` }))
  })
  return [...withoutNamespace(object), 'PolicyRule:', '  Resources\tNon-Resource URLs\tResource Names\tVerbs', '  ---------\t-----------------\t--------------\t-----', ...rows.sort((a, b) => (a.resource < b.resource ? -1 : a.resource > b.resource ? 1 : 0)).map((row) => row.line)]
}

export function bindingLines(object: JsonObject): string[] {
  const subjects = list(object, 'subjects').map((subject) => `  ${text(subject, 'kind')}\t${text(subject, 'name')}\t${text(subject, 'namespace')}`)
  return [...withoutNamespace(object), 'Role:', `  Kind:\t${text(object, 'roleRef', 'kind')}`, `  Name:\t${text(object, 'roleRef', 'name')}`, 'Subjects:', '  Kind\tName\tNamespace', '  ----\t----\t---------', ...subjects]
}

export function serviceAccountLines(object: JsonObject): string[] {
  return [...headLines(object), `Image pull secrets:\t${orElse(list(object, 'imagePullSecrets').map((secret) => text(secret, 'name')).join('\n\t'), '<none>')}`]
}
