import type { RoleBinding, Subject } from '@/lib/kube/rbac/v1.generated'
import { ageOf } from './age'
import { printer } from './printer'

/** RoleBindings and ClusterRoleBindings; Roles have no columns of their own. */
export const bindingPrinter = printer<RoleBinding>(
  [{ name: 'Name' }, { name: 'Role' }, { name: 'Age' }, { name: 'Users', wide: true }, { name: 'Groups', wide: true }, { name: 'ServiceAccounts', wide: true }],
  ({ metadata, roleRef, subjects = [] }, time) => [
    metadata.name,
    `${roleRef?.kind ?? ''}/${roleRef?.name ?? ''}`,
    ageOf(metadata.creationTimestamp, time),
    names(subjects, 'User'),
    names(subjects, 'Group'),
    subjects.filter(({ kind }) => kind === 'ServiceAccount').map(({ namespace = '', name }) => `${namespace}/${name}`).join(', '),
  ],
)

function names(subjects: readonly Subject[], wanted: string): string {
  return subjects.filter(({ kind }) => kind === wanted).map(({ name }) => name).join(', ')
}
