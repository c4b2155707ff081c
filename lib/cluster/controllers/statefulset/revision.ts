import type { ControllerRevision, StatefulSet } from '@/lib/kube/apps/v1.generated'
import type { Pod, PodTemplateSpec } from '@/lib/kube/core/v1.generated'
import { objectKey, type KubeObject } from '@/lib/kube/object'
import { createObject } from '../../api/operations'
import type { Working } from '../../working/working'
import { controllerReference } from '../claim'
import { definitionOf } from '../definition'
import { templateHash } from '../deployment/template-hash'

const hashLabel = 'controller-revision-hash'

/** The revision a Pod was made of. */
export function revisionName(pod: Pod): string | undefined {
  return pod.metadata.labels?.[hashLabel]
}

/** Keeps the template of now as a ControllerRevision and returns its name (pkg/controller/history). */
export function syncRevision(working: Working, owner: KubeObject & { readonly spec: { readonly template: PodTemplateSpec } }): string {
  const hash = templateHash(owner.spec.template, undefined)
  const { namespace = '', name: ownerName } = owner.metadata
  const name = `${ownerName}-${hash}`
  if (working.get(objectKey('apps', 'controllerrevisions', namespace, name)) !== undefined) return name
  const earlier = (working.list(`owner:${owner.metadata.uid}`) as (ControllerRevision | Pod)[]).filter((item) => item.kind === 'ControllerRevision')
  const revision = Math.max(0, ...earlier.map((item) => item.revision ?? 0)) + 1
  const labels = { ...(owner as unknown as StatefulSet).spec.selector.matchLabels, [hashLabel]: hash }
  const metadata = { name, namespace, labels, ownerReferences: [controllerReference(owner)] }
  const data = { spec: { template: { $patch: 'replace', ...owner.spec.template } } }
  createObject(working, definitionOf('apps/v1', 'ControllerRevision'), { apiVersion: 'apps/v1', kind: 'ControllerRevision', metadata, data, revision }, { manager: 'kube-controller-manager' })
  return name
}
