import type { KubeObject } from '@/lib/kube/object'

/** An object's metadata alone (meta/v1 PartialObjectMetadata). */
export function partialObject({ metadata }: KubeObject, version: string) {
  return { kind: 'PartialObjectMetadata', apiVersion: `meta.k8s.io/${version}`, metadata }
}

export function partialList(items: readonly KubeObject[], metadata: object, version: string) {
  return { kind: 'PartialObjectMetadataList', apiVersion: `meta.k8s.io/${version}`, metadata, items: items.map((item) => partialObject(item, version)) }
}
