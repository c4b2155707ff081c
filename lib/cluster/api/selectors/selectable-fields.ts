import type { KubeObject } from '@/lib/kube/object'

/** Fields of one resource by which lists can be selected, and how an unknown one is refused. */
export interface SelectableFields {
  value(object: KubeObject, field: string): string
  refusal(field: string): string | undefined
}

type Fields = Readonly<Record<string, unknown>>

const pod = [
  'spec.nodeName', 'spec.restartPolicy', 'spec.schedulerName', 'spec.serviceAccountName', 'spec.hostNetwork', 'status.phase', 'status.podIP', 'status.podIPs', 'status.nominatedNodeName',
]
const coreEvent = [
  'involvedObject.kind', 'involvedObject.namespace', 'involvedObject.name', 'involvedObject.uid', 'involvedObject.apiVersion', 'involvedObject.resourceVersion', 'involvedObject.fieldPath',
  'reason', 'reportingComponent', 'source', 'type',
]
const newEvent = ['regarding.kind', 'regarding.namespace', 'regarding.name', 'regarding.uid', 'regarding.apiVersion', 'regarding.resourceVersion', 'regarding.fieldPath', 'reason', 'reportingController', 'type']

/** Besides metadata.name and metadata.namespace (pkg/apis/core/v1/conversion.go AddFieldLabelConversionsFor… and the like). */
const own: Readonly<Record<string, readonly string[] | undefined>> = {
  '/pods': pod,
  '/events': coreEvent,
  'events.k8s.io/events': newEvent,
  '/nodes': ['spec.unschedulable'],
  '/namespaces': ['status.phase'],
  '/secrets': ['type'],
  '/services': ['spec.clusterIP', 'spec.type'],
  '/replicationcontrollers': ['status.replicas'],
  'batch/jobs': ['status.successful'],
  'certificates.k8s.io/certificatesigningrequests': ['spec.signerName'],
}

const clusterScoped = new Set(['/nodes', '/namespaces'])

export function selectableFields(of: { readonly group: string; readonly resource: string; readonly kind: string }): SelectableFields {
  const name = `${of.group}/${of.resource}`
  const fields = own[name]
  return {
    value: (object, field) => read(object, field),
    refusal: (field) => {
      if (field === 'metadata.name' || (field === 'metadata.namespace' && !clusterScoped.has(name))) return undefined
      if (fields === undefined) return `${JSON.stringify(field)} is not a known field selector: only "metadata.name", "metadata.namespace"`
      if (fields.includes(field)) return undefined
      return name === 'batch/jobs' ? `field label ${JSON.stringify(field)} not supported for Job` : `field label not supported: ${field}`
    },
  }
}

/** Values that are no plain text have one all the same: an absent flag is false, an event's source its component. */
const special: Readonly<Record<string, ((object: Fields) => unknown) | undefined>> = {
  'spec.hostNetwork': (object) => at(object, 'spec.hostNetwork') ?? false,
  'spec.unschedulable': (object) => at(object, 'spec.unschedulable') ?? false,
  'status.podIPs': (object) => (at(object, 'status.podIPs') as readonly { ip?: string }[] | undefined)?.map(({ ip }) => ip ?? '').join(',') ?? '',
  'status.successful': (object) => at(object, 'status.succeeded') ?? 0,
  'status.replicas': (object) => at(object, 'status.replicas') ?? 0,
  source: (object) => at(object, 'source.component') ?? at(object, 'deprecatedSource.component') ?? at(object, 'reportingComponent') ?? at(object, 'reportingController'),
  reportingComponent: (object) => at(object, 'reportingComponent') ?? at(object, 'reportingController'),
  reportingController: (object) => at(object, 'reportingController') ?? at(object, 'reportingComponent'),
}

function read(object: KubeObject, field: string): string {
  const value = special[field]?.(object as unknown as Fields) ?? at(object as unknown as Fields, regarding(object, field))
  return value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value)
}

/** An Event is stored once and served in two groups: what one calls `involvedObject` is `regarding` in the other. */
function regarding(object: KubeObject, field: string): string {
  const present = 'regarding' in object ? 'regarding' : 'involvedObject'
  return field.replace(/^(involvedObject|regarding)\./, `${present}.`)
}

function at(object: Fields, path: string): unknown {
  let value: unknown = object
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined
    value = (value as Fields)[name]
  }
  return value
}
