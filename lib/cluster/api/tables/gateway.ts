import type { Gateway, GatewayClass, GatewayCondition, HTTPRoute } from '@/lib/kube/gateway/v1'
import { ageOf } from './age'
import { printer } from './printer'

function statusOf(conditions: readonly GatewayCondition[] | undefined, type: string): string {
  return conditions?.find((condition) => condition.type === type)?.status ?? ''
}

// additionalPrinterColumns of the Gateway API's definitions.
export const gatewayClassPrinter = printer<GatewayClass>([{ name: 'Name' }, { name: 'Controller' }, { name: 'Accepted' }, { name: 'Age' }], ({ metadata, spec, status }, time) => [
  metadata.name,
  spec.controllerName,
  statusOf(status?.conditions, 'Accepted'),
  ageOf(metadata.creationTimestamp, time),
])

export const gatewayPrinter = printer<Gateway>([{ name: 'Name' }, { name: 'Class' }, { name: 'Address' }, { name: 'Programmed' }, { name: 'Age' }], ({ metadata, spec, status }, time) => [
  metadata.name,
  spec.gatewayClassName,
  (status?.addresses ?? []).map(({ value }) => value).join(','),
  statusOf(status?.conditions, 'Programmed'),
  ageOf(metadata.creationTimestamp, time),
])

export const httpRoutePrinter = printer<HTTPRoute>([{ name: 'Name' }, { name: 'Hostnames' }, { name: 'Age' }], ({ metadata, spec }, time) => [
  metadata.name,
  spec.hostnames === undefined ? '' : JSON.stringify(spec.hostnames),
  ageOf(metadata.creationTimestamp, time),
])
