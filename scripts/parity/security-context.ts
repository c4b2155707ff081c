import type { Event, Pod } from '@/lib/kube/core/v1.generated'
import { imageOf } from '@/lib/cluster/images/catalogue'
import { imageUser, runtimeSecurity, sandboxSecurity } from '@/lib/cluster/kubelet/security/runtime-security'
import type { Working } from '@/lib/cluster/working/working'
import { readLines, type CaseResult, type Replay, type Replayer } from './recording'
import { differences, rowNamespace, runPod } from './running-pod'

type Json = Readonly<Record<string, unknown>>

interface Row {
  readonly id: string
  readonly pod: Json | null
  readonly container: Json | null
  readonly image: string
  readonly spec?: Json
  readonly emptyDirs?: readonly string[]
  readonly rejected?: { readonly code: number; readonly message: string }
  readonly phase?: string
  readonly reason?: string
  readonly message?: string
  readonly result: unknown
  readonly events: readonly { readonly reason: string; readonly message: string }[] | null
  readonly cri: unknown
  readonly sandbox?: unknown
  readonly statusUser: unknown
}

/** What the kubelet hands the runtime for a security context, and what comes of the Pod. */
export const securityContextReplayer: Replayer = {
  format: 'security-context',
  takes: (path) => path.endsWith('nodes/security-context.jsonl'),
  replay: (path): Replay => ({ cases: readLines<Row>(path).map(replayRow) }),
}

function replayRow(row: Row): CaseResult {
  const name = row.id.slice(row.id.indexOf('/') + 1)
  const { working, pod, rejected } = runPod([], podOf(row, name))
  if (row.rejected !== undefined) {
    const status = rejected as { readonly code?: number; readonly message?: string } | undefined
    const difference = differences([['rejected', row.rejected, { code: status?.code, message: status?.message }]])
    return { id: row.id, kind: 'Pod', verdict: rejected !== undefined, message: difference.length === 0, object: difference.length === 0, difference }
  }
  if (pod === undefined) return { id: row.id, kind: 'Pod', verdict: false, object: false, difference: [JSON.stringify(rejected)] }
  const [container] = pod.spec.containers
  const status = pod.status?.containerStatuses?.[0]
  const result = resultOf(pod)
  const events = eventsOf(working, pod)
  const seen = (reason: string) => events.some((event) => event.reason === reason)
  const cri = container === undefined || row.cri === null || result['reason'] === 'CreateContainerConfigError' ? null : runtimeSecurity(pod, container, imageUser(row.image, imageOf(row.image)?.uid ?? 0))
  const difference = differences([
    ['phase', row.phase, result['state'] === 'exits' ? row.phase : pod.status?.phase],
    ['reason', row.reason, pod.status?.reason],
    ['message', row.message, pod.status?.message],
    ['result', row.result, row.result === null ? null : normal(pod, result)],
    ['events', (row.events ?? []).map(({ reason }) => reason).filter((reason, index, all) => all.indexOf(reason) === index), (row.events ?? []).map(({ reason }) => reason).filter((reason, index, all) => all.indexOf(reason) === index && seen(reason))],
    ['event', row.events?.[0]?.message, row.events?.[0] === undefined ? undefined : normal(pod, events.find((event) => event.reason === row.events?.[0]?.reason)?.message)],
    ['cri', row.cri, cri],
    ['sandbox', row.sandbox ?? null, row.sandbox === null || row.sandbox === undefined ? null : sandboxSecurity(pod)],
    ['statusUser', row.statusUser, status?.user?.linux ?? null],
  ])
  return { id: row.id, kind: 'Pod', verdict: true, object: difference.length === 0, difference }
}

function podOf(row: Row, name: string): Json {
  const dirs = row.emptyDirs ?? ['/data']
  const isShell = row.image.startsWith('busybox')
  const usesOwn = row.emptyDirs !== undefined || /^(read-only-(nginx|httpd)|hardened|nginx-|legacy-)/.test(name)
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    spec: {
      ...row.spec,
      ...(row.pod === null ? {} : { securityContext: row.pod }),
      volumes: dirs.map((_, index) => ({ name: `v${String(index)}`, emptyDir: {} })),
      containers: [
        {
          name: 'app',
          image: row.image,
          ...(isShell || !usesOwn ? { command: ['sleep', '600'] } : {}),
          ...(row.container === null ? {} : { securityContext: row.container }),
          volumeMounts: dirs.map((mountPath, index) => ({ name: `v${String(index)}`, mountPath })),
        },
      ],
    },
  }
}

function resultOf(pod: Pod): Record<string, unknown> {
  const status = pod.status?.containerStatuses?.[0]
  const ended = status?.state?.terminated ?? status?.lastState?.terminated
  if (ended !== undefined) return { state: 'exits', exitCode: ended.exitCode, reason: ended.reason }
  if (status?.state?.running !== undefined) return { state: 'running' }
  const waiting = status?.state?.waiting
  return { state: 'waiting', reason: waiting?.reason, ...(waiting?.message === undefined ? {} : { message: waiting.message }) }
}

function eventsOf(working: Working, pod: Pod): Event[] {
  return (working.list(`/events/${rowNamespace}`) as unknown as Event[]).filter((event) => event.involvedObject?.uid === pod.metadata.uid)
}

function normal(pod: Pod, value: unknown): unknown {
  if (value === undefined) return undefined
  return JSON.parse(JSON.stringify(value).replaceAll(pod.metadata.uid, '<uid:1>').replaceAll(`_${rowNamespace}(`, '_<ns>(').replaceAll(/\b[0-9a-f]{64}\b/g, '<sha:1>')) as unknown
}
