import type { Exercise } from '@/lib/grade/exercise'
import type { Submission } from '@/lib/grade/submission'
import { leaves, meansTheSame, objectsIn, pathText, toYaml, withValue, type Path, type Plain } from './manifests'

/** A right answer with one field changed, which must fail. */
export interface Mutant {
  readonly step: number
  readonly field: string
  readonly was: string | number | boolean
  /** Undefined: the field was taken out. */
  readonly is: string | number | boolean | undefined
  readonly submission: Submission
}

/**
 * What an exercise leaves open, as patterns of `<step>:<Kind>:<path>=<value>`: with that value the answer may be right (no value: taken out). Everything
 * else in its solution is changed, value by value, and must be refused.
 */
export type Free = readonly RegExp[]

/** Every mutant of an exercise's own solution, but those that mean the same to the API server. */
export function mutantsOf(exercise: Exercise, free: Free): Mutant[] {
  const files = Object.entries(exercise.solution)
  return files.flatMap(([, text], step) => {
    const objects = objectsIn(text)
    return objects.flatMap((object, index) =>
      [...leaves(object), ...unwritten(object)].flatMap(({ path, value }) => {
        const field = pathText(path)
        return otherValues(path, value).flatMap((is): Mutant[] => {
          if (free.some((pattern) => pattern.test(`${step}:${String(object['kind'])}:${field}=${String(is ?? '')}`))) return []
          const changed = withValue(object, path, is)
          if (meansTheSame(object, changed)) return []
          const steps = files.map(([name, own], at) => ({ do: 'apply' as const, file: name, text: at === step ? toYaml(objects.map((other, place) => (place === index ? changed : other))) : own }))
          return [{ step, field, was: value, is, submission: { steps, files: {} } }]
        })
      }),
    )
  })
}

/** Defaults that decide as much as what is written. */
function unwritten(object: Plain): { readonly path: Path; readonly value: string }[] {
  return leaves(object).flatMap(({ path }) => (object['kind'] === 'Service' && path.at(-1) === 'port' ? [{ path: [...path.slice(0, -1), 'protocol'], value: 'TCP' }] : []))
}

const enumerated: Readonly<Record<string, readonly string[]>> = {
  kind: ['Pod', 'StatefulSet'],
  apiVersion: ['v1', 'apps/v1', 'extensions/v1beta1'],
  type: ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName', 'Recreate'],
  protocol: ['UDP'],
}

function otherValues(path: Path, value: string | number | boolean): (string | number | boolean | undefined)[] {
  const key = String(path.at(-1))
  if (typeof value === 'boolean') return [!value, undefined]
  if (typeof value === 'number') return [value + 1, /port/i.test(key) ? value + 8000 : value - 1, undefined]
  if (enumerated[key] !== undefined) return [...enumerated[key].filter((other) => other !== value), undefined]
  return [`${value}-x`, undefined]
}

/** For messages: `step 1: spec.ports[0].port 80 → 81`. */
export function sayMutant({ step, field, was, is }: Mutant): string {
  return `step ${step + 1}: ${field} ${was} → ${is ?? 'taken out'}`
}
