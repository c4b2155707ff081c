import { invalid, type FieldError } from '@/lib/kube/field-error'

/** A path without any `..` element (validatePathNoBacksteps). */
export function validatePathWithoutBacksteps(path: string, field: string): FieldError[] {
  return path.split('/').includes('..') ? [invalid(field, path, "must not contain '..'")] : []
}

/** A relative path that stays below where it starts (validateLocalDescendingPath). */
export function validateDescendingPath(path: string, field: string): FieldError[] {
  const relative = path.startsWith('/') ? [invalid(field, path, 'must be a relative path')] : []
  return [...relative, ...validatePathWithoutBacksteps(path, field)]
}

/** A descending path whose first element does not begin with `..`: those names belong to the kubelet's own links (ValidateLocalNonReservedPath). */
export function validateNonReservedPath(path: string, field: string): FieldError[] {
  const reserved = path.startsWith('..') && !path.startsWith('../') ? [invalid(field, path, "must not start with '..'")] : []
  return [...validateDescendingPath(path, field), ...reserved]
}

/** A file's permission bits, 0 to 0777 octal. */
export function validateFileMode(mode: number | undefined, field: string): FieldError[] {
  const isWrong = mode !== undefined && (mode > 0o777 || mode < 0)
  return isWrong ? [invalid(field, mode, 'must be a number between 0 and 0777 (octal), both inclusive')] : []
}
