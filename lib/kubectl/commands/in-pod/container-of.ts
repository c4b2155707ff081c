import type { Pod } from '@/lib/kube/core/v1.generated'
import { printError, type Running } from '../../command'
import { fail } from '../../failure'

const defaultKey = 'kubectl.kubernetes.io/default-container'

/** All containers' names, ephemeral and init ones marked, as messages list them (kubectl pkg/cmd/util/podcmd). */
function allNames({ spec }: Pod): string {
  const ephemeral = (spec.ephemeralContainers ?? []).map(({ name }) => `${name} (ephem)`)
  return [...spec.containers.map(({ name }) => name), ...ephemeral, ...(spec.initContainers ?? []).map(({ name }) => `${name} (init)`)].join(', ')
}

/** Names in the order in which logs of all of them are asked for. */
export function containerNames({ spec }: Pod): readonly string[] {
  return [...(spec.initContainers ?? []), ...spec.containers, ...(spec.ephemeralContainers ?? [])].map(({ name }) => name)
}

/** A container of a Pod by its name; a name it has not ends the command. `about` stands before what is said. */
export function needContainer(pod: Pod, name: string, about = ''): string {
  return containerNames(pod).includes(name) ? name : fail(`${about}container ${name} is not valid for pod ${pod.metadata.name} out of: ${allNames(pod)}`)
}

/** The name that the Pod's annotation prefers; empty without. */
export function preferredContainer(pod: Pod): string {
  return pod.metadata.annotations?.[defaultKey] ?? ''
}

/** The first container; where there are several, that is said. */
export function* firstContainer(pod: Pod, quiet: boolean): Running<string> {
  const [{ name } = { name: '' }] = pod.spec.containers
  if (!quiet && containerNames(pod).length > 1) yield* printError(`Defaulted container "${name}" out of: ${allNames(pod)}`)
  return name
}

/** The container named, preferred or first (FindOrDefaultContainerByName). */
export function* containerOf(pod: Pod, named: string | undefined, quiet: boolean, about = ''): Running<string> {
  const wanted = named === undefined || named === '' ? preferredContainer(pod) : named
  return wanted === '' ? yield* firstContainer(pod, quiet) : needContainer(pod, wanted, about)
}
