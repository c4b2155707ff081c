import type { Container, Pod } from '@/lib/kube/core/v1.generated'
import type { KubeObject, ObjectKey } from '@/lib/kube/object'
import { deleteObject, updateStatus } from '../api/operations'
import type { Change } from '../cluster'
import { definitionOf } from '../controllers/definition'
import { hasKubelet, isNodeDown } from '../node-power'
import type { Controller, Working } from '../working/working'
import { containerDueAt, observeContainer, syncContainer } from './container-life'
import { forgetFiles } from './files/pod-files'
import { makeSandbox, mountPod } from './mount-pod'
import { podAddress, releaseAddress } from './pod-address'
import { hasStopped, nodeAddress, podStatus } from './pod-status'
import { refusalOf, refusePod } from './refuse-pod'
import { endPod } from './end-pod'
import { draftOf, forgetRuntime, keepRuntime, newContainer, runtimeOf, type ContainerRole, type ContainerRuntime, type PodRuntime } from './runtime'
import { sayOfContainer } from './say'
import { sameStatus } from './same-status'
import { stepMs, terminatePod } from './terminate'

/** From a change in the API to the kubelet acting on it. */
const watchMs = 10
/** From the first status to the sandbox. */
const sandboxMs = 40
/** From the last container's end to the Pod's final status, and from that to its deletion (status manager's and pod workers' round trips). */
const finalMs = 30

/** The kubelets of all nodes: each Pod bound to a node is started, watched, restarted and stopped there. */
export const kubelet: Controller = {
  name: 'kubelet',
  watches: ['/pods'],
  observe(change, before, _working, enqueue) {
    const pod = change.object as Pod
    const was = before as Pod | undefined
    if (pod.spec.nodeName === undefined) return
    if (was !== undefined && change.type === 'MODIFIED' && was.metadata.deletionTimestamp !== pod.metadata.deletionTimestamp) enqueue(change.key, watchMs + apartMs(change))
    else if (was?.spec.nodeName === undefined || change.type === 'DELETED' || concernsKubelet(pod, was)) enqueue(change.key, watchMs)
  },
  reconcile: (working, key) => reconcile(working, key as ObjectKey),
  pends: () => false,
}

/** Pods deleted together end one after another: their kubelets are different machines, none as quick as the next. */
function apartMs({ resourceVersion }: Change): number {
  return (resourceVersion % 5) * 7
}

function concernsKubelet(pod: Pod, was: Pod): boolean {
  const [now, then] = [pod.metadata, was.metadata]
  return pod.spec !== was.spec || now.deletionGracePeriodSeconds !== then.deletionGracePeriodSeconds || now.labels !== then.labels || now.annotations !== then.annotations || gatesChanged(pod, was)
}

function gatesChanged(pod: Pod, was: Pod): boolean {
  return pod.spec.readinessGates !== undefined && pod.status?.conditions !== was.status?.conditions
}

function reconcile(working: Working, key: ObjectKey): number | undefined {
  const pod = working.get(key) as Pod | undefined
  const before = working.table<string>('kubelet-pods').get(key)
  if (before !== undefined && before !== pod?.metadata.uid) abandon(working, key, before)
  if (pod === undefined) return undefined
  if (pod.spec.nodeName === undefined || isNodeDown(working, pod.spec.nodeName) || !hasKubelet(working, pod.spec.nodeName)) return undefined
  const known = runtimeOf(working, pod.metadata.uid)
  const runtime = known === undefined ? admit(working, key, pod) : draftOf(known)
  if (runtime === undefined) return undefined
  return syncPod(working, key, pod, runtime)
}

/** A sync tells the status first and acts then: what it comes to stands in the next one (kubelet.go SyncPod). */
function syncPod(working: Working, key: ObjectKey, pod: Pod, runtime: PodRuntime): number | undefined {
  wakeForChange(working, pod, runtime)
  const containers = prepare(working, pod, runtime) ? containersOf(pod, runtime) : []
  for (const { container, spec } of containers) observeContainer(working, pod, runtime, spec, container)
  const endsAt = endPod(working, pod, runtime)
  keepRuntime(working, runtime)
  report(working, key, pod, runtime)
  for (const { container, spec } of containers) syncContainer(working, pod, runtime, spec, container)
  if (hasStopped(runtime)) return removePod(working, key, runtime)
  if (runtime.heldUntil !== undefined) return Math.min(runtime.heldUntil, working.now + stepMs)
  return earlier(containers.length > 0 ? nextAt(working, runtime) : runtime.sandboxAt, endsAt)
}

/** A change of the Pod is a sync like others: who waits is looked at now. */
function wakeForChange(working: Working, pod: Pod, runtime: PodRuntime): void {
  const { spec, metadata } = runtime.pod
  runtime.pod = pod
  if (spec === pod.spec && metadata.labels === pod.metadata.labels && metadata.annotations === pod.metadata.annotations) return
  for (const container of runtime.containers) if ((container.phase === 'waiting' || container.phase === 'ended') && container.dueAt !== undefined) container.dueAt = working.now
}

function nextAt(working: Working, runtime: PodRuntime): number | undefined {
  let next = Infinity
  for (const container of runtime.containers) next = Math.min(next, containerDueAt(working, runtime, container))
  return next === Infinity ? undefined : Math.max(next, working.now + 1)
}

function earlier(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.min(one, other)
}

/** A Pod that this node has not seen yet: taken on, unless it is finished already or must be refused. */
function admit(working: Working, key: ObjectKey, pod: Pod): PodRuntime | undefined {
  if (isFinished(pod)) {
    finish(working, key, pod)
    return undefined
  }
  const refusal = refusalOf(pod)
  if (refusal === undefined) return accept(working, pod)
  refusePod(working, pod, refusal)
  return undefined
}

/** A Pod that was taken away without its kubelet (a forced deletion): what still runs of it is stopped. */
function abandon(working: Working, key: ObjectKey, uid: string): void {
  const runtime = runtimeOf(working, uid)
  const node = runtime?.pod.spec.nodeName ?? ''
  if (runtime !== undefined && !isNodeDown(working, node) && hasKubelet(working, node)) {
    for (const container of runtime.containers) if (container.phase === 'running' && container.stoppingSince === undefined) sayOfContainer(working, runtime.pod, container, 'Normal', 'Killing', `Stopping container ${container.name}`)
  }
  forget(working, key, uid)
}

/** Gives up what belongs to a Pod that is gone. */
function forget(working: Working, key: ObjectKey, uid: string): void {
  const runtime = runtimeOf(working, uid)
  if (runtime?.ip !== undefined) releaseAddress(working, runtime.ip)
  forgetRuntime(working, uid)
  forgetFiles(working, uid)
  working.table<string>('kubelet-pods').delete(key)
}

function isFinished(pod: Pod): boolean {
  return pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed'
}

function finish(working: Working, key: ObjectKey, pod: Pod): void {
  if (pod.metadata.deletionTimestamp !== undefined) deleteObject(working, key, { gracePeriodSeconds: 0, manager: 'kubelet' })
}

function accept(working: Working, pod: Pod): PodRuntime {
  const inits = pod.spec.initContainers ?? []
  const role = (container: Container): ContainerRole => (container.restartPolicy === 'Always' ? 'sidecar' : 'init')
  const runtime: PodRuntime = {
    uid: pod.metadata.uid,
    pod,
    acceptedAt: working.now,
    sandboxAt: working.now + sandboxMs,
    ip: undefined,
    terminatingSince: undefined,
    containers: [
      ...inits.map((container) => newContainer(container.name, role(container), 'PodInitializing')),
      ...pod.spec.containers.map((container) => newContainer(container.name, 'app', inits.length > 0 ? 'PodInitializing' : 'ContainerCreating')),
    ],
  }
  working.table<string>('kubelet-pods').set(`/pods/${pod.metadata.namespace ?? ''}/${pod.metadata.name}`, pod.metadata.uid)
  return runtime
}

/** What comes before a Pod's containers. False while that goes on, until `runtime.sandboxAt`. */
function prepare(working: Working, pod: Pod, runtime: PodRuntime): boolean {
  if (pod.metadata.deletionTimestamp !== undefined) terminatePod(working, pod, runtime)
  return runtime.terminatingSince !== undefined || isSetUp(working, pod, runtime)
}

/** Its containers with their specifications. */
function containersOf(pod: Pod, runtime: PodRuntime): readonly { readonly container: ContainerRuntime; readonly spec: Container }[] {
  const inits = pod.spec.initContainers ?? []
  const found: { readonly container: ContainerRuntime; readonly spec: Container }[] = []
  for (const [index, container] of runtime.containers.entries()) {
    const spec = inits[index] ?? pod.spec.containers[index - inits.length]
    if (spec?.name === container.name) found.push({ container, spec })
  }
  return found
}

/** Volumes, sandbox and address: what a Pod has before its containers. */
function isSetUp(working: Working, pod: Pod, runtime: PodRuntime): boolean {
  if (working.now < runtime.sandboxAt || !mountPod(working, pod, runtime) || !makeSandbox(working, pod, runtime)) return false
  runtime.ip ??= pod.spec.hostNetwork === true ? nodeAddress(working, pod.spec.nodeName ?? '') : podAddress(working, pod)
  return true
}

const podDefinition = () => definitionOf('v1', 'Pod')

function report(working: Working, key: ObjectKey, pod: Pod, runtime: PodRuntime): void {
  if (runtime.containers.some(({ inSync }) => inSync)) return
  const status = podStatus(working, pod, runtime)
  if (sameStatus(pod.status, status)) return
  const fresh = working.get(key)
  if (fresh === undefined) return
  updateStatus(working, podDefinition(), { ...fresh, status } as KubeObject, { manager: 'kubelet' })
  runtime.reported = status.conditions
}

function removePod(working: Working, key: ObjectKey, runtime: PodRuntime): number | undefined {
  const endedAt = Math.max(runtime.terminatingSince ?? 0, ...runtime.containers.map((container) => container.ended?.finishedAt ?? 0))
  if (working.now < endedAt + finalMs) return endedAt + finalMs
  deleteObject(working, key, { gracePeriodSeconds: 0, manager: 'kubelet' })
  if (working.get(key) === undefined) forget(working, key, runtime.uid)
  return undefined
}
