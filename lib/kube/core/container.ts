import type { Draft } from '@/lib/kube/draft'
import { isBlank } from '@/lib/kube/draft'
import { duplicate, forbidden, invalid, invalids, notFound, required, type FieldError } from '@/lib/kube/field-error'
import { validateDns1123Label } from '@/lib/kube/names'
import { validatePullPolicy, validateRequiredChoice } from './choice'
import { validateEnv, validateEnvFrom } from './container-env'
import { validateLifecycle } from './container-handler'
import { validateVolumeDevices, validateVolumeMounts, type VolumesByName } from './container-mount'
import { validateContainerPorts, validateHostPortConflicts } from './container-port'
import { validateProbes } from './container-probe'
import { validateResources } from './container-resources'
import { validateContainerRestart, validateResizePolicy } from './container-restart'
import { validateContainerSecurity } from './security-context-container'
import type { Container, EphemeralContainer } from './v1.generated'

/** What a container's rules need to know of its Pod. */
export interface ContainerScope {
  readonly volumes: VolumesByName
  readonly claims: ReadonlySet<string>
  readonly gracePeriodSeconds: number | undefined
  readonly restartPolicy: string
  readonly hostUsers: boolean
}

const messagePolicies = ['File', 'FallbackToLogsOnError']

function validateCommon(container: Draft<Container>, scope: ContainerScope, path: string): FieldError[] {
  const name = isBlank(container.name) ? [required(`${path}.name`)] : invalids(`${path}.name`, container.name, validateDns1123Label(container.name))
  return [
    ...name,
    ...(isBlank(container.image) ? [required(`${path}.image`)] : []),
    ...validateRequiredChoice(container.terminationMessagePolicy, messagePolicies, `${path}.terminationMessagePolicy`),
    ...validateContainerPorts(container.ports, `${path}.ports`),
    ...validateEnv(container.env, `${path}.env`),
    ...validateEnvFrom(container.envFrom, `${path}.envFrom`),
    ...validateVolumeMounts(container, scope.volumes, `${path}.volumeMounts`),
    ...validateVolumeDevices(container, scope.volumes, `${path}.volumeDevices`),
    ...validatePullPolicy(container.imagePullPolicy, `${path}.imagePullPolicy`),
    ...validateResources(container.resources, scope.claims, `${path}.resources`),
    ...validateResizePolicy(container.resizePolicy, scope.restartPolicy, `${path}.resizePolicy`),
    ...validateContainerSecurity(container.securityContext, scope.hostUsers, `${path}.securityContext`),
  ]
}

/** The Pod's regular containers: at least one, names and node ports used once. */
export function validateContainers(containers: readonly Draft<Container>[], scope: ContainerScope, path: string): FieldError[] {
  if (containers.length === 0) return [required(path)]
  const names = new Set<string>()
  const errors = containers.flatMap((container, index) => {
    const at = `${path}[${String(index)}]`
    return [
      ...validateCommon(container, scope, at),
      ...takeName(container.name ?? '', `${at}.name`, names),
      ...validateLifecycle(container.lifecycle, scope.gracePeriodSeconds, `${at}.lifecycle`),
      ...validateProbes(container, scope.gracePeriodSeconds, at),
      ...validateContainerRestart(container, at),
    ]
  })
  return [...errors, ...validateHostPortConflicts(containers, path)]
}

function takeName(name: string, path: string, names: Set<string>): FieldError[] {
  if (names.has(name)) return [duplicate(path, name)]
  names.add(name)
  return []
}

/** Init containers, sidecars (`restartPolicy: Always`) among them; only sidecars have probes and hooks. */
export function validateInitContainers(
  containers: readonly Draft<Container>[], regular: readonly Draft<Container>[], scope: ContainerScope, path: string,
): FieldError[] {
  const names = new Set(regular.map(({ name = '' }) => name))
  return containers.flatMap((container, index) => {
    const at = `${path}[${String(index)}]`
    const name = container.name ?? ''
    const taken = names.has(name) ? [duplicate(`${at}.name`, name)] : []
    if (name !== '') names.add(name)
    return [
      ...validateCommon(container, scope, at), ...validateContainerRestart(container, at), ...taken,
      ...validateHostPortConflicts([container], path), ...validateHooksOfInit(container, scope, at),
    ]
  })
}

const sidecarFields = ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'] as const

function validateHooksOfInit(container: Draft<Container>, scope: ContainerScope, path: string): FieldError[] {
  if (container.restartPolicy === 'Always') {
    return [...validateLifecycle(container.lifecycle, scope.gracePeriodSeconds, `${path}.lifecycle`), ...validateProbes(container, scope.gracePeriodSeconds, path)]
  }
  return sidecarFields.flatMap((field) =>
    container[field] === undefined ? [] : [forbidden(`${path}.${field}`, 'may not be set for init containers without restartPolicy=Always')],
  )
}

const refusedForEphemeral = [
  'ports', 'resources', 'resizePolicy', 'restartPolicy', 'restartPolicyRules', 'livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle',
] as const

/** Ephemeral containers: names unique among all, the target a regular or init container, nothing that serves or restarts. */
export function validateEphemeralContainers(
  containers: readonly Draft<EphemeralContainer>[], others: readonly Draft<Container>[], scope: ContainerScope, path: string,
): FieldError[] {
  const otherNames = new Set(others.map(({ name = '' }) => name))
  const names = new Set(otherNames)
  return containers.flatMap((container, index) => {
    const at = `${path}[${String(index)}]`
    const target = container.targetContainerName ?? ''
    return [
      ...validateCommon(container, scope, at),
      ...validateImageSpace(container.image, `${at}.image`),
      ...takeName(container.name ?? '', `${at}.name`, names),
      ...(target === '' || otherNames.has(target) ? [] : [notFound(`${at}.targetContainerName`, target)]),
      ...refusedForEphemeral.flatMap((field) => (isSet(container[field]) ? [forbidden(`${at}.${field}`, 'cannot be set for an Ephemeral Container')] : [])),
      ...validateEphemeralMounts(container, at),
    ]
  })
}

function isSet(value: unknown): boolean {
  return typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : value !== undefined && value !== ''
}

function validateEphemeralMounts(container: Draft<EphemeralContainer>, path: string): FieldError[] {
  return (container.volumeMounts ?? []).flatMap((mount, index) =>
    (['subPath', 'subPathExpr'] as const).flatMap((field) =>
      isBlank(mount[field]) ? [] : [forbidden(`${path}.volumeMounts[${String(index)}].${field}`, 'cannot be set for an Ephemeral Container')],
    ),
  )
}

/** Space around an image's name, which only Pods refuse, not templates (validateContainerOnlyForPod). */
export function validateImageSpace(image: string | undefined, path: string): FieldError[] {
  return image !== undefined && image.trim() !== image ? [invalid(path, image, 'must not have leading or trailing whitespace')] : []
}
