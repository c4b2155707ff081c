import type { KubeObject } from '@/lib/kube/object'

/** What of the metadata only the server sets is kept from the stored object; uid and deletion times sent are left for validation to refuse (rest.BeforeUpdate). */
export function carriedOver(object: KubeObject, old: KubeObject): KubeObject {
  const { creationTimestamp, deletionTimestamp, deletionGracePeriodSeconds, generation, managedFields } = old.metadata
  const { generation: _generation, selfLink: _link, managedFields: _managed, deletionTimestamp: sentTime, deletionGracePeriodSeconds: sentGrace, ...sent } = object.metadata
  const metadata = {
    ...sent,
    uid: sent.uid || old.metadata.uid,
    resourceVersion: old.metadata.resourceVersion,
    creationTimestamp,
    ...optional('generation', generation),
    ...optional('deletionTimestamp', sentTime ?? deletionTimestamp),
    ...optional('deletionGracePeriodSeconds', sentGrace ?? deletionGracePeriodSeconds),
    ...optional('managedFields', managedFields),
  }
  return { ...object, metadata }
}

function optional<T>(key: string, value: T | undefined): Readonly<Record<string, T>> {
  return value === undefined ? {} : { [key]: value }
}
