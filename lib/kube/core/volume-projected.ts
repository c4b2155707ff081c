import type { Draft } from '@/lib/kube/draft'
import { isBlank } from '@/lib/kube/draft'
import { forbidden, invalid, invalids, required, type FieldError } from '@/lib/kube/field-error'
import { validateDns1123Subdomain } from '@/lib/kube/names'
import type { ClusterTrustBundleProjection, ConfigMapProjection, ProjectedVolumeSource, ServiceAccountTokenProjection, VolumeProjection } from './v1.generated'
import { validateDownwardApiFile, validateKeyToPath } from './volume-config'
import { validateFileMode, validateNonReservedPath } from './volume-path'

/** `projected` of a volume: its sources in order, and no path twice. */
export function validateProjectedVolume(source: Draft<ProjectedVolumeSource>, path: string): FieldError[] {
  const taken = new Set<string>()
  const sources = (source.sources ?? []).flatMap((item, index) => validateProjection(item, path, index, taken))
  return [...validateFileMode(source.defaultMode, `${path}.defaultMode`), ...sources]
}

function validateProjection(item: Draft<VolumeProjection>, path: string, index: number, taken: Set<string>): FieldError[] {
  const itemPath = `${path}.sources[${String(index)}]`
  const errors: FieldError[] = []
  if (item.secret !== undefined) errors.push(...validateKeyed(item.secret, `${itemPath}.secret`, path, taken))
  if (item.configMap !== undefined) errors.push(...validateKeyed(item.configMap, `${itemPath}.configMap`, path, taken))
  for (const file of item.downwardAPI?.items ?? []) {
    errors.push(...validateDownwardApiFile(file, `${itemPath}.downwardAPI`))
    if (!isBlank(file.path)) errors.push(...takePath(file.path, file.path, path, taken))
  }
  if (item.serviceAccountToken !== undefined) errors.push(...validateToken(item.serviceAccountToken, `${itemPath}.serviceAccountToken`, path))
  if (item.clusterTrustBundle !== undefined) errors.push(...validateTrustBundle(item.clusterTrustBundle, `${itemPath}.clusterTrustBundle`, path, taken))
  const kinds = [item.secret, item.configMap, item.downwardAPI, item.serviceAccountToken, item.clusterTrustBundle, item.podCertificate]
  if (kinds.filter((kind) => kind !== undefined).length > 1) errors.push(forbidden(itemPath, 'may not specify more than 1 volume type per source'))
  return errors
}

function takePath(file: string, shown: string | undefined, path: string, taken: Set<string>): FieldError[] {
  if (taken.has(file)) return [invalid(path, shown ?? '', 'conflicting duplicate paths')]
  taken.add(file)
  return []
}

function validateKeyed(source: Draft<ConfigMapProjection>, sourcePath: string, path: string, taken: Set<string>): FieldError[] {
  const errors = isBlank(source.name) ? [required(`${sourcePath}.name`)] : []
  for (const [index, item] of (source.items ?? []).entries()) {
    errors.push(...validateKeyToPath(item, `${sourcePath}.items[${String(index)}]`))
    if (!isBlank(item.path)) errors.push(...takePath(item.path, source.name, path, taken))
  }
  return errors
}

function validateToken(token: Draft<ServiceAccountTokenProjection>, tokenPath: string, path: string): FieldError[] {
  const seconds = token.expirationSeconds ?? 0
  const errors: FieldError[] = []
  if (seconds < 600) errors.push(invalid(`${tokenPath}.expirationSeconds`, seconds, 'may not specify a duration less than 10 minutes'))
  if (seconds > 2 ** 32) errors.push(invalid(`${tokenPath}.expirationSeconds`, seconds, 'may not specify a duration larger than 2^32 seconds'))
  if (isBlank(token.path)) errors.push(required(`${path}.path`))
  else errors.push(...validateNonReservedPath(token.path, `${path}.path`))
  return errors
}

function validateTrustBundle(bundle: Draft<ClusterTrustBundleProjection>, bundlePath: string, path: string, taken: Set<string>): FieldError[] {
  const file = bundle.path ?? ''
  return [
    ...validateBundleChoice(bundle, bundlePath),
    ...(file === '' ? [required(`${bundlePath}.path`)] : []),
    ...validateNonReservedPath(file, `${bundlePath}.path`),
    ...takePath(file, file, path, taken),
  ]
}

function validateBundleChoice(bundle: Draft<ClusterTrustBundleProjection>, path: string): FieldError[] {
  if (bundle.name === undefined) return bundle.signerName === undefined ? [required(path, 'either name or signerName must be specified')] : []
  if (bundle.signerName !== undefined) return [invalid(path, bundle, 'only one of name and signerName may be used')]
  const missing = bundle.name === '' ? [required(`${path}.name`, 'must be a valid object name')] : []
  const shape = validateDns1123Subdomain(bundle.name.replace(/:/g, '.')).map((message) => `not a valid clustertrustbundlename: ${message}`)
  return [...missing, ...invalids(`${path}.name`, bundle.name, shape)]
}
