import type { Node, Taint } from '@/lib/kube/core/v1.generated'
import { defineKind } from '../define-kind'
import type { Draft } from '../draft'
import { isEqual } from '../equality'
import type { FieldError } from '../field-error'
import { duplicate, forbidden, invalid, invalids, notSupported, required } from '../field-error'
import { parseCidr, validateCidr } from '../ip'
import type { KindDefinition } from '../kind'
import { validateDns1123Subdomain, validateLabelValue, validateQualifiedName } from '../names'
import { validateObjectMeta, validateObjectMetaUpdate } from '../object-meta'
import { defaultResourceList, validateResourceQuantity } from '../resource-list'

const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute']

function validateEffect(effect: string, field: string): FieldError[] {
  if (effect === '') return [required(field)]
  return effects.includes(effect) ? [] : [notSupported(field, effect, effects)]
}

/** Everything wrong with a node's taints; the server names the field `metadata.taints` (validateNodeTaints). */
export function validateTaints(taints: readonly Draft<Taint>[], field = 'metadata.taints'): FieldError[] {
  const seen = new Set<string>()
  return taints.flatMap((taint, at) => {
    const here = `${field}[${String(at)}]`
    const { key = '', value = '', effect = '' } = taint
    const errors = [
      ...invalids(`${here}.key`, key, validateQualifiedName(key)),
      ...invalids(`${here}.value`, value, validateLabelValue(value)),
      ...validateEffect(effect, `${here}.effect`),
    ]
    const pair = `${key}:${effect}`
    if (seen.has(pair)) errors.push(duplicate(here, { Key: key, Value: value, Effect: effect, TimeAdded: null }, 'taints must be unique by key and effect pair'))
    seen.add(pair)
    return errors
  })
}

function validatePodCidrs(cidrs: readonly string[]): FieldError[] {
  const errors = cidrs.flatMap((cidr, at) => validateCidr(cidr, `spec.podCIDRs[${String(at)}]`))
  const families = cidrs.map((cidr) => parseCidr(cidr)?.ip.family)
  if (errors.length === 0 && cidrs.length > 1 && (cidrs.length > 2 || families[0] === families[1])) {
    errors.push(invalid('spec.podCIDRs', cidrs, 'may specify no more than one CIDR for each IP family'))
  }
  return errors
}

function validateResources(node: Node): FieldError[] {
  return (['capacity', 'allocatable'] as const).flatMap((part) =>
    Object.entries(node.status?.[part] ?? {}).flatMap(([name, quantity]) => validateResourceQuantity(name, quantity, `status.${part}.${name}`)),
  )
}

function validateNode(node: Node): FieldError[] {
  return [...validateTaints(node.spec.taints ?? []), ...validateResources(node), ...validatePodCidrs(node.spec.podCIDRs ?? [])]
}

function validateUpdate(node: Node, old: Node): FieldError[] {
  const errors = [...validateObjectMeta(node.metadata, false, validateDns1123Subdomain), ...validateNode(node), ...validateObjectMetaUpdate(node.metadata, old.metadata), ...validateResources(node)]
  const { podCIDRs = [], taints = [], providerID = '' } = node.spec
  if ((old.spec.podCIDRs ?? []).length > 0 && !isEqual(podCIDRs, old.spec.podCIDRs)) errors.push(forbidden('spec.podCIDRs', 'node updates may not change podCIDR except from "" to valid'))
  if ((old.spec.providerID ?? '') !== '' && providerID !== old.spec.providerID) errors.push(forbidden('spec.providerID', 'node updates may not change providerID except from "" to valid'))
  errors.push(...validateTaints(taints))
  return errors
}

function withBothCidrs(spec: Node['spec']): Node['spec'] {
  const { podCIDR = '', podCIDRs = [] } = spec
  const cidrs = podCIDR === '' || podCIDRs[0] === podCIDR ? podCIDRs : [podCIDR]
  const [first] = cidrs
  return first === undefined ? spec : { ...spec, podCIDRs: cidrs, podCIDR: first }
}

/** podCIDR and podCIDRs say the same twice; the capacity stands in for what is allocatable (core/v1 conversion and defaults). */
function defaultNode(node: Node): Node {
  const spec = withBothCidrs(node.spec)
  const capacity = defaultResourceList(node.status?.capacity)
  const allocatable = defaultResourceList(node.status?.allocatable) ?? capacity
  if (capacity === undefined && allocatable === undefined) return spec === node.spec ? node : { ...node, spec }
  return { ...node, spec, status: { ...node.status, ...(capacity === undefined ? {} : { capacity }), ...(allocatable === undefined ? {} : { allocatable }) } }
}

/** A posted Node is tainted until a controller has seen it ready (admission plugin TaintNodesByCondition). */
function prepareForCreate(node: Node): Node {
  const taints = node.spec.taints ?? []
  const notReady: Taint = { key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }
  return taints.some(({ key, effect }) => key === notReady.key && effect === notReady.effect) ? node : { ...node, spec: { ...node.spec, taints: [...taints, notReady] } }
}

const plain = defineKind<Node>(
  { group: '', version: 'v1', kind: 'Node', resource: 'nodes', shortNames: ['no'], namespaced: false, definition: 'io.k8s.api.core.v1.Node', subresources: ['proxy', 'status'] },
  {
    default: defaultNode,
    prepareForCreate,
    prepareForUpdate: (object, old) => (old.status === undefined ? object : { ...object, status: old.status }),
    validate: validateNode,
  },
)

/** Node: a machine Pods run on (ValidateNode). Its status may be given when it is created, as kubelets do. */
export const node: KindDefinition = {
  ...plain,
  validateUpdate: (object, old) => validateUpdate(object as Node, old as Node),
  validateStatusUpdate: (object, old) => validateUpdate(object as Node, old as Node),
}
