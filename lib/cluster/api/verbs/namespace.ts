import { badRequest } from '@/lib/kube/status-error'
import type { Status } from '@/lib/kube/meta/v1.generated'
import type { KubeObject } from '@/lib/kube/object'
import type { RequestContext } from '../context'

/** The object in the path's namespace, or the refusal to put it there (rest.EnsureObjectNamespaceMatchesRequestNamespace). */
export function inNamespaceOf({ resource, route }: RequestContext, object: KubeObject): { readonly object: KubeObject } | { readonly failure: Status } {
  const own = object.metadata.namespace ?? ''
  if (!resource.namespaced) {
    if (own === '') return { object }
    const { namespace: _, ...metadata } = object.metadata
    return { object: { ...object, metadata } }
  }
  if (own !== '' && own !== route.namespace) return { failure: badRequest('the namespace of the provided object does not match the namespace sent on the request') }
  return { object: own === route.namespace ? object : { ...object, metadata: { ...object.metadata, namespace: route.namespace } } }
}
