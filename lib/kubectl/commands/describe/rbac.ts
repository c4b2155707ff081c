import type { JsonObject } from '../../json'
import { list, map, orElse, strings, text } from './fields'
import { annotationLines, headLines, labelLines } from './metadata'

function withoutNamespace(object: JsonObject): string[] {
  return [`Name:\t${text(object, 'metadata', 'name')}`, ...labelLines(map(object, 'metadata', 'labels')), ...annotationLines(map(object, 'metadata', 'annotations'))]
}

/** One line of a Role's table. */
interface Rule {
  readonly group: string | undefined
  readonly resource: string
  readonly urls: readonly string[]
  readonly names: readonly string[]
  readonly verbs: readonly string[]
}

/** A rule for each group, resource and name by itself, and for each URL and verb (kubectl pkg/util/rbac BreakdownRule). */
function broken(rule: JsonObject): Rule[] {
  const [urls, names, verbs] = [strings(rule, 'nonResourceURLs'), strings(rule, 'resourceNames'), strings(rule, 'verbs')]
  const each = strings(rule, 'apiGroups').flatMap((group) => strings(rule, 'resources').flatMap((resource) => verbs.flatMap((verb) => (names.length === 0 ? [[]] : names.map((name) => [name])).map((only) => ({ group, resource, urls: [], names: only, verbs: [verb] })))))
  return [...each, ...urls.flatMap((url) => verbs.map((verb) => ({ group: undefined, resource: '', urls: [url], names: [], verbs: [verb] })))]
}

/** Rules that differ only by verb are one again (CompactRules). */
function compact(rules: readonly Rule[]): Rule[] {
  const simple = new Map<string, Rule>()
  for (const rule of rules.filter(({ urls }) => urls.length === 0)) {
    const key = JSON.stringify([rule.group, rule.resource, rule.names])
    const known = simple.get(key)
    simple.set(key, known === undefined ? rule : { ...known, verbs: [...new Set([...known.verbs, ...rule.verbs])] })
  }
  return [...rules.filter(({ urls }) => urls.length > 0), ...simple.values()]
}

/** The text that Go's generated String() gives, by which the rules are sorted. */
function sortText({ group, resource, urls, names, verbs }: Rule): string {
  const words = (values: readonly string[]) => `[${values.join(' ')}]`
  return `&PolicyRule{Verbs:${words(verbs)},APIGroups:${words(group === undefined ? [] : [group])},Resources:${words(resource === '' ? [] : [resource])},ResourceNames:${words(names)},NonResourceURLs:${words(urls)},}`
}

function shownResource({ group = '', resource }: Rule): string {
  const [kind = '', ...sub] = resource.split('/')
  return `${kind}${group === '' ? '' : `.${group}`}${sub.length === 0 ? '' : `/${sub.join('/')}`}`
}

/** Rules of a Role or ClusterRole, one line a resource. */
export function roleLines(object: JsonObject): string[] {
  const rules = compact(list(object, 'rules').flatMap(broken)).sort((a, b) => (sortText(a) < sortText(b) ? -1 : sortText(a) > sortText(b) ? 1 : 0))
  const rows = rules.map((rule) => `  ${shownResource(rule)}\t[${rule.urls.join(' ')}]\t[${rule.names.join(' ')}]\t[${rule.verbs.join(' ')}]`)
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
