import type { KubeObject } from '@/lib/kube/object'

/** Whether a change surely leaves an object in the indexes it stood in: most are of status alone, and names need not be built for them. */
export function sameIndexes(before: KubeObject, after: KubeObject): boolean {
  return before.metadata.labels === after.metadata.labels && before.metadata.ownerReferences === after.metadata.ownerReferences && nodeOf(before) === nodeOf(after)
}

function nodeOf(object: KubeObject): string | undefined {
  return (object as { spec?: { nodeName?: string } }).spec?.nodeName
}
