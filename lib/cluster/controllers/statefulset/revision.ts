import type { ControllerRevision } from '@/lib/kube/apps/v1.generated'
import type { Pod, PodTemplateSpec } from '@/lib/kube/core/v1.generated'
import { objectKey, type KubeObject } from '@/lib/kube/object'
import { createObject, deleteObject, updateObject } from '../../api/operations'
import type { Working } from '../../working/working'
import { controllerReference } from '../claim'
import { definitionOf } from '../definition'
import { templateHash } from '../deployment/template-hash'

const manager = 'kube-controller-manager'
const hashLabel = 'controller-revision-hash'

/** The revision a Pod was made of. */
export function revisionName(pod: Pod): string | undefined {
  return pod.metadata.labels?.[hashLabel]
}

/** A StatefulSet or DaemonSet. */
type Owner = KubeObject & { readonly spec: { readonly template: PodTemplateSpec; readonly revisionHistoryLimit?: number } }

/**
 * Keeps the template of now as the newest ControllerRevision and returns its name; one that was kept before is the newest again
 * (pkg/controller/history realHistory, stateful_set_control.go getStatefulSetRevisions). `all` is what is kept so far.
 */
export function syncRevision(working: Working, owner: Owner, all: readonly ControllerRevision[]): string {
  const hash = templateHash(owner.spec.template, undefined)
  const name = `${owner.metadata.name}-${hash}`
  const kept = all.find((item) => item.metadata.name === name)
  const newest = Math.max(0, ...all.map(numberOf))
  if (kept === undefined) create(working, owner, hash, newest + 1)
  else if (numberOf(kept) < newest) updateObject(working, definitionOf('apps/v1', 'ControllerRevision'), { ...kept, revision: newest + 1 } as unknown as KubeObject, { manager })
  return name
}

/** The template that a revision keeps. */
export function templateOf(all: readonly ControllerRevision[], name: string): PodTemplateSpec | undefined {
  const data = all.find(({ metadata }) => metadata.name === name)?.data as { readonly spec?: { readonly template?: PodTemplateSpec & { readonly $patch?: string } } } | undefined
  if (data?.spec?.template === undefined) return undefined
  const { $patch: _, ...template } = data.spec.template
  return template
}

/** Drops the oldest revisions that no Pod is of, beyond as many as are to be kept. One that this sync has made is live, and need not be among `all`. */
export function truncateRevisions(working: Working, owner: Owner, all: readonly ControllerRevision[], live: readonly string[]): void {
  const limit = owner.spec.revisionHistoryLimit ?? 10
  if (all.length <= limit) return
  const unused = all.filter(({ metadata: { name } }) => !live.includes(name)).sort((a, b) => numberOf(a) - numberOf(b))
  for (const { metadata } of unused.slice(0, Math.max(0, unused.length - limit))) {
    deleteObject(working, objectKey('apps', 'controllerrevisions', metadata.namespace ?? '', metadata.name), { manager })
  }
}

function numberOf({ revision = 0 }: ControllerRevision): number {
  return revision
}

/** The revisions that are kept of a StatefulSet or DaemonSet, for one sync to look at. */
export function revisionsOf(working: Working, owner: KubeObject): ControllerRevision[] {
  return (working.list(`owner:${owner.metadata.uid}`) as (ControllerRevision | Pod)[]).filter((item) => item.kind === 'ControllerRevision')
}

/** It has the template's labels and the owner's annotations: its change cause is the owner's. */
function create(working: Working, owner: Owner, hash: string, revision: number): void {
  const { name, namespace = '', annotations } = owner.metadata
  const labels = { ...owner.spec.template.metadata.labels, [hashLabel]: hash }
  const metadata = { name: `${name}-${hash}`, namespace, labels, ...(annotations === undefined ? {} : { annotations }), ownerReferences: [controllerReference(owner)] }
  const data = { spec: { template: { $patch: 'replace', ...owner.spec.template } } }
  createObject(working, definitionOf('apps/v1', 'ControllerRevision'), { apiVersion: 'apps/v1', kind: 'ControllerRevision', metadata, data, revision }, { manager })
}
