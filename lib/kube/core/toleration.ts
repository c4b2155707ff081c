import type { Draft } from '@/lib/kube/draft'
import { isBlank } from '@/lib/kube/draft'
import { forbidden, invalid, invalids, notSupported, type FieldError } from '@/lib/kube/field-error'
import { isEqual } from '@/lib/kube/equality'
import { validateLabelValue, validateQualifiedName } from '@/lib/kube/names'
import type { Toleration } from './v1.generated'

const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute']
const operators = ['Equal', 'Exists']

/** A Pod's `tolerations` (ValidateTolerations). */
export function validateTolerations(tolerations: readonly Draft<Toleration>[] | undefined, path: string): FieldError[] {
  return (tolerations ?? []).flatMap((toleration, index) => validateToleration(toleration, `${path}[${String(index)}]`))
}

function validateToleration(toleration: Draft<Toleration>, path: string): FieldError[] {
  const { key = '', operator = '', effect = '' } = toleration
  const errors = key === '' ? [] : invalids(`${path}.key`, key, validateQualifiedName(key))
  if (key === '' && operator !== 'Exists') {
    errors.push(invalid(`${path}.operator`, operator, 'operator must be Exists when `key` is empty, which means "match all values and all keys"'))
  }
  if (toleration.tolerationSeconds !== undefined && effect !== 'NoExecute') {
    errors.push(invalid(`${path}.effect`, effect, "effect must be 'NoExecute' when `tolerationSeconds` is set"))
  }
  errors.push(...validateOperator(operator, toleration.value ?? '', `${path}.operator`))
  if (effect !== '' && !effects.includes(effect)) errors.push(notSupported(`${path}.effect`, effect, effects))
  return errors
}

/** The server puts a faulty value under `operator`. */
function validateOperator(operator: string, value: string, path: string): FieldError[] {
  if (operator === 'Exists') return isBlank(value) ? [] : [invalid(path, value, "value must be empty when `operator` is 'Exists'")]
  if (operator !== 'Equal' && operator !== '') return [notSupported(path, operator, operators)]
  const problems = validateLabelValue(value)
  return problems.length === 0 ? [] : [invalid(path, value, problems.join(';'))]
}

/** A Pod's tolerations may only be added to; `tolerationSeconds` may change (validateOnlyAddedTolerations). */
export function validateAddedTolerations(tolerations: readonly Draft<Toleration>[], old: readonly Draft<Toleration>[], path: string): FieldError[] {
  const withoutSeconds = ({ tolerationSeconds: _, ...rest }: Draft<Toleration>): Draft<Toleration> => rest
  const isKept = (one: Draft<Toleration>): boolean => tolerations.some((other) => isEqual(withoutSeconds(one), withoutSeconds(other)))
  if (!old.every(isKept)) return [forbidden(path, 'existing toleration can not be modified except its tolerationSeconds')]
  return validateTolerations(tolerations, path)
}
