import type { Draft } from '@/lib/kube/draft'
import { isBlank } from '@/lib/kube/draft'
import { forbidden, invalid, notFound, notSupported, required, type FieldError } from '@/lib/kube/field-error'
import type { Container, Volume, VolumeDevice, VolumeMount } from './v1.generated'
import { validateDescendingPath, validatePathWithoutBacksteps } from './volume-path'

/** The Pod's volumes that are right, by name: a mount of a refused volume is "not found". */
export type VolumesByName = ReadonlyMap<string, Draft<Volume>>

const propagations = ['Bidirectional', 'HostToContainer', 'None']
const recursiveReadOnlyModes = ['Disabled', 'Enabled', 'IfPossible']

/** A container's `volumeMounts`. Paths may be relative or hold a colon; each is used once. */
export function validateVolumeMounts(container: Draft<Container>, volumes: VolumesByName, path: string): FieldError[] {
  const paths = new Set<string>()
  const devices = new Map((container.volumeDevices ?? []).map((device) => [device.name ?? '', device.devicePath ?? '']))
  return (container.volumeMounts ?? []).flatMap((mount, index) => [
    ...validateNameAndPath(mount, `${path}[${String(index)}]`, volumes, paths),
    ...validateBesideDevices(mount, `${path}[${String(index)}]`, devices),
    ...validateSubPaths(mount, path, `${path}[${String(index)}]`),
    ...validatePropagation(mount, container, `${path}.mountPropagation`),
    ...validateRecursiveReadOnly(mount, `${path}.recursiveReadOnly`),
  ])
}

function validateNameAndPath(mount: Draft<VolumeMount>, path: string, volumes: VolumesByName, paths: Set<string>): FieldError[] {
  const name = mount.name ?? ''
  const mountPath = mount.mountPath ?? ''
  const errors: FieldError[] = []
  if (name === '') errors.push(required(`${path}.name`))
  if (!volumes.has(name)) errors.push(notFound(`${path}.name`, name))
  if (mountPath === '') errors.push(required(`${path}.mountPath`))
  if (paths.has(mountPath)) errors.push(invalid(`${path}.mountPath`, mountPath, 'must be unique'))
  paths.add(mountPath)
  return errors
}

function validateBesideDevices(mount: Draft<VolumeMount>, path: string, devices: ReadonlyMap<string, string>): FieldError[] {
  const name = mount.name ?? ''
  const mountPath = mount.mountPath ?? ''
  return [
    ...(devices.has(name) ? [invalid(`${path}.name`, name, 'must not already exist in volumeDevices')] : []),
    ...([...devices.values()].includes(mountPath) ? [invalid(`${path}.mountPath`, mountPath, 'must not already exist as a path in volumeDevices')] : []),
  ]
}

/** The server reports a faulty sub-path under the list, the exclusion under the item. */
function validateSubPaths(mount: Draft<VolumeMount>, path: string, itemPath: string): FieldError[] {
  const errors: FieldError[] = []
  if (!isBlank(mount.subPath)) errors.push(...validateDescendingPath(mount.subPath, `${path}.subPath`))
  if (isBlank(mount.subPathExpr)) return errors
  if (!isBlank(mount.subPath)) errors.push(invalid(`${itemPath}.subPathExpr`, mount.subPathExpr, 'subPathExpr and subPath are mutually exclusive'))
  return [...errors, ...validateDescendingPath(mount.subPathExpr, `${path}.subPathExpr`)]
}

function validatePropagation(mount: Draft<VolumeMount>, container: Draft<Container>, path: string): FieldError[] {
  const propagation = mount.mountPropagation
  if (propagation === undefined) return []
  const errors = propagations.includes(propagation) ? [] : [notSupported(path, propagation, propagations)]
  const isPrivileged = container.securityContext?.privileged === true
  if (propagation === 'Bidirectional' && !isPrivileged) errors.push(forbidden(path, 'Bidirectional mount propagation is available only to privileged containers'))
  return errors
}

function validateRecursiveReadOnly(mount: Draft<VolumeMount>, path: string): FieldError[] {
  const mode = mount.recursiveReadOnly
  if (mode === undefined || mode === 'Disabled') return []
  if (!recursiveReadOnlyModes.includes(mode)) return [notSupported(path, mode, recursiveReadOnlyModes)]
  const isPropagated = mount.mountPropagation !== undefined && mount.mountPropagation !== 'None'
  return [
    ...(mount.readOnly === true ? [] : [forbidden(path, 'may only be specified when readOnly is true')]),
    ...(isPropagated ? [forbidden(path, 'may only be specified when mountPropagation is None or not specified')] : []),
  ]
}

/** A container's `volumeDevices`: block devices of claims. */
export function validateVolumeDevices(container: Draft<Container>, volumes: VolumesByName, path: string): FieldError[] {
  const paths = new Set<string>()
  const names = new Set<string>()
  const mounts = new Map((container.volumeMounts ?? []).map((mount) => [mount.name ?? '', mount.mountPath ?? '']))
  return (container.volumeDevices ?? []).flatMap((device, index) => {
    const itemPath = `${path}[${String(index)}]`
    return [
      ...validateDeviceName(device.name ?? '', `${itemPath}.name`, volumes, names),
      ...validateDevicePath(device.devicePath ?? '', `${itemPath}.devicePath`, paths),
      ...validateBesideMounts(device, itemPath, mounts),
    ]
  })
}

function validateDeviceName(name: string, path: string, volumes: VolumesByName, names: Set<string>): FieldError[] {
  const volume = volumes.get(name)
  const isClaim = volume?.persistentVolumeClaim !== undefined || volume?.ephemeral !== undefined
  const errors: FieldError[] = []
  if (name === '') errors.push(required(path))
  if (names.has(name)) errors.push(invalid(path, name, 'must be unique'))
  if (volume === undefined) errors.push(notFound(path, name))
  else if (!isClaim) errors.push(invalid(path, name, 'can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode'))
  if (name !== '') names.add(name)
  return errors
}

function validateDevicePath(devicePath: string, path: string, paths: Set<string>): FieldError[] {
  const errors: FieldError[] = []
  if (devicePath === '') errors.push(required(path))
  if (paths.has(devicePath)) errors.push(invalid(path, devicePath, 'must be unique'))
  if (validatePathWithoutBacksteps(devicePath, path).length > 0) errors.push(invalid(path, devicePath, "can not contain backsteps ('..')"))
  else paths.add(devicePath)
  return errors
}

function validateBesideMounts(device: Draft<VolumeDevice>, path: string, mounts: ReadonlyMap<string, string>): FieldError[] {
  const name = device.name ?? ''
  const devicePath = device.devicePath ?? ''
  return [
    ...(mounts.has(name) ? [invalid(`${path}.name`, name, 'must not already exist in volumeMounts')] : []),
    ...([...mounts.values()].includes(devicePath) ? [invalid(`${path}.devicePath`, devicePath, 'must not already exist as a path in volumeMounts')] : []),
  ]
}
