import type { Pod, PodTemplateSpec } from '@/lib/kube/core/v1.generated'
import type { KubeObject } from '@/lib/kube/object'
import { controllerReference } from './claim'

/** What a controller adds to its template when it makes a Pod. */
export interface PodExtras {
  readonly name?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  readonly finalizers?: readonly string[]
  readonly spec?: Partial<Pod['spec']>
}

/** A new Pod of an owner's template, to be created: named after the owner where it has no name of its own (controller_utils.go GetPodFromTemplate). */
export function podFromTemplate(owner: KubeObject, template: PodTemplateSpec, extras: PodExtras = {}): object {
  const meta = (template as { readonly metadata?: Partial<Pod['metadata']> }).metadata ?? {}
  const labels = { ...meta.labels, ...extras.labels }
  const annotations = { ...meta.annotations, ...extras.annotations }
  const finalizers = [...(meta.finalizers ?? []), ...(extras.finalizers ?? [])]
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...(extras.name === undefined ? { generateName: `${owner.metadata.name}-` } : { name: extras.name }),
      namespace: owner.metadata.namespace,
      ...(Object.keys(labels).length === 0 ? {} : { labels }),
      ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
      ...(finalizers.length === 0 ? {} : { finalizers }),
      ownerReferences: [controllerReference(owner)],
    },
    spec: { ...template.spec, ...extras.spec },
  }
}
