import { describe, expect, it } from 'vitest'
import type { Manifest } from '../testing/refusal'
import { accepted, changeRefusal, refusal } from '../testing/refusal'

const group = 'rbac.authorization.k8s.io'
const object = (kind: string, fields: object): Manifest => ({ apiVersion: `${group}/v1`, kind, metadata: { name: 'reader' }, ...fields })
const rule = { apiGroups: [''], resources: ['pods'], verbs: ['get'] }

describe('rules', () => {
  it.each<[string, object, readonly string[]]>([
    ['Role', { rules: [rule] }, []],
    ['Role', {}, []],
    ['Role', { rules: [{ ...rule, verbs: ['read'] }] }, []],
    ['Role', { rules: [{}] }, [
      'rules[0].verbs: Required value: verbs must contain at least one value', 'rules[0].apiGroups: Required value: resource rules must supply at least one api group',
      'rules[0].resources: Required value: resource rules must supply at least one resource',
    ]],
    ['Role', { rules: [{ nonResourceURLs: ['/x'], verbs: ['get'] }] }, ['rules[0].nonResourceURLs: Invalid value: ["/x"]: namespaced rules cannot apply to non-resource URLs']],
    ['ClusterRole', { rules: [{ nonResourceURLs: ['/x'], verbs: ['get'] }] }, []],
    ['ClusterRole', { rules: [{ ...rule, nonResourceURLs: ['/x'] }] }, ['rules[0].nonResourceURLs: Invalid value: ["/x"]: rules cannot apply to both regular resources and non-resource URLs']],
    ['ClusterRole', { aggregationRule: {} }, ['aggregationRule.clusterRoleSelectors: Required value: at least one clusterRoleSelector required if aggregationRule is non-nil']],
  ])('%s %j', (kind, fields, wanted) => {
    expect(refusal(object(kind, fields))).toEqual(wanted)
  })

  it('a selector that can’t be used is said so once more', () => {
    const lines = refusal(object('ClusterRole', { aggregationRule: { clusterRoleSelectors: [{ matchLabels: { 'a b': 'x' } }] } }))
    expect(lines.at(-1)).toBe('aggregationRule.clusterRoleSelectors[0]: Invalid value: null: invalid label selector.')
  })

  it('are written as null when there are none', () => {
    expect(accepted(object('Role', {}))).toMatchObject({ rules: null })
  })

  it('names are path segments', () => {
    expect(refusal({ ...object('ClusterRole', {}), metadata: { name: 'system:node:x' } })).toEqual([])
    expect(refusal({ ...object('ClusterRole', {}), metadata: { name: 'a/b' } })).toEqual(["metadata.name: Invalid value: \"a/b\": may not contain '/'"])
  })
})

describe('bindings', () => {
  const roleRef = { apiGroup: group, kind: 'ClusterRole', name: 'view' }
  const user = { kind: 'User', name: 'alice' }

  it('fill in the group', () => {
    expect(accepted(object('RoleBinding', { roleRef: { kind: 'Role', name: 'a' }, subjects: [user, { kind: 'ServiceAccount', name: 'b' }] }))).toMatchObject({
      roleRef: { apiGroup: group }, subjects: [{ apiGroup: group }, { kind: 'ServiceAccount', name: 'b' }],
    })
  })

  it.each<[string, object, readonly string[]]>([
    ['RoleBinding', { roleRef, subjects: [user] }, []],
    ['RoleBinding', { roleRef: { ...roleRef, kind: 'Rolle' } }, ['roleRef.kind: Unsupported value: "Rolle": supported values: "Role", "ClusterRole"']],
    ['ClusterRoleBinding', { roleRef: { ...roleRef, kind: 'Role' } }, ['roleRef.kind: Unsupported value: "Role": supported values: "ClusterRole"']],
    ['RoleBinding', { roleRef: { ...roleRef, name: '' } }, ['roleRef.name: Required value']],
    ['RoleBinding', { roleRef, subjects: [{ ...user, apiGroup: 'v1' }] }, [`subjects[0].apiGroup: Unsupported value: "v1": supported values: "${group}"`]],
    ['RoleBinding', { roleRef, subjects: [{ kind: 'Serviceaccount', name: 'a' }] }, ['subjects[0].kind: Unsupported value: "Serviceaccount": supported values: "ServiceAccount", "User", "Group"']],
    ['RoleBinding', { roleRef, subjects: [{ kind: 'ServiceAccount', name: 'a' }] }, []],
    ['ClusterRoleBinding', { roleRef, subjects: [{ kind: 'ServiceAccount', name: 'a' }] }, ['subjects[0].namespace: Required value']],
    ['ClusterRoleBinding', { roleRef, subjects: [{ kind: 'User' }] }, ['subjects[0].name: Required value']],
  ])('%s %j', (kind, fields, wanted) => {
    expect(refusal(object(kind, fields))).toEqual(wanted)
  })

  it('keep their role', () => {
    expect(changeRefusal(object('RoleBinding', { roleRef }), object('RoleBinding', { roleRef: { ...roleRef, name: 'edit' } }))).toEqual([
      `roleRef: Invalid value: {"APIGroup":"${group}","Kind":"ClusterRole","Name":"edit"}: cannot change roleRef`,
    ])
  })
})
