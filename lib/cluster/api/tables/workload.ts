import type { DaemonSet, Deployment, ReplicaSet, StatefulSet } from '@/lib/kube/apps/v1.generated'
import type { PodSpec, ReplicationController } from '@/lib/kube/core/v1.generated'
import { ageOf } from './age'
import { labelSelectorText, labelsText } from './labels-text'
import { printer, type Column } from './printer'

const containersAndImages: readonly Column[] = [{ name: 'Containers', wide: true }, { name: 'Images', wide: true }]

/** Names and images of a Pod's containers, each in one cell (printers.go layoutContainerCells). */
export function containerCells(spec: PodSpec | undefined): [string, string] {
  const containers = spec?.containers ?? []
  return [containers.map(({ name }) => name).join(','), containers.map(({ image = '' }) => image).join(',')]
}

export const deploymentPrinter = printer<Deployment>(
  [{ name: 'Name' }, { name: 'Ready' }, { name: 'Up-to-date' }, { name: 'Available' }, { name: 'Age' }, ...containersAndImages, { name: 'Selector', wide: true }],
  ({ metadata, spec, status = {} }, time) => [
    metadata.name,
    `${String(status.readyReplicas ?? 0)}/${String(spec.replicas)}`,
    status.updatedReplicas ?? 0,
    status.availableReplicas ?? 0,
    ageOf(metadata.creationTimestamp, time),
    ...containerCells(spec.template.spec),
    labelSelectorText(spec.selector),
  ],
)

const replicaColumns: readonly Column[] = [
  { name: 'Name' }, { name: 'Desired', type: 'integer' }, { name: 'Current', type: 'integer' }, { name: 'Ready', type: 'integer' }, { name: 'Age' }, ...containersAndImages, { name: 'Selector', wide: true },
]

export const replicaSetPrinter = printer<ReplicaSet>(replicaColumns, ({ metadata, spec, status }, time) => [
  metadata.name,
  spec.replicas,
  status?.replicas ?? 0,
  status?.readyReplicas ?? 0,
  ageOf(metadata.creationTimestamp, time),
  ...containerCells(spec.template.spec),
  labelSelectorText(spec.selector),
])

export const replicationControllerPrinter = printer<ReplicationController>(replicaColumns, ({ metadata, spec, status }, time) => [
  metadata.name,
  spec.replicas ?? 0,
  status?.replicas ?? 0,
  status?.readyReplicas ?? 0,
  ageOf(metadata.creationTimestamp, time),
  ...containerCells(spec.template?.spec),
  labelsText(spec.selector),
])

export const daemonSetPrinter = printer<DaemonSet>(
  [
    { name: 'Name' }, { name: 'Desired', type: 'integer' }, { name: 'Current', type: 'integer' }, { name: 'Ready', type: 'integer' }, { name: 'Up-to-date', type: 'integer' },
    { name: 'Available', type: 'integer' }, { name: 'Node Selector' }, { name: 'Age' }, ...containersAndImages, { name: 'Selector', wide: true },
  ],
  ({ metadata, spec, status }, time) => [
    metadata.name,
    status?.desiredNumberScheduled ?? 0,
    status?.currentNumberScheduled ?? 0,
    status?.numberReady ?? 0,
    status?.updatedNumberScheduled ?? 0,
    status?.numberAvailable ?? 0,
    labelsText(spec.template.spec.nodeSelector),
    ageOf(metadata.creationTimestamp, time),
    ...containerCells(spec.template.spec),
    labelSelectorText(spec.selector),
  ],
)

export const statefulSetPrinter = printer<StatefulSet>([{ name: 'Name' }, { name: 'Ready' }, { name: 'Age' }, ...containersAndImages], ({ metadata, spec, status }, time) => [
  metadata.name,
  `${String(status?.readyReplicas ?? 0)}/${String(spec.replicas ?? 0)}`,
  ageOf(metadata.creationTimestamp, time),
  ...containerCells(spec.template.spec),
])
