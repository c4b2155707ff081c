import { rareCode } from '#rare-code'
import { objectKey } from '@/lib/kube/object'
import type { WriteResult } from '../api/write/result'
import type { Working } from '../working/working'
import type { AdmissionRequest } from './admit'
import { podSecurityPrefix } from './pod-security/label-prefix'

type Plugin = (working: Working, request: AdmissionRequest) => WriteResult

function rarePlugin(name: 'admitEscalation' | 'admitLimits' | 'admitPodSecurity' | 'admitQuota', looksAt: (working: Working, request: AdmissionRequest) => boolean): Plugin {
  return (working, request) => (looksAt(working, request) ? rareCode()[name](working, request) : { ok: true, object: request.object })
}

const hasIn = (resource: string) => (working: Working, { object }: AdmissionRequest) => working.keys(`${resource}/${object.metadata.namespace ?? ''}`).size > 0

/** Roles, and who has them. */
export const admitEscalation = rarePlugin('admitEscalation', (_, { definition }) => definition.group === 'rbac.authorization.k8s.io')

/** LimitRanges, where the namespace has one. */
export const admitLimits = rarePlugin('admitLimits', hasIn('/limitranges'))

/** Quotas, where the namespace has one. */
export const admitQuota = rarePlugin('admitQuota', hasIn('/resourcequotas'))

/** Pod Security, where the labels of the namespace ask for it. */
export const admitPodSecurity = rarePlugin('admitPodSecurity', (working, { object, definition }) => {
  const namespace = definition.group === '' && definition.resource === 'namespaces' ? object : working.get(objectKey('', 'namespaces', '', object.metadata.namespace ?? ''))
  return Object.keys(namespace?.metadata.labels ?? {}).some((label) => label.startsWith(podSecurityPrefix))
})
