import type { Node } from '@/lib/kube/core/v1.generated'
import { ageOf } from './age'
import { orElse } from './or-else'
import { printer } from './printer'

export const nodePrinter = printer<Node>(
  [
    { name: 'Name' }, { name: 'Status' }, { name: 'Roles' }, { name: 'Age' }, { name: 'Version' }, { name: 'Internal-IP', wide: true }, { name: 'External-IP', wide: true },
    { name: 'OS-Image', wide: true }, { name: 'Kernel-Version', wide: true }, { name: 'Container-Runtime', wide: true },
  ],
  (node, time) => {
    const { metadata, status } = node
    const info: Partial<NonNullable<NonNullable<Node['status']>['nodeInfo']>> = status?.nodeInfo ?? {}
    const address = (type: string) => status?.addresses?.find((one) => one.type === type)?.address ?? '<none>'
    return [
      metadata.name,
      statusText(node),
      rolesText(metadata.labels),
      ageOf(metadata.creationTimestamp, time),
      info.kubeletVersion ?? '',
      address('InternalIP'),
      address('ExternalIP'),
      orElse(info.osImage, '<unknown>'),
      kernelText(info),
      orElse(info.containerRuntimeVersion, '<unknown>'),
    ]
  },
)

function kernelText({ kernelVersion, architecture = '' }: { readonly kernelVersion?: string; readonly architecture?: string }): string {
  const kernel = orElse(kernelVersion, '<unknown>')
  return architecture === '' ? kernel : `${kernel} (${architecture})`
}

function statusText({ spec, status }: Node): string {
  const ready = status?.conditions?.find(({ type }) => type === 'Ready')
  const first = ready === undefined ? 'Unknown' : ready.status === 'True' ? 'Ready' : 'NotReady'
  return spec.unschedulable === true ? `${first},SchedulingDisabled` : first
}

const rolePrefix = 'node-role.kubernetes.io/'

function rolesText(labels: Readonly<Record<string, string>> | undefined): string {
  const roles = Object.entries(labels ?? {}).flatMap(([key, value]) => {
    if (key.startsWith(rolePrefix) && key.length > rolePrefix.length) return [key.slice(rolePrefix.length)]
    return key === 'kubernetes.io/role' && value !== '' ? [value] : []
  })
  return roles.length === 0 ? '<none>' : [...new Set(roles)].sort().join(',')
}
