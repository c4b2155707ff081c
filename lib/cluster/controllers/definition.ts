import type { KindDefinition } from '@/lib/kube/kind'
import { kindOf } from '@/lib/kube/kinds'

/** The definition of a kind that a controller writes; missing would be our bug. */
export function definitionOf(apiVersion: string, kind: string): KindDefinition {
  const definition = kindOf(apiVersion, kind)
  if (definition === undefined) throw new Error(`no definition of ${apiVersion} ${kind}`)
  return definition
}
