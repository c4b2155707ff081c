import type { PriorityClass } from '@/lib/kube/scheduling/v1.generated'
import { defineKind } from '../define-kind'
import type { FieldError } from '../field-error'
import { forbidden, notSupported, required } from '../field-error'
import { validateImmutable } from '../object-meta'
import { addresses } from '../rare/addresses'

const highestUserValue = 1_000_000_000
/** The two classes that the cluster itself brings. */
const systemValues: Readonly<Record<string, number | undefined>> = { 'system-cluster-critical': 2_000_000_000, 'system-node-critical': 2_000_001_000 }

function systemFault({ metadata, value, globalDefault }: PriorityClass): string | undefined {
  const known = systemValues[metadata.name]
  if (known === undefined) return `${metadata.name} is not a known system priority class`
  if (known !== value) return `value of ${metadata.name} PriorityClass must be ${String(known)}`
  return globalDefault === true ? `globalDefault of ${metadata.name} PriorityClass must be false` : undefined
}

function validateValue(priorityClass: PriorityClass): FieldError[] {
  if (!((priorityClass.metadata as { readonly name?: string }).name ?? '').startsWith('system-')) {
    return (priorityClass.value ?? 0) > highestUserValue ? [forbidden('value', `maximum allowed value of a user defined priority is ${String(highestUserValue)}`)] : []
  }
  const fault = systemFault(priorityClass)
  return fault === undefined ? [] : [forbidden('metadata.name', `priority class names with 'system-' prefix are reserved for system use only. error: ${fault}`)]
}

function validatePolicy(policy: string | undefined): FieldError[] {
  const supported = ['PreemptLowerPriority', 'Never']
  if (policy === undefined || supported.includes(policy)) return []
  return policy === '' ? [required('preemptionPolicy')] : [notSupported('preemptionPolicy', policy, supported)]
}

/** PriorityClass: a number by name; it may not change (ValidatePriorityClass). */
export const priorityClass = defineKind<PriorityClass>(
  addresses.priorityClass,
  {
    default: (object) => ({ ...object, preemptionPolicy: object.preemptionPolicy ?? 'PreemptLowerPriority' }),
    validate: (object) => [...validateValue(object), ...validatePolicy(object.preemptionPolicy)],
    validateUpdate: (object, old) => [
      ...(object.value === old.value ? [] : [forbidden('value', 'may not be changed in an update.')]),
      ...validateImmutable(object.preemptionPolicy, old.preemptionPolicy, 'preemptionPolicy'),
    ],
  },
)
