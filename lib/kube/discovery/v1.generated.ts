// Written by scripts/generate-schema.mjs from the structure of Kubernetes 1.36.3. Do not edit.
import type { ObjectReference } from '@/lib/kube/core/v1.generated'
import type { ObjectMeta } from '@/lib/kube/meta/v1.generated'

export interface Endpoint {
  readonly addresses: readonly string[]
  readonly conditions?: EndpointConditions
  readonly deprecatedTopology?: Readonly<Record<string, string>>
  readonly hints?: EndpointHints
  readonly hostname?: string
  readonly nodeName?: string
  readonly targetRef?: ObjectReference
  readonly zone?: string
}

export interface EndpointConditions {
  readonly ready?: boolean
  readonly serving?: boolean
  readonly terminating?: boolean
}

export interface EndpointHints {
  readonly forNodes?: readonly ForNode[]
  readonly forZones?: readonly ForZone[]
}

export interface EndpointPort {
  readonly appProtocol?: string
  readonly name?: string
  readonly port?: number
  readonly protocol?: 'SCTP' | 'TCP' | 'UDP'
}

export interface EndpointSlice {
  readonly addressType?: 'FQDN' | 'IPv4' | 'IPv6'
  readonly apiVersion: 'discovery.k8s.io/v1'
  readonly endpoints?: readonly Endpoint[]
  readonly kind: 'EndpointSlice'
  readonly metadata: ObjectMeta
  readonly ports?: readonly EndpointPort[]
}

export interface ForNode {
  readonly name: string
}

export interface ForZone {
  readonly name: string
}
