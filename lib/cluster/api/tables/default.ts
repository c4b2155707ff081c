import { ageOf } from './age'
import { printer } from './printer'
import type { KubeObject } from '@/lib/kube/object'

/** Kinds without columns of their own: when they were made, as a date that the client turns into an age. */
export const defaultPrinter = printer<KubeObject>([{ name: 'Name' }, { name: 'Created At', type: 'date' }], ({ metadata }) => [metadata.name, metadata.creationTimestamp])

/** Name and age alone. */
export const nameAndAge = printer<KubeObject>([{ name: 'Name' }, { name: 'Age' }], ({ metadata }, time) => [metadata.name, ageOf(metadata.creationTimestamp, time)])
