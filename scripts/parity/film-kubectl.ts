import type { Deployment, ReplicaSet } from '@/lib/kube/apps/v1.generated'
import type { Node, Pod } from '@/lib/kube/core/v1.generated'
import { answer } from '@/lib/cluster/api/handle'
import { execInPod } from '@/lib/cluster/kubelet/exec/exec'
import type { Working } from '@/lib/cluster/working/working'
import type { StepResult } from './film-steps'
import { splitShell } from './split-shell'

/**
 * What kubectl's commands in films ask of the API server. The films test controllers: what kubectl prints is compared elsewhere, from its own
 * transcripts, so that a film needs no kubectl.
 */
export function filmKubectl(working: Working, command: string, namespace: string, output = ''): StepResult {
  if (/^(get|describe|logs|rollout (status|history))\b/.test(command)) return 'done'
  for (const [pattern, run] of commands) {
    const match = pattern.exec(command)
    if (match === null) continue
    run({ working, namespace, match, output })
    return 'done'
  }
  return 'unknown'
}

interface Call {
  readonly working: Working
  readonly namespace: string
  readonly match: RegExpExecArray
  /** What the command printed in the recording: a drain that evicted nothing says so there. */
  readonly output: string
}

const commands: readonly (readonly [RegExp, (call: Call) => void])[] = [
  [/^scale (deployment|sts)[ /](\S+) --replicas=(\d+)/, ({ working, namespace, match }) => patch(working, workload(namespace, match[1] ?? '', match[2] ?? ''), { spec: { replicas: Number(match[3]) } })],
  [/^rollout pause \S*?[ /](\S+)/, ({ working, namespace, match }) => patch(working, workload(namespace, 'deployment', match[1] ?? ''), { spec: { paused: true } })],
  [/^rollout resume \S*?[ /](\S+)/, ({ working, namespace, match }) => patch(working, workload(namespace, 'deployment', match[1] ?? ''), { spec: { paused: null } })],
  [/^rollout restart \S*?[ /](\S+)/, ({ working, namespace, match }) => {
    const annotations = { 'kubectl.kubernetes.io/restartedAt': working.timestamp() }
    patch(working, workload(namespace, 'deployment', match[1] ?? ''), { spec: { template: { metadata: { annotations } } } })
  }],
  [/^rollout undo \S*?[ /](\S+)(?: --to-revision=(\d+))?/, undo],
  [/^set image deployment[ /](\S+) ([^=\s]+)=(\S+)/, ({ working, namespace, match }) => {
    const container = { name: match[2], image: match[3] }
    patch(working, workload(namespace, 'deployment', match[1] ?? ''), { spec: { template: { spec: { containers: [container] } } } })
  }],
  [/^set env deployment[ /](\S+) ([^=\s]+)=(\S+)/, ({ working, namespace, match }) => {
    const present = working.get(`apps/deployments/${namespace}/${match[1] ?? ''}`) as Deployment | undefined
    const container = { name: present?.spec.template.spec.containers[0]?.name, env: [{ name: match[2], value: match[3] }] }
    patch(working, workload(namespace, 'deployment', match[1] ?? ''), { spec: { template: { spec: { containers: [container] } } } })
  }],
  [/^annotate deployment\/(\S+) ([^=\s]+)=(.+)$/, ({ working, namespace, match }) => {
    const value = (match[3] ?? '').replace(/ --\S+/g, '').replace(/^["']|["']$/g, '')
    patch(working, workload(namespace, 'deployment', match[1] ?? ''), { metadata: { annotations: { [match[2] ?? '']: value } } })
  }],
  [/^delete (deployment|pod) (\S+)(.*)$/, remove],
  [/^delete node (\S+)/, ({ working, match }) => send(working, 'DELETE', `/api/v1/nodes/${match[1] ?? ''}`, undefined)],
  [/^cordon (\S+)/, ({ working, match }) => patch(working, `/api/v1/nodes/${match[1] ?? ''}`, { spec: { unschedulable: true } })],
  [/^uncordon (\S+)/, ({ working, match }) => patch(working, `/api/v1/nodes/${match[1] ?? ''}`, { spec: { unschedulable: null } })],
  [/^taint nodes (\S+) ([^=:\s]+?)(?:=(\w+))?(?::(\w+))?(-?)$/, taint],
  [/^drain (\S+)(.*)$/, drain],
  [/^exec (\S+) (?:-c (\S+) )?-- (.+)$/, exec],
]

/** What a command does inside a container stays. */
function exec({ working, namespace, match }: Call): void {
  const pod = working.get(`/pods/${namespace}/${(match[1] ?? '').replace(/^pods?\//, '')}`) as Pod | undefined
  const container = match[2] ?? pod?.spec.containers[0]?.name
  if (pod !== undefined && container !== undefined) execInPod(working, pod, container, splitShell(match[3] ?? ''))
}

function workload(namespace: string, kind: string, name: string): string {
  return `/apis/apps/v1/namespaces/${namespace}/${kind === 'sts' ? 'statefulsets' : 'deployments'}/${name}`
}

function undo({ working, namespace, match }: Call): void {
  const name = match[1] ?? ''
  const deployment = working.get(`apps/deployments/${namespace}/${name}`) as Deployment | undefined
  const own = (working.list(`owner:${deployment?.metadata.uid ?? ''}`) as (ReplicaSet | Pod)[]).filter((item) => item.kind === 'ReplicaSet')
  const revision = (replicaSet: ReplicaSet) => Number(replicaSet.metadata.annotations?.['deployment.kubernetes.io/revision'])
  const ordered = own.sort((a, b) => revision(b) - revision(a))
  const target = match[2] === undefined ? ordered[1] : ordered.find((replicaSet) => revision(replicaSet) === Number(match[2]))
  if (target === undefined || target === ordered[0]) return
  const template = target.spec.template as { readonly metadata?: { readonly labels?: Record<string, string> } }
  const { 'pod-template-hash': _, ...labels } = template.metadata?.labels ?? {}
  const value = { ...template, metadata: { ...template.metadata, labels } }
  // kubectl brings the revision's own annotations back, its change-cause among them; the controllers' stay the Deployment's.
  const isKept = (key: string) => key.startsWith('deployment.kubernetes.io/') || key === 'kubectl.kubernetes.io/last-applied-configuration'
  const kept = Object.entries(deployment?.metadata.annotations ?? {}).filter(([key]) => isKept(key))
  const back = Object.entries(target.metadata.annotations ?? {}).filter(([key]) => !isKept(key))
  const operations = [
    { op: 'replace', path: '/spec/template', value },
    { op: 'replace', path: '/metadata/annotations', value: Object.fromEntries([...kept, ...back]) },
  ]
  send(working, 'PATCH', workload(namespace, 'deployment', name), operations, 'application/json-patch+json')
}

function remove({ working, namespace, match }: Call): void {
  const [, kind = '', name = '', flags = ''] = match
  const cascade = /--cascade=(\w+)/.exec(flags)?.[1] ?? 'background'
  const grace = /--grace-period=(\d+)/.exec(flags)?.[1] ?? (/--now/.test(flags) ? '1' : undefined)
  const body = { propagationPolicy: cascade.charAt(0).toUpperCase() + cascade.slice(1), ...(grace === undefined ? {} : { gracePeriodSeconds: Number(grace) }) }
  send(working, 'DELETE', kind === 'pod' ? `/api/v1/namespaces/${namespace}/pods/${name}` : workload(namespace, 'deployment', name), body)
}

function taint({ working, match }: Call): void {
  const [, name = '', key = '', value, effect, minus] = match
  const node = working.get(`/nodes//${name}`) as Node | undefined
  const others = (node?.spec.taints ?? []).filter((present) => present.key !== key || (effect !== undefined && present.effect !== effect))
  const taints = minus === '-' ? others : [...others, { key, ...(value === undefined ? {} : { value }), effect }]
  send(working, 'PATCH', `/api/v1/nodes/${name}`, { spec: { taints: taints.length === 0 ? null : taints } }, 'application/merge-patch+json')
}

function drain({ working, namespace, match, output }: Call): void {
  const name = match[1] ?? ''
  patch(working, `/api/v1/nodes/${name}`, { spec: { unschedulable: true } })
  if (!output.includes('evicting pod')) return
  for (const pod of (working.list(`node:${name}`) as Pod[]).filter((item) => item.metadata.namespace === namespace)) {
    if (pod.metadata.deletionTimestamp !== undefined || (pod.metadata.ownerReferences ?? []).some((owner) => owner.kind === 'DaemonSet')) continue
    const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: pod.metadata.name, namespace } }
    send(working, 'POST', `/api/v1/namespaces/${namespace}/pods/${pod.metadata.name}/eviction`, eviction)
  }
}

function patch(working: Working, path: string, body: unknown): void {
  send(working, 'PATCH', path, body, 'application/strategic-merge-patch+json')
}

function send(working: Working, method: 'PATCH' | 'DELETE' | 'POST', path: string, body: unknown, contentType = 'application/json'): void {
  answer(working, { method, path, headers: { 'content-type': contentType }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
}
