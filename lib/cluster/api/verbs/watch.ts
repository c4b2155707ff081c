import type { KubeObject } from '@/lib/kube/object'
import type { Change } from '../../cluster'
import { fail, type Reply, type RequestContext } from '../context'
import { statusError } from '@/lib/kube/status-error'
import { withManagedFields } from '../managed-fields/read'
import type { WatchEvents } from '../request'
import { groupVersion } from '../resources'
import { inVersion, storageDefinition, storageResource } from '../versions'
import { changesAfter, oldestVersion } from './history'
import { badVersion, entriesOf, versionNumber } from './list'
import type { ListQuery } from './list-options'

type WatchEvent = WatchEvents['events'][number]

/**
 * What has changed since a resource version, up to now: nothing blocks, who wants more asks again with the version answered. Without one, or with
 * `sendInitialEvents`, everything there comes first as ADDED; a bookmark then tells that this is all of it (KEP-3157).
 */
export function watch(context: RequestContext, query: ListQuery): Reply {
  const asked = versionNumber(query.resourceVersion)
  if (asked === undefined) return fail(statusError(500, '', badVersion(query.resourceVersion)))
  const { working } = context
  const from = asked > 0 && query.sendInitialEvents !== true ? changesAfter(working, asked) : []
  const resourceVersion = String(working.resourceVersion)
  if (from === undefined) return { status: 200, watch: { events: [tooOld(asked, oldestVersion(working))], resourceVersion } }
  const initial = query.sendInitialEvents ?? asked === 0
  const events = initial ? initialEvents(context, query) : relevant(context, query, from)
  return { status: 200, watch: { events, resourceVersion } }
}

function initialEvents(context: RequestContext, query: ListQuery): WatchEvent[] {
  const added = entriesOf(context).flatMap(([, object]) => (query.matches(object) ? [event(context, 'ADDED', object)] : []))
  if (query.sendInitialEvents !== true || !query.allowWatchBookmarks) return added
  const metadata = { resourceVersion: String(context.working.resourceVersion), annotations: { 'k8s.io/initial-events-end': 'true' } }
  return [...added, { type: 'BOOKMARK', object: { kind: context.resource.kind, apiVersion: groupVersion(context.resource), metadata } }]
}

function relevant(context: RequestContext, query: ListQuery, changes: readonly Change[]): WatchEvent[] {
  const { group, resource } = storageResource(context.resource)
  const namespace = context.resource.namespaced && context.route.namespace !== '' ? `${context.route.namespace}/` : ''
  const prefix = `${group}/${resource}/${namespace}`
  return changes.filter(({ key }) => key.startsWith(prefix)).flatMap((change) => seen(context, query, change))
}

/** An object that comes to match is ADDED for this watcher, one that ceases to is DELETED. */
function seen(context: RequestContext, query: ListQuery, change: Change): WatchEvent[] {
  const after = change.type !== 'DELETED' && query.matches(change.object)
  const before = change.type !== 'ADDED' && matchedBefore(context, query, change)
  if (after) return [event(context, before ? 'MODIFIED' : 'ADDED', change.object)]
  return before ? [event(context, 'DELETED', change.object)] : []
}

function matchedBefore(context: RequestContext, query: ListQuery, change: Change): boolean {
  if (!query.selective) return true
  for (let log = context.working.changes; log !== undefined; log = log.before) {
    if (log.change.key === change.key && log.change.resourceVersion < change.resourceVersion) return log.change.type !== 'DELETED' && query.matches(log.change.object)
  }
  return query.matches(change.object)
}

function event(context: RequestContext, type: WatchEvent['type'], object: KubeObject): WatchEvent {
  return { type, object: inVersion(withManagedFields(context.working, object, storageDefinition(context.resource)), context.resource) }
}

function tooOld(asked: number, oldest: number): WatchEvent {
  const status = statusError(410, 'Expired', `too old resource version: ${String(asked)} (${String(oldest)})`)
  return { type: 'ERROR', object: status }
}
