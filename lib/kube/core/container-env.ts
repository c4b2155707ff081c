import type { Draft } from '@/lib/kube/draft'
import { isBlank } from '@/lib/kube/draft'
import { invalid, invalids, required, type FieldError } from '@/lib/kube/field-error'
import { validateConfigKey, validateDns1123Label, validateDns1123Subdomain, asGenerateName } from '@/lib/kube/names'
import { envFieldPaths, validateFieldRef, validateResourceFieldRef } from './container-env-source'
import type { ConfigMapKeySelector, EnvFromSource, EnvVar, EnvVarSource, FileKeySelector } from './v1.generated'
import { validateDescendingPath } from './volume-path'

const envNameText = "a valid environment variable name must consist only of printable ASCII characters other than '='"
const noSource = 'must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`'
const severalSources = 'may not have more than one field specified at a time'

function envNameProblems(name: string): readonly string[] {
  return /^[ -<>-~]+$/.test(name) ? [] : [envNameText]
}

/** A container's `env`. Names may hold anything printable but `=`: spaces and leading digits pass (IsRelaxedEnvVarName). */
export function validateEnv(variables: readonly Draft<EnvVar>[] | undefined, path: string): FieldError[] {
  return (variables ?? []).flatMap((variable, index) => {
    const itemPath = `${path}[${String(index)}]`
    const name = isBlank(variable.name) ? [required(`${itemPath}.name`)] : invalids(`${itemPath}.name`, variable.name, envNameProblems(variable.name))
    return variable.valueFrom === undefined ? name : [...name, ...validateValueFrom(variable.valueFrom, variable.value, `${itemPath}.valueFrom`)]
  })
}

function validateValueFrom(source: Draft<EnvVarSource>, value: string | undefined, path: string): FieldError[] {
  const errors: FieldError[] = []
  if (source.fieldRef !== undefined) errors.push(...validateFieldRef(source.fieldRef, envFieldPaths, `${path}.fieldRef`))
  if (source.resourceFieldRef !== undefined) errors.push(...validateResourceFieldRef(source.resourceFieldRef, `${path}.resourceFieldRef`, 'env'))
  if (source.configMapKeyRef !== undefined) errors.push(...validateKeyRef(source.configMapKeyRef, `${path}.configMapKeyRef`))
  if (source.secretKeyRef !== undefined) errors.push(...validateKeyRef(source.secretKeyRef, `${path}.secretKeyRef`))
  if (source.fileKeyRef !== undefined) errors.push(...validateFileKeyRef(source.fileKeyRef, `${path}.fileKeyRef`))
  const given = [source.fieldRef, source.resourceFieldRef, source.configMapKeyRef, source.secretKeyRef, source.fileKeyRef].filter((one) => one !== undefined)
  if (given.length === 0) errors.push(invalid(path, '', noSource))
  else if (!isBlank(value)) errors.push(invalid(path, '', 'may not be specified when `value` is not empty'))
  else if (given.length > 1) errors.push(invalid(path, '', severalSources))
  return errors
}

function validateKeyRef(ref: Draft<ConfigMapKeySelector>, path: string): FieldError[] {
  const name = ref.name ?? ''
  const key = isBlank(ref.key) ? [required(`${path}.key`)] : invalids(`${path}.key`, ref.key, validateConfigKey(ref.key))
  return [...invalids(`${path}.name`, name, validateDns1123Subdomain(name)), ...key]
}

function validateFileKeyRef(ref: Draft<FileKeySelector>, path: string): FieldError[] {
  const key = isBlank(ref.key) ? [required(`${path}.key`)] : invalids(`${path}.key`, ref.key, envNameProblems(ref.key))
  const volume = isBlank(ref.volumeName) ? [required(`${path}.volumeName`)] : invalids(`${path}.volumeName`, ref.volumeName, validateDns1123Label(ref.volumeName))
  const file = isBlank(ref.path) ? [required(`${path}.path`)] : validateDescendingPath(ref.path, `${path}.path`)
  return [...key, ...volume, ...file]
}

const referenceName = asGenerateName(validateDns1123Subdomain)

function validateReference(ref: { readonly name?: string }, path: string): FieldError[] {
  return isBlank(ref.name) ? [required(`${path}.name`)] : invalids(`${path}.name`, ref.name, referenceName(ref.name))
}

/** A container's `envFrom`; the server names the list, not the item, where an item has no source or two. */
export function validateEnvFrom(sources: readonly Draft<EnvFromSource>[] | undefined, path: string): FieldError[] {
  return (sources ?? []).flatMap((source, index) => {
    const itemPath = `${path}[${String(index)}]`
    const errors: FieldError[] = []
    if (!isBlank(source.prefix)) errors.push(...invalids(`${itemPath}.prefix`, source.prefix, envNameProblems(source.prefix)))
    if (source.configMapRef !== undefined) errors.push(...validateReference(source.configMapRef, `${itemPath}.configMapRef`))
    if (source.secretRef !== undefined) errors.push(...validateReference(source.secretRef, `${itemPath}.secretRef`))
    if (source.configMapRef === undefined && source.secretRef === undefined) errors.push(invalid(path, '', 'must specify one of: `configMapRef` or `secretRef`'))
    if (source.configMapRef !== undefined && source.secretRef !== undefined) errors.push(invalid(path, '', severalSources))
    return errors
  })
}
