import type { Cluster } from '@/lib/cluster/cluster'
import type { KubeObject } from '@/lib/kube/object'
import type { Expectation } from '../exercise'
import { objectAt } from '../observe'

/** An object is the one that was given, with the same spec (its status may move). */
export function isUnchanged(wanted: { readonly group: string; readonly resource: string; readonly kind: string; readonly name: string; readonly namespace?: string; readonly because: string }): Expectation {
  const read = (cluster: Cluster) => objectAt(cluster, wanted.group, wanted.resource, wanted.name, wanted.namespace)
  const what = `${wanted.kind} ${wanted.name}`
  return {
    id: `unchanged-${wanted.name}`,
    title: `${what} is unchanged`,
    check: ({ start, end, written }) => {
      const before = read(start)
      const after = read(end)
      const at = written.locate(wanted.kind, wanted.name, 'spec', wanted.namespace)
      const fail = (observed: string) => ({ met: false, message: `${observed} ${wanted.because}`, wanted: `${what} as it was`, observed, ...(at === undefined ? {} : { at }) })
      if (after === undefined) return fail(`${what} was deleted.`)
      if (before?.metadata.uid !== after.metadata.uid) return fail(`${what} was deleted and made again.`)
      return specOf(before) === specOf(after) ? { met: true, message: `${what} is as it was.` } : fail(`${what} was changed.`)
    },
  }
}

function specOf(object: KubeObject): string {
  return JSON.stringify((object as unknown as { readonly spec?: unknown }).spec)
}
