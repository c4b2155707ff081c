import type { IPBlock, NetworkPolicy, NetworkPolicyPeer, NetworkPolicyPort, NetworkPolicySpec } from '@/lib/kube/networking/v1.generated'
import { defineKind } from '../define-kind'
import type { Draft } from '../draft'
import type { FieldError } from '../field-error'
import { forbidden, invalid, invalids, notSupported, required } from '../field-error'
import { cidrContainsCidr, parseCidr, validateCidr } from '../ip'
import { validateLabelSelector } from '../labels'
import { validateDns1123Subdomain, validatePortName, validatePortNumber } from '../names'
import { validateObjectMeta } from '../object-meta'
import type { LabelSelector } from '@/lib/kube/meta/v1.generated'
import { addresses } from '../rare/addresses'

const protocols = ['TCP', 'UDP', 'SCTP']

function validatePortRange(port: number | string | undefined, endPort: number | undefined, field: string): FieldError[] {
  const end = `${field}.endPort`
  if (port === undefined) return endPort === undefined ? [] : [invalid(end, endPort, 'may not be specified when `port` is not specified')]
  if (typeof port === 'string') {
    return [...(endPort === undefined ? [] : [invalid(end, endPort, 'may not be specified when `port` is non-numeric')]), ...invalids(`${field}.port`, port, validatePortName(port))]
  }
  return [
    ...invalids(`${field}.port`, port, validatePortNumber(port)),
    // The server shows the port here, not the endPort.
    ...(endPort !== undefined && endPort < port ? [invalid(end, port, 'must be greater than or equal to `port`')] : []),
    ...(endPort === undefined ? [] : invalids(end, endPort, validatePortNumber(endPort))),
  ]
}

function validatePort(port: Draft<NetworkPolicyPort>, field: string): FieldError[] {
  return [
    ...(port.protocol === undefined || protocols.includes(port.protocol) ? [] : [notSupported(`${field}.protocol`, port.protocol, protocols)]),
    ...validatePortRange(port.port, port.endPort, field),
  ]
}

function validateIpBlock({ cidr = '', except = [] }: Draft<IPBlock>, field: string): FieldError[] {
  if (cidr === '') return [required(`${field}.cidr`)]
  const errors = validateCidr(cidr, `${field}.cidr`)
  const outer = parseCidr(cidr)
  if (errors.length > 0 || outer === undefined) return errors
  return except.flatMap((range, at) => {
    const here = `${field}.except[${String(at)}]`
    const inner = parseCidr(range)
    const faults = validateCidr(range, here)
    if (faults.length > 0 || inner === undefined) return faults
    return cidrContainsCidr(outer, inner) ? [] : [invalid(here, range, 'must be a strict subset of `cidr`')]
  })
}

function validatePeer(peer: Draft<NetworkPolicyPeer>, field: string): FieldError[] {
  const { podSelector, namespaceSelector, ipBlock } = peer
  const errors = [
    ...validateLabelSelector(podSelector as LabelSelector | undefined, `${field}.podSelector`),
    ...validateLabelSelector(namespaceSelector as LabelSelector | undefined, `${field}.namespaceSelector`),
    ...(ipBlock === undefined ? [] : validateIpBlock(ipBlock, `${field}.ipBlock`)),
  ]
  const hasSelector = podSelector !== undefined || namespaceSelector !== undefined
  if (!hasSelector && ipBlock === undefined) return [...errors, required(field, 'must specify a peer')]
  return hasSelector && ipBlock !== undefined ? [...errors, forbidden(field, 'may not specify both ipBlock and another peer')] : errors
}

interface Rule {
  readonly ports?: readonly Draft<NetworkPolicyPort>[]
  readonly peers?: readonly Draft<NetworkPolicyPeer>[]
}

function validateRule({ ports = [], peers = [] }: Rule, field: string, peerField: string): FieldError[] {
  return [
    ...ports.flatMap((port, at) => validatePort(port, `${field}.ports[${String(at)}]`)),
    ...peers.flatMap((peer, at) => validatePeer(peer, `${field}.${peerField}[${String(at)}]`)),
  ]
}

function validateTypes(types: readonly string[]): FieldError[] {
  const allowed = ['Ingress', 'Egress']
  if (types.length > allowed.length) return [invalid('spec.policyTypes', types, 'may not specify more than two policyTypes')]
  return types.flatMap((type, at) => (allowed.includes(type) ? [] : [notSupported(`spec.policyTypes[${String(at)}]`, type, allowed)]))
}

function rule(ports: Rule['ports'], peers: Rule['peers']): Rule {
  return { ...(ports === undefined ? {} : { ports }), ...(peers === undefined ? {} : { peers }) }
}

/** Everything wrong with a spec (ValidateNetworkPolicySpec). */
function validateSpec(spec: Draft<NetworkPolicySpec>): FieldError[] {
  return [
    ...validateLabelSelector(spec.podSelector as LabelSelector | undefined, 'spec.podSelector'),
    ...(spec.ingress ?? []).flatMap(({ ports, from }, at) => validateRule(rule(ports, from), `spec.ingress[${String(at)}]`, 'from')),
    ...(spec.egress ?? []).flatMap(({ ports, to }, at) => validateRule(rule(ports, to), `spec.egress[${String(at)}]`, 'to')),
    ...validateTypes(spec.policyTypes ?? []),
  ]
}

function defaultPorts<T extends { readonly ports?: readonly NetworkPolicyPort[] }>(rules: readonly T[]): readonly T[] {
  return rules.map((each) => (each.ports === undefined ? each : { ...each, ports: each.ports.map((port) => ({ ...port, protocol: port.protocol ?? 'TCP' })) }))
}

/** Ports are TCP; the directions follow from the rules (SetDefaults_NetworkPolicy). */
function defaultPolicy(policy: NetworkPolicy): NetworkPolicy {
  const { ingress, egress, policyTypes = [] } = policy.spec
  const types = policyTypes.length > 0 ? policyTypes : (egress ?? []).length > 0 ? (['Ingress', 'Egress'] as const) : (['Ingress'] as const)
  return {
    ...policy,
    spec: { ...policy.spec, ...(ingress === undefined ? {} : { ingress: defaultPorts(ingress) }), ...(egress === undefined ? {} : { egress: defaultPorts(egress) }), policyTypes: types },
  }
}

/** NetworkPolicy: who may talk to the Pods of a selector, and to whom they may. */
export const networkPolicy = defineKind<NetworkPolicy>(
  addresses.networkPolicy,
  {
    default: defaultPolicy,
    validate: ({ spec }) => validateSpec(spec),
    validateUpdate: ({ spec, metadata }) => [...validateObjectMeta(metadata, true, validateDns1123Subdomain), ...validateSpec(spec)],
  },
)
