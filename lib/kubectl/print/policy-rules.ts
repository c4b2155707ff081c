import { isObject, valueAt, type JsonObject } from '../json'

/** What may be done with one resource, or with one path. */
interface Rule {
  readonly verbs: string[]
  readonly groups: readonly string[]
  readonly resources: readonly string[]
  readonly names: readonly string[]
  readonly paths: readonly string[]
}

/** The rules of a SelfSubjectRulesReview as rows (kubectl auth cani.go printStatus). */
export function printedRules(review: unknown): string[][] {
  return ruleRows([...rulesAt(review, 'resourceRules'), ...rulesAt(review, 'nonResourceRules')])
}

/** Rules as rows: taken apart, those of one resource put together, sorted by their text (kubectl pkg/util/rbac BreakdownRule, CompactRules). */
export function ruleRows(rules: readonly JsonObject[]): string[][] {
  const keyed = compacted(rules.map(toRule).flatMap(takenApart)).map((rule) => ({ rule, key: textOf(rule) }))
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ rule }) => [combined(rule), brackets(rule.paths), brackets(rule.names), brackets(rule.verbs)])
}

function rulesAt(review: unknown, kind: string): readonly JsonObject[] {
  const rules = valueAt(review, ['status', kind])
  return Array.isArray(rules) ? rules.filter(isObject) : []
}

function toRule(rule: JsonObject): Rule {
  const strings = (field: string) => {
    const values = rule[field]
    return Array.isArray(values) ? values.map(String) : []
  }
  return { verbs: strings('verbs'), groups: strings('apiGroups'), resources: strings('resources'), names: strings('resourceNames'), paths: strings('nonResourceURLs') }
}

function takenApart({ verbs, groups, resources, names, paths }: Rule): readonly Rule[] {
  const none = { groups: [], resources: [], names: [], paths: [] }
  const ofResources = groups.flatMap((group) => resources.flatMap((resource) => verbs.flatMap((verb) => (names.length === 0 ? [[]] : names.map((name) => [name])).map((named) => ({ verbs: [verb], groups: [group], resources: [resource], names: named, paths: [] })))))
  return [...ofResources, ...paths.flatMap((path) => verbs.map((verb) => ({ ...none, verbs: [verb], paths: [path] })))]
}

/** Verbs of one resource, and of one name of it, in one rule; paths stay as they are. */
function compacted(rules: readonly Rule[]): readonly Rule[] {
  const byResource = new Map<string, Rule>()
  for (const rule of rules) {
    if (rule.paths.length > 0) continue
    const key = JSON.stringify([rule.groups, rule.resources, rule.names])
    const known = byResource.get(key)
    if (known === undefined) byResource.set(key, { ...rule, verbs: [...rule.verbs] })
    else known.verbs.push(...rule.verbs.filter((verb) => !known.verbs.includes(verb)))
  }
  return [...rules.filter(({ paths }) => paths.length > 0), ...byResource.values()]
}

function brackets(values: readonly string[]): string {
  return `[${values.join(' ')}]`
}

/** A rule as Go prints it, by which kubectl sorts. */
function textOf({ verbs, groups, resources, names, paths }: Rule): string {
  return `&PolicyRule{Verbs:${brackets(verbs)},APIGroups:${brackets(groups)},Resources:${brackets(resources)},ResourceNames:${brackets(names)},NonResourceURLs:${brackets(paths)},}`
}

/** `pods/log`, `deployments.apps/scale`. */
function combined({ resources: [resource = ''], groups: [group = ''] }: Rule): string {
  const [name = '', ...below] = resource.split('/')
  return `${name}${group === '' ? '' : `.${group}`}${below.length === 0 ? '' : `/${below.join('/')}`}`
}
