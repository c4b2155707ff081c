import type { MapModel, WorkloadModel } from './map-model'
import type { PodModel } from './pod-model'
import type { ServiceModel } from './service-model'
import type { Why } from './service-why'
import { refOf } from './snapshot'

/** Why the object behind a box is as it is, in two sentences; undefined for what is no object. */
export function explainBox(id: string, model: MapModel): Why | undefined {
  const pod = model.pods.find((item) => item.id === id)
  if (pod !== undefined) return explainPod(pod, model)
  const service = model.services.find((item) => item.id === id)
  if (service !== undefined) return explainServiceBox(service)
  const workload = model.workloads.find((item) => item.id === id)
  if (workload !== undefined) return explainWorkload(workload)
  const set = model.workloads.flatMap((item) => item.sets).find((item) => item.id === id)
  if (set !== undefined) {
    return {
      question: 'Why is it there?',
      answer: `It keeps ${set.wanted} Pods of template ${set.hash} (\`${set.version}\`), and has ${set.pods.length}. ${set.wanted === 0 ? 'It is kept at 0 so that a rollback has something to go back to.' : 'A Pod that is lost is replaced by it with a new one, which gets another name and another address.'}`,
    }
  }
  return explainRest(id, model)
}

const podWords: Readonly<Record<string, string>> = {
  CrashLoopBackOff: 'Its container ends soon after each start, and the kubelet waits longer before every next try. Its log and its last exit code tell why.',
  ImagePullBackOff: 'The image could not be pulled, and the kubelet waits before it tries again. Compare the image name with one that exists.',
  ErrImagePull: 'The image could not be pulled. The event has the registry’s words.',
  CreateContainerConfigError: 'The kubelet cannot put the container together from its configuration: a ConfigMap, a Secret or a key is missing, or the security context forbids it. The event names it.',
  'no node': 'The scheduler finds no node that has room for it or fits its rules. The event counts the nodes and their reasons.',
  'node lost': 'Its node no longer reports to the API server, so nobody knows what became of its container. After the toleration time it is deleted, and its ReplicaSet makes another elsewhere.',
  'not ready': 'Its container runs, and its readiness probe has not passed yet. Until it does, Services send it nothing.',
  starting: 'Its node is pulling the image and starting the container. It has no requests until it is ready.',
  waiting: 'It was just made and waits for the scheduler to choose a node.',
  leaving: 'It was asked to stop and has its grace period to finish. Services send it no new requests.',
  Completed: 'Its process ended with exit code 0 and is not started again.',
}

function explainPod(pod: PodModel, model: MapModel): Why {
  const question = pod.state === 'ready' ? 'Why is it ready?' : `Why ${pod.word}?`
  if (pod.state !== 'ready') return { question, answer: podWords[pod.word] ?? `The kubelet reports \`${pod.word}\`. The events below have its words.` }
  const serving = model.services.filter((service) => service.endpoints.includes(pod.id)).map((service) => service.name)
  const probe = pod.pod.spec.containers.some((container) => container.readinessProbe !== undefined)
  const first = probe ? 'Its readiness probe passes.' : 'Its container runs and it has no readiness probe, so running counts as ready.'
  return { question, answer: `${first} ${serving.length > 0 ? `Service ${serving.join(' and ')} sends it requests at ${pod.ip ?? ''}.` : 'No Service selects it.'}` }
}

function explainServiceBox(service: ServiceModel): Why {
  if (service.why !== undefined) return service.why
  if (service.type === 'ExternalName') return { question: 'What does it do?', answer: 'It is another name in DNS and has no virtual IP. Requests go where that name leads.' }
  const count = service.endpoints.length
  return {
    question: 'Why does it answer?',
    answer: `Its selector finds ${service.selected.length} ${service.selected.length === 1 ? 'Pod' : 'Pods'}, and ${count} of them ${count === 1 ? 'is' : 'are'} ready. Every node sends a request for ${service.service.spec.clusterIP ?? service.name} on to one of them.`,
  }
}

function explainWorkload(workload: WorkloadModel): Why {
  const { ready, wanted, sets } = workload
  const question = ready >= wanted && sets.length <= 1 ? 'Why these Pods?' : 'Why is it not at rest?'
  const has = `It wants ${wanted} Pods and has ${ready} ready.`
  if (sets.length > 1) return { question, answer: `${has} Its template changed, so a new ReplicaSet grows while the old one shrinks, within ${workload.strategy === '' ? 'its strategy' : workload.strategy}.` }
  const stuck = workload.pods.find((pod) => pod.state === 'failing')
  if (stuck !== undefined) return { question, answer: `${has} ${stuck.shortName} is in \`${stuck.word}\`; open it for the reason.` }
  return { question, answer: `${has} ${ready >= wanted ? 'Should one go away, its ReplicaSet makes another.' : 'The others are on their way.'}` }
}

function explainRest(id: string, model: MapModel): Why | undefined {
  const node = model.nodes.find((item) => item.id === id)
  if (node !== undefined) {
    const pods = model.pods.filter((pod) => pod.node === node.name).length
    return node.state === 'ready'
      ? { question: 'What runs here?', answer: `Its kubelet reports, and it runs ${pods} Pods of this namespace. It knows every Service, also those without a Pod on it.` }
      : { question: 'Why is it lost?', answer: 'Its kubelet has not reported for 40 seconds, so the control plane calls it not ready. Its Pods count as not ready too, and are replaced elsewhere after 5 minutes.' }
  }
  const config = model.configs.find((item) => item.id === id)
  if (config === undefined) return undefined
  const users = model.pods.filter((pod) => pod.uses.includes(id))
  return {
    question: 'Who uses it?',
    answer: users.length === 0 ? `No Pod of this namespace names this ${config.kind}. It changes nothing until one does.` : `${users.length} Pods name it, among them ${users[0]?.shortName ?? ''}. As environment it is read when a container starts; mounted as files it is refreshed.`,
  }
}

/** What a box is called by a screen reader and in the panel's head. */
export function nameOf(id: string): string {
  const { kind, name } = refOf(id)
  if (kind === 'Client') return name === 'outside' ? 'Visitors from outside' : name === 'inside' ? 'A Pod inside the cluster' : name
  if (kind === 'LoadBalancer') return `Load balancer of ${name}`
  if (kind === 'Nowhere') return `${name}, behind which nothing is`
  return `${kind} ${name === '' ? 'not chosen yet' : name}`
}

/** One line for a box: its name, its state, and what its drawing shows. */
export function describeBox(id: string, model: MapModel): string {
  const pod = model.pods.find((item) => item.id === id)
  if (pod !== undefined) return describePod(pod)
  const service = model.services.find((item) => item.id === id)
  if (service !== undefined) return [`Service ${service.name}`, service.type, service.address, ...service.rows.map((row) => [row.label, row.code, row.value].filter((part) => part !== undefined && part !== '').join(' '))].join(', ')
  const workload = model.workloads.find((item) => item.id === id)
  if (workload !== undefined) return `${workload.kind} ${workload.name}, ${workload.ready} of ${workload.wanted} ready`
  const node = model.nodes.find((item) => item.id === id)
  if (node !== undefined) return `Node ${node.name}, ${node.address}, ${node.state === 'ready' ? 'ready' : 'lost'}`
  return nameOf(id)
}

export function describePod(pod: PodModel): string {
  return [`Pod ${pod.name}`, pod.word, pod.version, pod.ip, pod.node === undefined ? undefined : `on ${pod.node}`].filter((part) => part !== undefined).join(', ')
}
