import type { KindDefinition } from '@/lib/kube/kind'
import type { KubeObject } from '@/lib/kube/object'
import { definitionFor } from './definitions'
import { builtIn, groupVersion, type ApiResource } from './resources'
import { eventToCore, eventToEventsV1 } from './versions/event'
import { hpaFromV1, hpaToV1 } from './versions/hpa'

/** The resource under which objects are stored: Events in core, HorizontalPodAutoscalers as autoscaling/v2, whatever they were written as. */
export function storageResource(resource: ApiResource): ApiResource {
  if (resource.group === 'events.k8s.io' && resource.resource === 'events') return builtIn.get('', 'v1', 'events') ?? resource
  if (resource.group === 'autoscaling' && resource.version === 'v1') return builtIn.get('autoscaling', 'v2', resource.resource) ?? resource
  return resource
}

export function storageDefinition(resource: ApiResource): KindDefinition {
  return definitionFor(storageResource(resource))
}

/** An object as the version asked for shows it. */
export function inVersion(object: KubeObject, resource: ApiResource): KubeObject {
  const wanted = groupVersion(resource)
  if (object.apiVersion === wanted) return object
  if (resource.resource === 'events') return resource.group === '' ? eventToCore(object) : eventToEventsV1(object)
  return wanted === 'autoscaling/v1' ? hpaToV1(object) : object
}

/** An object as it is stored. */
export function toStorage(object: KubeObject, resource: ApiResource): KubeObject {
  if (storageResource(resource) === resource) return object
  return resource.resource === 'events' ? eventToCore(object) : hpaFromV1(object)
}
