import { CommandFailure, fail } from '../../failure'
import { flag, flagList } from '../../flags'
import { printError, type Command, type Invocation, type Running } from '../../command'
import type { JsonObject } from '../../json'
import { createBuilt, metadataOf, nameArgument } from './create-built'
import { rulesOf, unfitVerb, wantedResources } from './policy-rules'

const group = 'rbac.authorization.k8s.io'
const resourceVerbs = ['*', 'get', 'delete', 'list', 'create', 'update', 'patch', 'watch', 'proxy', 'deletecollection', 'use', 'bind', 'escalate', 'impersonate']
const urlVerbs = ['*', 'get', 'post', 'put', 'delete', 'patch', 'head', 'options']

/** `create role` (kubectl pkg/cmd/create/create_role.go). */
export const createRole: Command = {
  name: 'role',
  about: 'Make a Role.',
  usage: 'kubectl create role NAME --verb=VERB --resource=RESOURCE[.GROUP][/SUBRESOURCE] [--resource-name=NAME]',
  *run(invocation) {
    const name = nameArgument(invocation)
    const verbs = verbsOf(invocation)
    if (verbs.length === 0) fail('at least one verb must be specified')
    yield* warnOfVerbs(verbs)
    const resources = wantedResources(invocation)
    if (resources.length === 0) fail('at least one resource must be specified')
    refuse(unfitVerb(resources, verbs))
    return yield* createBuilt(invocation, { kind: 'Role', apiVersion: `${group}/v1`, metadata: metadataOf(invocation, name), rules: rulesOf(invocation, verbs, resources) }, {})
  },
}

/** `create clusterrole` (kubectl pkg/cmd/create/create_clusterrole.go). */
export const createClusterRole: Command = {
  name: 'clusterrole',
  about: 'Make a ClusterRole.',
  usage: 'kubectl create clusterrole NAME --verb=VERB --resource=RESOURCE | --non-resource-url=URL | --aggregation-rule=LABEL=VALUE',
  *run(invocation) {
    const name = nameArgument(invocation)
    const metadata = metadataOf(invocation, name, {}, false)
    const labels = flagList(invocation.flags, 'aggregation-rule')
    const verbs = verbsOf(invocation)
    const urls = [...new Set(flagList(invocation.flags, 'non-resource-url'))]
    const resources = wantedResources(invocation)
    if (labels.length > 0) {
      if (urls.length + verbs.length + resources.length + flagList(invocation.flags, 'resource-name').length > 0) fail('aggregation rule must be specified without nonResourceURLs, verbs, resources or resourceNames')
      const matchLabels = Object.fromEntries(labels.map((pair) => [pair.split('=')[0] ?? '', pair.split('=').slice(1).join('=')]))
      return yield* createBuilt(invocation, { kind: 'ClusterRole', apiVersion: `${group}/v1`, metadata, rules: null, aggregationRule: { clusterRoleSelectors: [{ matchLabels }] } }, {})
    }
    if (verbs.length === 0) fail('at least one verb must be specified')
    if (resources.length === 0 && urls.length === 0) fail('one of resource or nonResourceURL must be specified')
    if (resources.length > 0) {
      yield* warnOfVerbs(verbs)
      refuse(unfitVerb(resources, verbs))
    }
    if (urls.length > 0) checkUrls(urls, verbs)
    const rules = [...rulesOf(invocation, verbs, resources), ...(urls.length === 0 ? [] : [{ verbs, nonResourceURLs: urls }])]
    return yield* createBuilt(invocation, { kind: 'ClusterRole', apiVersion: `${group}/v1`, metadata, rules }, {})
  },
}

function verbsOf(invocation: Invocation): readonly string[] {
  const verbs = [...new Set(flagList(invocation.flags, 'verb'))]
  return verbs.includes('*') ? ['*'] : verbs
}

function* warnOfVerbs(verbs: readonly string[]): Running<void> {
  for (const verb of verbs) if (!resourceVerbs.includes(verb)) yield* printError(`Warning: '${verb}' is not a standard resource verb`)
}

function refuse(problem: string | undefined): void {
  if (problem !== undefined) throw new CommandFailure(problem)
}

function checkUrls(urls: readonly string[], verbs: readonly string[]): void {
  const odd = verbs.find((verb) => !urlVerbs.includes(verb))
  if (odd !== undefined) fail(`invalid verb: '${odd}' for nonResourceURL`)
  for (const url of urls) {
    if (url === '*') continue
    if (!url.startsWith('/')) fail('nonResourceURL should start with /')
    if (url.slice(0, -1).includes('*')) fail("nonResourceURL only supports wildcard matches when '*' is at the end")
  }
}

/** `create rolebinding` (kubectl pkg/cmd/create/create_rolebinding.go). */
export const createRoleBinding: Command = {
  name: 'rolebinding',
  about: 'Make a RoleBinding.',
  usage: 'kubectl create rolebinding NAME --role=ROLE | --clusterrole=ROLE [--user=USER] [--group=GROUP] [--serviceaccount=NAMESPACE:NAME]',
  *run(invocation) {
    const name = nameArgument(invocation)
    const role = flag(invocation.flags, 'role') ?? ''
    const clusterRole = flag(invocation.flags, 'clusterrole') ?? ''
    if ((role === '') === (clusterRole === '')) fail('exactly one of clusterrole or role must be specified')
    const roleRef = { apiGroup: group, kind: role === '' ? 'ClusterRole' : 'Role', name: role === '' ? clusterRole : role }
    return yield* createBuilt(invocation, { kind: 'RoleBinding', apiVersion: `${group}/v1`, metadata: metadataOf(invocation, name), ...subjectsOf(invocation), roleRef }, { failed: 'failed to create rolebinding: ' })
  },
}

/** `create clusterrolebinding` (kubectl pkg/cmd/create/create_clusterrolebinding.go). */
export const createClusterRoleBinding: Command = {
  name: 'clusterrolebinding',
  about: 'Make a ClusterRoleBinding.',
  usage: 'kubectl create clusterrolebinding NAME --clusterrole=ROLE [--user=USER] [--group=GROUP] [--serviceaccount=NAMESPACE:NAME]',
  *run(invocation) {
    const name = nameArgument(invocation)
    const roleRef = { apiGroup: group, kind: 'ClusterRole', name: flag(invocation.flags, 'clusterrole') ?? '' }
    return yield* createBuilt(invocation, { kind: 'ClusterRoleBinding', apiVersion: `${group}/v1`, metadata: metadataOf(invocation, name, {}, false), ...subjectsOf(invocation), roleRef }, { failed: 'failed to create clusterrolebinding: ' })
  },
}

function subjectsOf({ flags }: Invocation): JsonObject {
  const given = (name: string) => flags.values.get(name) ?? []
  const accounts = given('serviceaccount').map((account) => {
    const [namespace = '', name = '', ...more] = account.split(':')
    if (!account.includes(':') || more.length > 0 || namespace === '' || name === '') fail('serviceaccount must be <namespace>:<name>')
    return { kind: 'ServiceAccount', name, namespace }
  })
  const subjects = [...given('user').map((name) => ({ kind: 'User', apiGroup: group, name })), ...given('group').map((name) => ({ kind: 'Group', apiGroup: group, name })), ...accounts]
  return subjects.length === 0 ? {} : { subjects }
}
