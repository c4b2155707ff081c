import type { Draft } from '@/lib/kube/draft'
import { isBlank } from '@/lib/kube/draft'
import { duplicate, invalid, invalids, required, type FieldError } from '@/lib/kube/field-error'
import { internalJson } from '@/lib/kube/internal-json'
import { validateLabels } from '@/lib/kube/labels'
import type { NameRule } from '@/lib/kube/names'
import { validateDns1123Label, validateDns1123Subdomain, validateQualifiedName } from '@/lib/kube/names'
import { validateAffinity } from './affinity'
import { validateChoice, validateRequiredChoice } from './choice'
import { validateContainers, validateEphemeralContainers, validateInitContainers, type ContainerScope } from './container'
import { validateResources } from './container-resources'
import { validateDnsConfig, validateHostAliases } from './dns-config'
import { validateHostProcess, validatePodOs } from './pod-os'
import { validatePodResources } from './pod-resources'
import { validateHostUsers, validatePodSecurity } from './security-context-pod'
import { validateTolerations } from './toleration'
import { validateTopologySpread } from './topology-spread'
import type { PodReadinessGate, PodResourceClaim, PodSchedulingGate, PodSpec } from './v1.generated'
import { validateVolumes } from './volume'

const restartPolicies = ['Always', 'OnFailure', 'Never']
const dnsPolicies = ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None']
const preemptionPolicies = ['PreemptLowerPriority', 'Never']
const maxInt32 = 2147483647

/**
 * Everything wrong with a Pod's spec, in the server's order (ValidatePodSpec). `podName` is empty for a template, to which the rules for Pods alone do not
 * apply.
 */
export function validatePodSpec(spec: Draft<PodSpec>, podName: string, path: string): FieldError[] {
  const { errors: volumeErrors, volumes } = validateVolumes(spec.volumes, podName, `${path}.volumes`)
  const claims = new Set((spec.resourceClaims ?? []).map(({ name = '' }) => name).filter((name) => name !== ''))
  const scope: ContainerScope = {
    volumes,
    claims,
    gracePeriodSeconds: spec.terminationGracePeriodSeconds,
    restartPolicy: spec.restartPolicy ?? '',
    hostUsers: spec.hostUsers ?? true,
  }
  return [
    ...(spec.terminationGracePeriodSeconds === undefined ? [required(`${path}.terminationGracePeriodSeconds`)] : []),
    ...volumeErrors,
    ...validateResourceClaims(spec.resourceClaims, `${path}.resourceClaims`),
    ...validateAllContainers(spec, scope, path),
    ...validatePodResources(spec, claims, `${path}.resources`),
    ...validateHostNetwork(spec, podName, path),
    ...validateRequiredChoice(spec.restartPolicy, restartPolicies, `${path}.restartPolicy`),
    ...validateRequiredChoice(spec.dnsPolicy, dnsPolicies, `${path}.dnsPolicy`),
    ...validatePlacement(spec, path),
    ...validateIdentity(spec, path),
    ...validateTolerations(spec.tolerations, `${path}.tolerations`),
    ...validateHostAliases(spec.hostAliases, `${path}.hostAliases`),
    ...validatePriorityAndRuntime(spec, path),
    ...validatePodOs(spec, path),
  ]
}

function validateAllContainers(spec: Draft<PodSpec>, scope: ContainerScope, path: string): FieldError[] {
  const containers = spec.containers ?? []
  const initContainers = spec.initContainers ?? []
  return [
    ...validateContainers(containers, scope, `${path}.containers`),
    ...validateInitContainers(initContainers, containers, scope, `${path}.initContainers`),
    ...validateEphemeralContainers(spec.ephemeralContainers ?? [], [...containers, ...initContainers], scope, `${path}.ephemeralContainers`),
  ]
}

function validateResourceClaims(claims: readonly Draft<PodResourceClaim>[] | undefined, path: string): FieldError[] {
  const names = new Set<string>()
  return (claims ?? []).flatMap((claim, index) => {
    const at = `${path}[${String(index)}]`
    const { resourceClaimName: name, resourceClaimTemplateName: template } = claim
    const errors = validateOnce(claim.name, `${at}.name`, names)
    if (name !== undefined && template !== undefined) errors.push(invalid(at, internalJson('PodResourceClaim', claim), 'at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified'))
    if (name === undefined && template === undefined) errors.push(invalid(at, internalJson('PodResourceClaim', claim), 'must specify one of: `resourceClaimName`, `resourceClaimTemplateName`'))
    if (name !== undefined) errors.push(...invalids(`${at}.resourceClaimName`, name, validateDns1123Subdomain(name)))
    if (template !== undefined) errors.push(...invalids(`${at}.resourceClaimTemplateName`, template, validateDns1123Subdomain(template)))
    return errors
  })
}

function validateOnce(name: string | undefined, path: string, names: Set<string>): FieldError[] {
  if (isBlank(name)) return [required(path)]
  if (names.has(name)) return [duplicate(path, name)]
  names.add(name)
  return invalids(path, name, validateDns1123Label(name))
}

/** With the node's network, a port of the container is that port of the node; a template may leave it out. */
function validateHostNetwork(spec: Draft<PodSpec>, podName: string, path: string): FieldError[] {
  if (spec.hostNetwork !== true) return []
  return (spec.containers ?? []).flatMap((container, at) =>
    (container.ports ?? []).flatMap(({ hostPort = 0, containerPort = 0 }, index) => {
      const isRight = hostPort === containerPort || (podName === '' && hostPort === 0)
      const field = `${path}.containers[${String(at)}].ports[${String(index)}].hostPort`
      return isRight ? [] : [invalid(field, hostPort, 'must match `containerPort` when `hostNetwork` is true')]
    }),
  )
}

function validatePlacement(spec: Draft<PodSpec>, path: string): FieldError[] {
  return [
    ...validateLabels(spec.nodeSelector, `${path}.nodeSelector`),
    ...validatePodSecurity(spec, `${path}.securityContext`),
    ...validateAffinity(spec.affinity, `${path}.affinity`),
    ...validateDnsConfig(spec, `${path}.dnsConfig`),
    ...validateReadinessGates(spec.readinessGates, `${path}.readinessGates`),
    ...validateSchedulingGates(spec.schedulingGates, `${path}.schedulingGates`),
    ...validateTopologySpread(spec.topologySpreadConstraints, `${path}.topologySpreadConstraints`),
    ...validateHostProcess(spec, path),
    ...validateHostUsers(spec, path),
  ]
}

function validateReadinessGates(gates: readonly Draft<PodReadinessGate>[] | undefined, path: string): FieldError[] {
  return (gates ?? []).flatMap(({ conditionType = '' }, index) => invalids(`${path}[${String(index)}].conditionType`, conditionType, validateQualifiedName(conditionType)))
}

function validateSchedulingGates(gates: readonly Draft<PodSchedulingGate>[] | undefined, path: string): FieldError[] {
  const names = new Set<string>()
  return (gates ?? []).flatMap(({ name = '' }, index) => {
    const at = `${path}[${String(index)}]`
    const repeated = names.has(name) ? [duplicate(at, name)] : []
    names.add(name)
    return [...invalids(at, name, validateQualifiedName(name)), ...repeated]
  })
}

function validateName(name: string | undefined, rule: NameRule, path: string): FieldError[] {
  return isBlank(name) ? [] : invalids(path, name, rule(name))
}

function validateIdentity(spec: Draft<PodSpec>, path: string): FieldError[] {
  const deadline = spec.activeDeadlineSeconds
  const isDeadlineWrong = deadline !== undefined && (deadline < 1 || deadline > maxInt32)
  return [
    ...validateName(spec.serviceAccountName, validateDns1123Subdomain, `${path}.serviceAccountName`),
    ...validateName(spec.nodeName, validateDns1123Subdomain, `${path}.nodeName`),
    ...(isDeadlineWrong ? [invalid(`${path}.activeDeadlineSeconds`, deadline, `must be between 1 and ${String(maxInt32)}, inclusive`)] : []),
    ...validateName(spec.hostname, validateDns1123Label, `${path}.hostname`),
    ...validateName(spec.subdomain, validateDns1123Label, `${path}.subdomain`),
  ]
}

function validatePriorityAndRuntime(spec: Draft<PodSpec>, path: string): FieldError[] {
  return [
    ...validateName(spec.priorityClassName, validateDns1123Subdomain, `${path}.priorityClassName`),
    ...(spec.runtimeClassName === undefined ? [] : invalids(`${path}.runtimeClassName`, spec.runtimeClassName, validateDns1123Subdomain(spec.runtimeClassName))),
    ...validateChoice(spec.preemptionPolicy, preemptionPolicies, `${path}.preemptionPolicy`),
    ...(spec.overhead === undefined ? [] : validateResources({ limits: spec.overhead }, new Set(), `${path}.overhead`)),
  ]
}
