import type { PolicyRule } from '@/lib/kube/rbac/v1.generated'

/** What of some rules is not granted by others, one verb on one resource each (component-helpers auth/rbac/validation, Covers). */
export function missingRules(owned: readonly PolicyRule[], wanted: readonly PolicyRule[]): PolicyRule[] {
  return wanted.flatMap(brokenDown).filter((rule) => !owned.some((own) => covers(own, rule)))
}

function brokenDown(rule: PolicyRule): PolicyRule[] {
  const { apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [], verbs } = rule
  const ofResources = apiGroups.flatMap((group) =>
    resources.flatMap((resource) =>
      verbs.flatMap((verb): PolicyRule[] => {
        const one = { apiGroups: [group], resources: [resource], verbs: [verb] }
        return resourceNames.length === 0 ? [one] : resourceNames.map((name) => ({ ...one, resourceNames: [name] }))
      }),
    ),
  )
  return [...ofResources, ...nonResourceURLs.flatMap((url) => verbs.map((verb): PolicyRule => ({ nonResourceURLs: [url], verbs: [verb] })))]
}

function covers(own: PolicyRule, rule: PolicyRule): boolean {
  const has = (list: readonly string[] | undefined, all: readonly string[] | undefined) => (list ?? []).includes('*') || (all ?? []).every((item) => (list ?? []).includes(item))
  const names = own.resourceNames ?? []
  const named = rule.resourceNames ?? []
  const coversNames = names.length === 0 || (named.length > 0 && named.every((name) => names.includes(name)))
  return has(own.verbs, rule.verbs) && has(own.apiGroups, rule.apiGroups) && (rule.resources ?? []).every((resource) => hasResource(own.resources ?? [], resource)) && coversNames && (rule.nonResourceURLs ?? []).every((url) => hasPath(own.nonResourceURLs ?? [], url))
}

function hasResource(list: readonly string[], resource: string): boolean {
  const slash = resource.indexOf('/')
  return list.includes('*') || list.includes(resource) || (slash !== -1 && list.includes(`*/${resource.slice(slash + 1)}`))
}

function hasPath(list: readonly string[], path: string): boolean {
  return list.some((own) => own === '*' || own === path || (own.endsWith('*') && path.startsWith(own.replace(/\*+$/, ''))))
}

/** Rules as errors list them: what concerns the same resource in one line, lines in order. */
export function shownRules(rules: readonly PolicyRule[]): string {
  const merged = new Map<string, PolicyRule>()
  for (const rule of rules) {
    const { verbs, ...of } = rule
    const key = JSON.stringify(of)
    const present = rule.nonResourceURLs === undefined ? merged.get(key) : undefined
    merged.set(rule.nonResourceURLs === undefined ? key : `${key} ${verbs.join()}`, present === undefined ? rule : { ...present, verbs: [...present.verbs, ...verbs] })
  }
  return [...new Set([...merged.values()].map(shown))].sort().join('\n')
}

function shown({ apiGroups = [], resources = [], nonResourceURLs = [], resourceNames = [], verbs }: PolicyRule): string {
  const parts = Object.entries({ APIGroups: apiGroups, Resources: resources, NonResourceURLs: nonResourceURLs, ResourceNames: resourceNames, Verbs: verbs })
  return `{${parts.filter(([, list]) => list.length > 0).map(([name, list]) => `${name}:[${list.map((item) => JSON.stringify(item)).join(' ')}]`).join(', ')}}`
}
