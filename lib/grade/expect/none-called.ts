import type { KubeObject } from '@/lib/kube/object'
import type { Outcome } from '../exercise'
import { placeOf } from '../place-of'
import type { Trial } from '../trial'
import { namesOf } from './words'

/** An object is missing: which ones of its kind were made instead, under another name or in another namespace, and where. */
export function noneCalled(trial: Trial, kind: string, name: string, all: readonly KubeObject[], namespace = 'default'): Outcome {
  const others = all.filter(({ metadata }) => metadata.name !== 'kubernetes')
  const named = others.map(({ metadata }) => (metadata.namespace === namespace ? metadata.name : `${metadata.name} (in namespace ${metadata.namespace ?? ''})`))
  const made = others.find(({ metadata }) => ![...trial.start.objects.values()].some((given) => given.metadata.uid === metadata.uid))
  const seen = named.length === 0 ? '' : ` There ${named.length === 1 ? 'is' : 'are'} ${namesOf(named)}.`
  const at = made === undefined ? {} : placeOf(trial, kind, made.metadata.name, made.metadata.name === name ? 'metadata.namespace' : 'metadata.name', made.metadata.namespace)
  return { met: false, message: `There is no ${kind} called ${name} in namespace ${namespace}.${seen}`, wanted: `${kind} ${name}`, observed: named.length === 0 ? `no ${kind}` : `only ${namesOf(named)}`, ...at }
}
