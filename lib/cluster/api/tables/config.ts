import type { ConfigMap, LimitRange, Namespace, ResourceQuota, Secret } from '@/lib/kube/core/v1.generated'
import type { PriorityClass } from '@/lib/kube/scheduling/v1.generated'
import { ageOf } from './age'
import { printer } from './printer'

export const configMapPrinter = printer<ConfigMap>([{ name: 'Name' }, { name: 'Data' }, { name: 'Age' }], ({ metadata, data = {}, binaryData = {} }, time) => [
  metadata.name,
  Object.keys(data).length + Object.keys(binaryData).length,
  ageOf(metadata.creationTimestamp, time),
])

export const secretPrinter = printer<Secret>([{ name: 'Name' }, { name: 'Type' }, { name: 'Data' }, { name: 'Age' }], ({ metadata, type = '', data = {} }, time) => [
  metadata.name,
  type,
  Object.keys(data).length,
  ageOf(metadata.creationTimestamp, time),
])

export const namespacePrinter = printer<Namespace>([{ name: 'Name' }, { name: 'Status' }, { name: 'Age' }], ({ metadata, status }, time) => [
  metadata.name,
  status?.phase ?? '',
  ageOf(metadata.creationTimestamp, time),
])

export const limitRangePrinter = printer<LimitRange>([{ name: 'Name' }, { name: 'Created At', type: 'date' }], ({ metadata }) => [metadata.name, metadata.creationTimestamp])

export const resourceQuotaPrinter = printer<ResourceQuota>([{ name: 'Name' }, { name: 'Request' }, { name: 'Limit' }, { name: 'Age' }], ({ metadata, status }, time) => {
  const hard = status?.hard ?? {}
  const used = status?.used ?? {}
  const requests: string[] = []
  const limits: string[] = []
  for (const name of Object.keys(hard).sort()) (name.startsWith('limits') ? limits : requests).push(`${name}: ${String(used[name] ?? '0')}/${String(hard[name])}`)
  return [metadata.name, requests.join(', '), limits.join(', '), ageOf(metadata.creationTimestamp, time)]
})

export const priorityClassPrinter = printer<PriorityClass>(
  [{ name: 'Name' }, { name: 'Value', type: 'integer' }, { name: 'Global-Default', type: 'boolean' }, { name: 'Age' }, { name: 'PreemptionPolicy' }],
  ({ metadata, value, globalDefault = false, preemptionPolicy = '' }, time) => [metadata.name, value ?? 0, globalDefault, ageOf(metadata.creationTimestamp, time), preemptionPolicy],
)
