import type { KubeObject } from '@/lib/kube/object'
import type { Working } from '../../working/working'

/** The object's name; empty as long as none was given or generated. */
export function givenName({ metadata }: KubeObject): string {
  return (metadata as { name?: string }).name ?? ''
}

/** What admission calls the object: its name, or what one will be made of (apiserver pkg/admission/errors.go extractResourceName). */
export function admissionName(object: KubeObject): string {
  const name = givenName(object)
  return name === '' ? (object.metadata.generateName ?? '') : name
}

/** A name is at most 63 characters long where it was generated, five of them random (apiserver pkg/storage/names/generate.go). */
const longestBase = 58

/** The object with a name made from its generateName where it has none. */
export function withGeneratedName(working: Working, object: KubeObject): KubeObject {
  const { generateName } = object.metadata
  if (givenName(object) !== '' || generateName === undefined || generateName === '') return object
  return { ...object, metadata: { ...object.metadata, name: generateName.slice(0, longestBase) + working.suffix() } }
}
