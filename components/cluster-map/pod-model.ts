import type { Container, ContainerStatus, Pod, PodStatus, Volume } from '@/lib/kube/core/v1.generated'
import { refId } from './snapshot'

/** The four states that have a colour and a shape of their own. */
export type State = 'ready' | 'pending' | 'failing' | 'leaving'

/** What the drawing of a Pod says. */
export interface PodModel {
  readonly id: string
  readonly namespace: string
  readonly name: string
  /** The name with its template hash folded: `catalog-…-x2klq`. */
  readonly shortName: string
  readonly state: State
  /** The state in a word or two: `Ready`, `starting`, `CrashLoopBackOff`. */
  readonly word: string
  readonly ip: string | undefined
  /** First declared port: `http 8080`, `8080`. */
  readonly port: string | undefined
  /** The image's tag. */
  readonly version: string
  /** The first label that is not a controller's: `app: catalog`. */
  readonly label: string
  readonly node: string | undefined
  /** Uid of the controller that made it. */
  readonly owner: string | undefined
  /** ConfigMaps and Secrets it uses, by id. */
  readonly uses: readonly string[]
  readonly restarts: number
  readonly pod: Pod
}

const read = new WeakMap<Pod, PodModel>()
const readSpecs = new WeakMap<Pod['spec'], SpecModel>()

/** What of a Pod's drawing its spec alone decides: that hardly ever changes, where the status does all the time. */
type SpecModel = Pick<PodModel, 'port' | 'version' | 'uses'>

/** The drawing's words for a Pod. Objects are values, so one that did not change is read once. */
export function podModel(pod: Pod): PodModel {
  const known = read.get(pod)
  if (known !== undefined) return known
  const model = readPod(pod)
  read.set(pod, model)
  return model
}

/** Whether two models say the same, whatever else changed of their Pods. */
export function looksAlike(a: PodModel, b: PodModel): boolean {
  return a === b || (a.name === b.name && a.state === b.state && a.word === b.word && a.ip === b.ip && a.port === b.port && a.version === b.version && a.label === b.label && a.node === b.node && a.uses.join() === b.uses.join())
}

function readPod(pod: Pod): PodModel {
  const { metadata, spec, status } = pod
  const namespace = metadata.namespace ?? ''
  return {
    id: refId({ kind: 'Pod', namespace, name: metadata.name }),
    namespace,
    name: metadata.name,
    shortName: shortName(pod),
    ...podState(pod),
    ...specModel(pod),
    ip: status?.podIP,
    label: labelOf(pod),
    node: spec.nodeName,
    owner: metadata.ownerReferences?.find((reference) => reference.controller === true)?.uid,
    restarts: (status?.containerStatuses ?? []).reduce((sum, container) => sum + container.restartCount, 0),
    pod,
  }
}

function specModel(pod: Pod): SpecModel {
  let model = readSpecs.get(pod.spec)
  if (model === undefined) {
    model = { port: portOf(pod), version: versionOf(pod.spec.containers[0]?.image ?? ''), uses: configOf(pod) }
    readSpecs.set(pod.spec, model)
  }
  return model
}

function portOf(pod: Pod): string | undefined {
  const port = pod.spec.containers[0]?.ports?.[0]
  return port === undefined ? undefined : [port.name, port.containerPort].filter((part) => part !== undefined).join(' ')
}

function labelOf(pod: Pod): string {
  const label = Object.entries(pod.metadata.labels ?? {}).find(([key]) => key !== 'pod-template-hash')
  return label === undefined ? '' : `${label[0]}: ${label[1]}`
}

/** `1.27` of `docker.io/library/nginx:1.27`. */
export function versionOf(image: string): string {
  const tag = /:([^:/@]+)$/.exec(image.split('@')[0] ?? '')?.[1]
  return tag ?? 'latest'
}

/** The Pod's state for its drawing, and the word kubectl or a learner would use for it. */
export function podState(pod: Pod): { state: State; word: string } {
  const ready = pod.status?.conditions?.find((condition) => condition.type === 'Ready')
  if (pod.metadata.deletionTimestamp !== undefined) return { state: 'leaving', word: 'leaving' }
  if (ready?.status === 'True') return { state: 'ready', word: 'Ready' }
  if (pod.status?.phase === 'Succeeded') return { state: 'leaving', word: 'Completed' }
  const stuck = failingWord(pod)
  return stuck === undefined ? { state: 'pending', word: waitingWord(pod) } : { state: 'failing', word: stuck }
}

function failingWord({ status }: Pod): string | undefined {
  if (status?.phase === 'Failed') return status.reason ?? 'Failed'
  const containers = status?.containerStatuses ?? []
  // A node that is lost takes the Ready condition of its Pods to False without touching their containers (node lifecycle controller, MarkPodsNotReady).
  if (containers.length > 0 && containers.every((container) => container.ready) && isNotReady(status)) return 'node lost'
  return [...(status?.initContainerStatuses ?? []), ...containers].map(stuckReason).find((reason) => reason !== undefined)
}

function isNotReady(status: PodStatus | undefined): boolean {
  return status?.conditions?.some((condition) => condition.type === 'ContainersReady' && condition.status === 'True') === true && status.conditions.some((condition) => condition.type === 'Ready' && condition.status === 'False')
}

function stuckReason(status: ContainerStatus): string | undefined {
  const waiting = status.state?.waiting?.reason
  if (waiting !== undefined && waiting !== 'ContainerCreating' && waiting !== 'PodInitializing') return waiting
  const ended = status.state?.terminated
  if (ended === undefined || ended.exitCode === 0) return undefined
  return ended.reason ?? 'Error'
}

function waitingWord(pod: Pod): string {
  if (pod.spec.nodeName === undefined) return pod.status?.conditions?.some((condition) => condition.reason === 'Unschedulable') === true ? 'no node' : 'waiting'
  return (pod.status?.containerStatuses ?? []).some((status) => status.state?.running !== undefined) ? 'not ready' : 'starting'
}

function shortName(pod: Pod): string {
  const hash = pod.metadata.labels?.['pod-template-hash']
  return hash === undefined ? pod.metadata.name : pod.metadata.name.replace(`-${hash}-`, '-…-')
}

function configOf(pod: Pod): string[] {
  const namespace = pod.metadata.namespace ?? ''
  const names = new Set<string>()
  const add = (kind: string, name: string | undefined) => {
    if (name !== undefined && name !== '' && name !== 'kube-root-ca.crt') names.add(refId({ kind, namespace, name }))
  }
  for (const container of [...pod.spec.containers, ...(pod.spec.initContainers ?? [])]) addEnvironment(container, add)
  for (const volume of pod.spec.volumes ?? []) addVolume(volume, add)
  return [...names]
}

function addVolume(volume: Volume, add: (kind: string, name: string | undefined) => void): void {
  add('ConfigMap', volume.configMap?.name)
  add('Secret', volume.secret?.secretName)
  for (const source of volume.projected?.sources ?? []) {
    add('ConfigMap', source.configMap?.name)
    add('Secret', source.secret?.name)
  }
}

function addEnvironment(container: Container, add: (kind: string, name: string | undefined) => void): void {
  for (const source of container.envFrom ?? []) {
    add('ConfigMap', source.configMapRef?.name)
    add('Secret', source.secretRef?.name)
  }
  for (const variable of container.env ?? []) {
    add('ConfigMap', variable.valueFrom?.configMapKeyRef?.name)
    add('Secret', variable.valueFrom?.secretKeyRef?.name)
  }
}
