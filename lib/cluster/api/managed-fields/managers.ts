import type { ManagedFieldsEntry } from '@/lib/kube/meta/v1.generated'
import { fromFieldsV1, isEmpty, toFieldsV1, type FieldSet } from './field-set'

/** Somebody who owns fields: the same name with another operation, version or subresource is another manager. */
export interface Manager {
  readonly manager: string
  readonly operation: 'Apply' | 'Update'
  readonly apiVersion: string
  readonly subresource: string
}

/** What one manager owns, and since when. */
export interface Owned extends Manager {
  readonly time: string
  readonly fields: FieldSet
}

export type Managers = ReadonlyMap<string, Owned>

export function identifier({ manager, operation, apiVersion, subresource }: Manager): string {
  return `${operation}|${manager}|${operation === 'Apply' ? '' : apiVersion}|${subresource}`
}

export function readManagers(entries: readonly ManagedFieldsEntry[] = []): Managers {
  const managers = new Map<string, Owned>()
  for (const entry of entries) {
    const owned: Owned = {
      manager: entry.manager ?? '',
      operation: entry.operation === 'Apply' ? 'Apply' : 'Update',
      apiVersion: entry.apiVersion ?? '',
      subresource: entry.subresource ?? '',
      time: entry.time ?? '',
      fields: fromFieldsV1(entry.fieldsV1 ?? {}),
    }
    managers.set(identifier(owned), owned)
  }
  return managers
}

/** As the object holds them: appliers first, then by time and name (managedfields/internal/managedfields.go sortEncodedManagedFields). */
export function writeManagers(managers: Managers): ManagedFieldsEntry[] {
  const owned = [...managers.values()].filter(({ fields }) => !isEmpty(fields))
  owned.sort((a, b) => order(a.operation, b.operation) || order(a.time, b.time) || order(a.manager, b.manager) || order(a.apiVersion, b.apiVersion) || order(a.subresource, b.subresource))
  return owned.map(({ manager, operation, apiVersion, time, fields, subresource }) => ({
    manager,
    operation,
    apiVersion,
    ...(time === '' ? {} : { time }),
    fieldsType: 'FieldsV1',
    fieldsV1: toFieldsV1(fields),
    ...(subresource === '' ? {} : { subresource }),
  }))
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
