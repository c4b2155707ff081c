import { objectKey, type KubeObject } from '@/lib/kube/object'
import { recordWrite } from '../api/managed-fields/record'
import type { Working } from '../working/working'

/** A finished object to store at the cluster's start. */
export interface Seed {
  readonly apiVersion: string
  readonly kind: string
  readonly resource: string
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Readonly<Record<string, string>>; readonly annotations?: Readonly<Record<string, string>> }
  readonly [field: string]: unknown
}

/** Stores an object that needs neither defaults nor admission; `manager` owns its fields but those that the server fills in. */
export function seed(working: Working, { resource, ...object }: Seed, manager = 'kube-apiserver', filledIn: readonly string[] = []): void {
  const slash = object.apiVersion.indexOf('/')
  const group = slash === -1 ? '' : object.apiVersion.slice(0, slash)
  const { name, namespace = '' } = object.metadata
  const metadata = { ...object.metadata, uid: working.uid(), resourceVersion: '', creationTimestamp: working.timestamp() }
  const stored = working.put(objectKey(group, resource, namespace, name), { ...object, metadata })
  const written = Object.fromEntries(Object.entries(stored).filter(([field]) => !filledIn.includes(field))) as unknown as KubeObject
  recordWrite(working, { group, resource }, { before: undefined, stored, manager, ...(filledIn.length === 0 ? {} : { written }) })
}
