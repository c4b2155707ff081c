import type { Cluster } from '@/lib/cluster/cluster'
import { isEqual } from '@/lib/kube/equality'
import type { KubeObject } from '@/lib/kube/object'
import type { Expectation } from '../exercise'
import { objectAt } from '../observe'
import { placeOf } from '../place-of'

/** An object is the one that was given, with the same spec (its status may move). */
export function isUnchanged(wanted: { readonly group: string; readonly resource: string; readonly kind: string; readonly name: string; readonly namespace?: string; readonly because: string }): Expectation {
  const read = (cluster: Cluster) => objectAt(cluster, wanted.group, wanted.resource, wanted.name, wanted.namespace)
  const what = `${wanted.kind} ${wanted.name}`
  return {
    id: `unchanged-${wanted.name}`,
    title: `${what} is unchanged`,
    check: (trial) => {
      const before = read(trial.start)
      const after = read(trial.end)
      const fail = (observed: string) => ({ met: false, message: `${observed} ${wanted.because}`, wanted: `${what} as it was`, observed, ...placeOf(trial, wanted.kind, wanted.name, 'spec', wanted.namespace) })
      if (after === undefined) return fail(`${what} was deleted.`)
      if (before?.metadata.uid !== after.metadata.uid) return fail(`${what} was deleted and made again.`)
      return isEqual(specOf(before), specOf(after)) ? { met: true, message: `${what} is as it was.` } : fail(`${what} was changed.`)
    },
  }
}

function specOf(object: KubeObject): unknown {
  return (object as unknown as { readonly spec?: unknown }).spec
}
