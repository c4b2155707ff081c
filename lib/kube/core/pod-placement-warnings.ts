import type { Draft } from '@/lib/kube/draft'
import type { NodeSelectorTerm, PodSpec } from './v1.generated'

/** Labels of nodes that have new names (pkg/api/node deprecatedNodeLabels). */
const retiredNodeLabels: Readonly<Record<string, string | undefined>> = {
  'beta.kubernetes.io/arch': 'deprecated since v1.14; use "kubernetes.io/arch" instead',
  'beta.kubernetes.io/os': 'deprecated since v1.14; use "kubernetes.io/os" instead',
  'failure-domain.beta.kubernetes.io/region': 'deprecated since v1.17; use "topology.kubernetes.io/region" instead',
  'failure-domain.beta.kubernetes.io/zone': 'deprecated since v1.17; use "topology.kubernetes.io/zone" instead',
  'beta.kubernetes.io/instance-type': 'deprecated since v1.17; use "node.kubernetes.io/instance-type" instead',
}

/** Where a Pod is to run: retired labels of nodes, and constraints that match no Pod. */
export function placementWarnings(spec: Draft<PodSpec>, path: string): string[] {
  const affinity = spec.affinity?.nodeAffinity
  const at = `${path}.affinity.nodeAffinity`
  return [
    ...Object.keys(spec.nodeSelector ?? {}).flatMap((key) => (retiredNodeLabels[key] === undefined ? [] : [`${path}.nodeSelector[${key}]: ${retiredNodeLabels[key]}`])),
    ...(affinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? []).flatMap((term, index) =>
      termWarnings(term, `${at}.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[${String(index)}]`),
    ),
    ...(affinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []).flatMap(({ preference = {} }, index) =>
      termWarnings(preference, `${at}.preferredDuringSchedulingIgnoredDuringExecution[${String(index)}].preference`),
    ),
    ...(spec.topologySpreadConstraints ?? []).flatMap(({ topologyKey = '', labelSelector }, index) => {
      const item = `${path}.topologySpreadConstraints[${String(index)}]`
      const retired = retiredNodeLabels[topologyKey]
      return [
        ...(retired === undefined ? [] : [`${item}.topologyKey: ${topologyKey} is ${retired}`]),
        ...(labelSelector === undefined ? [`${item}.labelSelector: a null labelSelector results in matching no pod`] : []),
      ]
    }),
  ]
}

function termWarnings(term: Draft<NodeSelectorTerm>, path: string): string[] {
  return (term.matchExpressions ?? []).flatMap(({ key = '' }, index) => {
    const retired = retiredNodeLabels[key]
    return retired === undefined ? [] : [`${path}.matchExpressions[${String(index)}].key: ${key} is ${retired}`]
  })
}
