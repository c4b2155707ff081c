import type { Status } from '@/lib/kube/meta/v1.generated'
import { badRequest, statusError } from '@/lib/kube/status-error'
import type { ApiRequest, UserInfo } from './request'

/** Who a request without credentials of its own comes from: the kubeconfig's user. */
export const administrator: UserInfo = { username: 'kubernetes-admin', uid: 'uid-admin', groups: ['system:masters', 'system:authenticated'] }

const anonymous: UserInfo = { username: 'system:anonymous', groups: ['system:unauthenticated'] }

/** Who asks, and as whom. A user named `''` stands for credentials nobody knows. */
export function authenticate(request: ApiRequest): { readonly user: UserInfo; readonly actingAs: UserInfo | undefined } | { readonly failure: Status } {
  if (request.user?.username === '') return { failure: statusError(401, 'Unauthorized', 'Unauthorized') }
  const user = request.user === null ? anonymous : withGroups(request.user ?? administrator)
  const name = request.headers?.['impersonate-user'] ?? ''
  const groups = (request.headers?.['impersonate-group'] ?? '').split(',').map((group) => group.trim()).filter((group) => group !== '')
  if (name !== '') return { user, actingAs: impersonated(name, groups) }
  if (groups.length === 0) return { user, actingAs: undefined }
  const list = groups.map((group) => JSON.stringify(group)).join(', ')
  return { failure: badRequest(`requested &user.DefaultInfo{Name:"", UID:"", Groups:[]string{${list}}, Extra:map[string][]string(nil)} without impersonating a user name`) }
}

/** Everybody known is authenticated; a ServiceAccount belongs to its namespace's group too. */
function withGroups(user: UserInfo): UserInfo {
  const account = /^system:serviceaccount:([^:]+):[^:]+$/.exec(user.username)
  const own = account === null ? [] : ['system:serviceaccounts', `system:serviceaccounts:${account[1] ?? ''}`]
  return { ...user, groups: [...new Set([...user.groups, ...own, 'system:authenticated'])] }
}

/** Groups asked for replace a ServiceAccount's own (apiserver pkg/endpoints/filters/impersonation). */
function impersonated(name: string, groups: readonly string[]): UserInfo {
  if (name === anonymous.username) return { username: name, groups: [...new Set([...groups, 'system:unauthenticated'])] }
  const account = /^system:serviceaccount:([^:]+):[^:]+$/.exec(name)
  const own = account === null || groups.length > 0 ? [] : ['system:serviceaccounts', `system:serviceaccounts:${account[1] ?? ''}`]
  return { username: name, groups: [...new Set([...groups, ...own, 'system:authenticated'])] }
}
