import type { Invocation, Running } from '../../command'
import type { JsonObject } from '../../json'
import { classOf, finalizersLine, modesText, stateLine } from './claim'
import { has, list, map, orElse, pairsText, strings, text, truth } from './fields'
import { headLines } from './metadata'
import { persistentSourceLines } from './volumes'

export function* persistentVolumeLines(_: Invocation, object: JsonObject): Running<string[]> {
  const spec = map(object, 'spec')
  return [
    ...headLines(object),
    finalizersLine(object),
    `StorageClass:\t${classOf(object)}`,
    yield* stateLine(object),
    `Claim:\t${has(spec, 'claimRef') ? `${text(spec, 'claimRef', 'namespace')}/${text(spec, 'claimRef', 'name')}` : ''}`,
    `Reclaim Policy:\t${text(spec, 'persistentVolumeReclaimPolicy')}`,
    `Access Modes:\t${modesText(strings(spec, 'accessModes'))}`,
    ...(has(spec, 'volumeMode') ? [`VolumeMode:\t${text(spec, 'volumeMode')}`] : []),
    `Capacity:\t${orElse(text(spec, 'capacity', 'storage'), '0')}`,
    ...affinityLines(map(spec, 'nodeAffinity')),
    `Message:\t${text(object, 'status', 'message')}`,
    'Source:',
    ...persistentSourceLines(spec),
  ]
}

function affinityLines(affinity: JsonObject): string[] {
  if (!has(affinity, 'required')) return ['Node Affinity:\t<none>']
  const terms = list(affinity, 'required', 'nodeSelectorTerms')
  if (terms.length === 0) return ['Node Affinity:\t', '  Required Terms:\t<none>']
  return ['Node Affinity:\t', '  Required Terms:\t', ...terms.flatMap((term, index) => termLines(`    Term ${String(index)}`, '    ', list(term, 'matchExpressions')))]
}

function termLines(title: string, indent: string, requirements: readonly JsonObject[]): string[] {
  if (requirements.length === 0) return [`${title}:\t<none>`]
  return requirements.map((requirement, index) => {
    const values = strings(requirement, 'values')
    return `${index === 0 ? `${title}:` : indent}\t${text(requirement, 'key')} ${orElse(text(requirement, 'operator').toLowerCase(), 'in')}${values.length === 0 ? '' : ` [${values.join(', ')}]`}`
  })
}

export function storageClassLines(object: JsonObject): string[] {
  const annotations = map(object, 'metadata', 'annotations')
  const isDefault = ['storageclass.kubernetes.io/is-default-class', 'storageclass.beta.kubernetes.io/is-default-class'].some((key) => annotations[key] === 'true')
  const options = strings(object, 'mountOptions')
  const topologies = list(object, 'allowedTopologies')
  return [
    `Name:\t${text(object, 'metadata', 'name')}`,
    `IsDefaultClass:\t${isDefault ? 'Yes' : 'No'}`,
    `Annotations:\t${pairsText(annotations)}`,
    `Provisioner:\t${text(object, 'provisioner')}`,
    `Parameters:\t${pairsText(map(object, 'parameters'))}`,
    `AllowVolumeExpansion:\t${truth(object, 'allowVolumeExpansion')}`,
    ...(options.length === 0 ? ['MountOptions:\t<none>'] : ['MountOptions:', ...options.map((option) => `  ${option}`)]),
    ...(has(object, 'reclaimPolicy') ? [`ReclaimPolicy:\t${text(object, 'reclaimPolicy')}`] : []),
    ...(has(object, 'volumeBindingMode') ? [`VolumeBindingMode:\t${text(object, 'volumeBindingMode')}`] : []),
    ...(topologies.length === 0 ? [] : ['AllowedTopologies:\t', ...topologies.flatMap((term, index) => termLines(`  Term ${String(index)}`, '  ', list(term, 'matchLabelExpressions')))]),
  ]
}
