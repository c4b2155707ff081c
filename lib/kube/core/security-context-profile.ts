import type { Draft } from '@/lib/kube/draft'
import { isBlank } from '@/lib/kube/draft'
import { invalid, invalids, notSupported, required, tooLong, type FieldError } from '@/lib/kube/field-error'
import { byteLength, validateDns1123Subdomain } from '@/lib/kube/names'
import { internalJson } from '@/lib/kube/internal-json'
import type { AppArmorProfile, SeccompProfile, WindowsSecurityContextOptions } from './v1.generated'
import { validateDescendingPath } from './volume-path'

const profileTypes = ['Localhost', 'RuntimeDefault', 'Unconfined']
const maxProfileBytes = 4095
const maxCredentialBytes = 64 * 1024
const maxUserId = 2147483647

/** A user or group id (IsValidUserID, IsValidGroupID). */
export function validateId(id: number | undefined, path: string): FieldError[] {
  const isWrong = id !== undefined && (id < 0 || id > maxUserId)
  return isWrong ? [invalid(path, id, `must be between 0 and ${String(maxUserId)}, inclusive`)] : []
}

/** `seccompProfile` of a Pod or container. */
export function validateSeccomp(profile: Draft<SeccompProfile> | undefined, path: string): FieldError[] {
  if (profile === undefined) return []
  const local = profile.localhostProfile
  const errors: FieldError[] = []
  if (isBlank(profile.type)) errors.push(required(`${path}.type`, 'type is required when seccompProfile is set'))
  else if (!profileTypes.includes(profile.type)) errors.push(notSupported(`${path}.type`, profile.type, profileTypes))
  if (profile.type === 'Localhost') {
    if (local === undefined) errors.push(required(`${path}.localhostProfile`, 'must be set when seccomp type is Localhost'))
    else errors.push(...validateDescendingPath(local, `${path}.localhostProfile`))
  } else if (local !== undefined) {
    errors.push(invalid(`${path}.localhostProfile`, internalJson('SeccompProfile', profile), 'can only be set when seccomp type is Localhost'))
  }
  return errors
}

/** `appArmorProfile` of a Pod or container. */
export function validateAppArmor(profile: Draft<AppArmorProfile> | undefined, path: string): FieldError[] {
  if (profile === undefined) return []
  if (isBlank(profile.type)) return [required(`${path}.type`, 'type is required when appArmorProfile is set')]
  if (!profileTypes.includes(profile.type)) return [notSupported(`${path}.type`, profile.type, profileTypes)]
  const at = `${path}.localhostProfile`
  if (profile.type === 'Localhost') return validateLocalAppArmor(profile.localhostProfile, at)
  return profile.localhostProfile === undefined ? [] : [invalid(at, profile.localhostProfile, 'can only be set when AppArmor type is Localhost')]
}

function validateLocalAppArmor(name: string | undefined, path: string): FieldError[] {
  if (isBlank(name)) return [required(path, 'must be set when AppArmor type is Localhost')]
  const errors = name.trim() === name ? [] : [invalid(path, name, 'must not be padded with whitespace')]
  return byteLength(name) > maxProfileBytes ? [...errors, tooLong(path, maxProfileBytes)] : errors
}

/** `windowsOptions` of a Pod or container. */
export function validateWindowsOptions(options: Draft<WindowsSecurityContextOptions> | undefined, path: string): FieldError[] {
  const name = options?.gmsaCredentialSpecName
  const spec = options?.gmsaCredentialSpec
  const errors = name === undefined ? [] : invalids(`${path}.gmsaCredentialSpecName`, name, validateDns1123Subdomain(name))
  if (spec === '') errors.push(invalid(`${path}.gmsaCredentialSpec`, spec, 'gmsaCredentialSpec cannot be an empty string'))
  if (spec !== undefined && byteLength(spec) > maxCredentialBytes) errors.push(invalid(`${path}.gmsaCredentialSpec`, spec, 'gmsaCredentialSpec size must be under 64 KiB'))
  return [...errors, ...invalids(`${path}.runAsUserName`, options?.runAsUserName, userNameProblems(options?.runAsUserName))]
}

function userNameProblems(name: string | undefined): readonly string[] {
  if (name === undefined) return []
  if (name === '') return ['runAsUserName cannot be an empty string']
   
  if (/[\0-\x1f\x7f]/.test(name)) return ['runAsUserName cannot contain control characters']
  const parts = name.split('\\')
  if (parts.length > 2) return ['runAsUserName cannot contain more than one backslash']
  const user = parts.at(-1) ?? ''
  return [...(parts.length === 2 ? domainProblems(parts[0] ?? '') : []), ...userProblems(user)]
}

const netBios = /^[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}$/
const dnsDomain = /^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/

function domainProblems(domain: string): readonly string[] {
  return [
    ...(domain.length >= 256 ? ["runAsUserName's Domain length must be under 256 characters"] : []),
    ...(netBios.test(domain) || dnsDomain.test(domain) ? [] : ["runAsUserName's Domain doesn't match the NetBios nor the DNS format"]),
  ]
}

function userProblems(user: string): readonly string[] {
  return [
    ...(user === '' ? ["runAsUserName's User cannot be empty"] : []),
    ...(user.length > 104 ? ["runAsUserName's User length must not be longer than 104 characters"] : []),
    ...(/^[. ]+$/.test(user) ? ["runAsUserName's User cannot contain only periods or spaces"] : []),
    ...(/["/\\:;|=,+*?<>@[\]]/.test(user) ? ['runAsUserName\'s User cannot contain the following characters: "/\\:;|=,+*?<>@[]'] : []),
  ]
}
