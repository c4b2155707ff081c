import type { ObjectMeta } from '@/lib/kube/meta/v1.generated'

/** Any object as the API server stores it. Values are immutable by convention: a change makes a new object and shares the rest. */
export interface KubeObject {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: ObjectMeta
}

/** Where an object stands in the store: `<group>/<resource>/<namespace>/<name>`; core objects have an empty group, cluster-scoped ones an empty namespace. */
export type ObjectKey = `${string}/${string}/${string}/${string}`

/** The key under which an object stands in the store. */
export function objectKey(group: string, resource: string, namespace: string, name: string): ObjectKey {
  return `${group}/${resource}/${namespace}/${name}`
}
