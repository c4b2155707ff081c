import type { Pod } from '@/lib/kube/core/v1.generated'
import { badRequest, notFoundStatus } from '@/lib/kube/status-error'
import type { Status } from '@/lib/kube/meta/v1.generated'
import type { RequestContext } from '../context'
import { targetKey } from '../verbs/get'

/** The Pod a path names. */
export function podOf(context: RequestContext): { readonly pod: Pod } | { readonly failure: Status } {
  const object = context.working.get(targetKey(context))
  return object === undefined ? { failure: notFoundStatus(context.resource, context.route.name) } : { pod: object as unknown as Pod }
}

/** The container meant where none is named: the annotated one, the only one, or none (pkg/registry/core/pod/strategy.go podutil). */
export function containerOf(pod: Pod, asked: string): { readonly container: string } | { readonly failure: Status } {
  const names = [...(pod.spec.initContainers ?? []), ...pod.spec.containers, ...(pod.spec.ephemeralContainers ?? [])].map(({ name }) => name)
  if (asked !== '') return names.includes(asked) ? { container: asked } : { failure: badRequest(`container ${asked} is not valid for pod ${pod.metadata.name}`) }
  const [only] = pod.spec.containers
  if (only !== undefined && pod.spec.containers.length === 1 && (pod.spec.initContainers ?? []).length === 0) return { container: only.name }
  return { failure: badRequest(`a container name must be specified for pod ${pod.metadata.name}, choose one of: [${names.join(' ')}]`) }
}
