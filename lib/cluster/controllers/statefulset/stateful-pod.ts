import type { StatefulSet } from '@/lib/kube/apps/v1.generated'
import type { PersistentVolumeClaim, Pod, PodTemplateSpec, Volume } from '@/lib/kube/core/v1.generated'
import { objectKey } from '@/lib/kube/object'
import { createObject, deleteObject } from '../../api/operations'
import { recordEvent } from '../../events'
import type { Working } from '../../working/working'
import { definitionOf } from '../definition'
import { podFromTemplate } from '../pod-from-template'

export const manager = 'kube-controller-manager'
const component = 'statefulset-controller'

/** The number in a Pod's name; -1 where there is none. */
export function ordinalOf(pod: Pod): number {
  return Number(/-(\d+)$/.exec(pod.metadata.name)?.[1] ?? -1)
}

/** Creates the Pod of a place from a template of a revision, its claims first. */
export function createPod(working: Working, set: StatefulSet, ordinal: number, revision: string, template: PodTemplateSpec): void {
  const name = `${set.metadata.name}-${String(ordinal)}`
  for (const claim of set.spec.volumeClaimTemplates ?? []) createClaim(working, set, name, claim)
  const labels = { 'apps.kubernetes.io/pod-index': String(ordinal), 'controller-revision-hash': revision, 'statefulset.kubernetes.io/pod-name': name }
  const pod = podFromTemplate(set, template, { name, labels, spec: { hostname: name, ...(set.spec.serviceName === undefined ? {} : { subdomain: set.spec.serviceName }), ...volumesOf(set, name, template) } })
  const result = createObject(working, definitionOf('v1', 'Pod'), pod, { manager })
  const told = result.ok
    ? ({ type: 'Normal', reason: 'SuccessfulCreate', message: `Create Pod ${name} in StatefulSet ${set.metadata.name} successful` } as const)
    : ({ type: 'Warning', reason: 'FailedCreate', message: `Create Pod ${name} in StatefulSet ${set.metadata.name} failed error: ${result.status.message ?? ''}` } as const)
  recordEvent(working, set, { ...told, component })
}

/** A claim's volume takes the place of the template's volume of that name (updateStorage in stateful_set_utils.go). */
function volumesOf({ spec: { volumeClaimTemplates = [] } }: StatefulSet, pod: string, { spec: { volumes = [] } }: PodTemplateSpec): { readonly volumes?: readonly Volume[] } {
  if (volumeClaimTemplates.length === 0) return {}
  const claimed = volumeClaimTemplates.map(({ metadata: { name } }) => ({ name, persistentVolumeClaim: { claimName: `${name}-${pod}` } }))
  return { volumes: [...claimed, ...volumes.filter(({ name }) => !claimed.some((claim) => claim.name === name))] }
}

/** A claim outlives its Pod and is found again by the next one of that name. */
function createClaim(working: Working, set: StatefulSet, pod: string, template: PersistentVolumeClaim): void {
  const { namespace = '', name: owner } = set.metadata
  const name = `${template.metadata.name}-${pod}`
  if (working.get(objectKey('', 'persistentvolumeclaims', namespace, name)) !== undefined) return
  const { status: _, ...claim } = template
  const metadata = { ...template.metadata, name, namespace, labels: { ...template.metadata.labels, ...set.spec.selector.matchLabels } }
  const result = createObject(working, definitionOf('v1', 'PersistentVolumeClaim'), { ...claim, apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata }, { manager })
  const told = result.ok
    ? ({ type: 'Normal', reason: 'SuccessfulCreate', message: `create Claim ${name} Pod ${pod} in StatefulSet ${owner} success` } as const)
    : ({ type: 'Warning', reason: 'FailedCreate', message: `create Claim ${name} for Pod ${pod} in StatefulSet ${owner} failed error: ${result.status.message ?? ''}` } as const)
  recordEvent(working, set, { ...told, component })
}

export function deletePod(working: Working, set: StatefulSet, pod: Pod): boolean {
  const { name, namespace = '', uid } = pod.metadata
  if (!deleteObject(working, objectKey('', 'pods', namespace, name), { manager, preconditions: { uid } }).ok) return false
  recordEvent(working, set, { type: 'Normal', reason: 'SuccessfulDelete', message: `Delete Pod ${name} in StatefulSet ${set.metadata.name} successful`, component })
  return true
}
