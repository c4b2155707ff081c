import type { PolicyRule } from '@/lib/kube/rbac/v1.generated'
import { badRequest } from '@/lib/kube/status-error'
import { grantsOf } from '../../authorizer/rbac'
import { fail, type Reply, type RequestContext } from '../context'

/** Everything a user may do in a namespace, as `kubectl auth can-i --list` asks. The authorizer that lets system:masters do everything lists no rules. */
export function rulesReview({ working, user }: RequestContext, { spec }: { readonly spec?: { readonly namespace?: string } }): Reply {
  const namespace = spec?.namespace ?? ''
  if (namespace === '') return fail(badRequest('no namespace on request'))
  const rules: PolicyRule[] = []
  const faults: string[] = []
  for (const grant of grantsOf(working, user, namespace)) {
    rules.push(...grant.rules)
    if (grant.fault !== undefined) faults.push(grant.fault)
  }
  const resourceRules = rules.filter((rule) => (rule.resources ?? []).length > 0).map(({ verbs, apiGroups, resources, resourceNames }) => ({ verbs, apiGroups, resources, ...(resourceNames === undefined ? {} : { resourceNames }) }))
  const nonResourceRules = rules.filter((rule) => (rule.nonResourceURLs ?? []).length > 0).map(({ verbs, nonResourceURLs }) => ({ verbs, nonResourceURLs }))
  const status = { resourceRules, nonResourceRules, incomplete: faults.length > 0, ...(faults.length === 0 ? {} : { evaluationError: faults.join(', ') }) }
  return { status: 201, object: { kind: 'SelfSubjectRulesReview', apiVersion: 'authorization.k8s.io/v1', metadata: {}, spec: {}, status } }
}
