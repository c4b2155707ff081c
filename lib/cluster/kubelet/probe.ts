import type { Container, Pod, Probe } from '@/lib/kube/core/v1.generated'
import { imageOf } from '../images/catalogue'
import type { Working } from '../working/working'
import { listensOn, type ContainerRuntime, type PodRuntime, type ProbeState } from './runtime'
import { sayOfContainer } from './say'
import { execInPod } from './exec/exec'
import { filesOf, readContainerFile } from './files/pod-files'

type ProbeName = 'startup' | 'readiness' | 'liveness'

const specOf = { startup: 'startupProbe', readiness: 'readinessProbe', liveness: 'livenessProbe' } as const
const titles = { startup: 'Startup', readiness: 'Readiness', liveness: 'Liveness' } as const
/** From the container's start to its first probe, when there is no initial delay. */
const firstProbeMs = 30

/** A container has just started: its probes begin, readiness and liveness once the startup probe has passed. */
export function beginProbes(spec: Container, container: ContainerRuntime, now: number): void {
  container.startup = begin(spec.startupProbe, now)
  container.readiness = begin(spec.readinessProbe, now)
  container.liveness = begin(spec.livenessProbe, now)
  container.started = spec.startupProbe === undefined
  container.ready = spec.readinessProbe === undefined && container.started
}

function begin(probe: Probe | undefined, now: number): ProbeState | undefined {
  if (probe === undefined) return undefined
  return { nextAt: now + Math.max(firstProbeMs, (probe.initialDelaySeconds ?? 0) * 1000), beganAt: now, successes: 0, failures: 0, passing: undefined }
}

/** Runs the probes that are due. True when the liveness or startup probe has failed too often: the container must be restarted. */
export function runProbes(working: Working, pod: Pod, runtime: PodRuntime, spec: Container, container: ContainerRuntime): boolean {
  if (container.phase !== 'running') return false
  for (const name of ['startup', 'readiness', 'liveness'] as const) {
    const state = container[name]
    const probe = spec[specOf[name]]
    if (state === undefined || probe === undefined || state.nextAt > working.now || !applies(name, container, runtime)) continue
    if (runProbe(working, pod, runtime, container, name, probe, state)) return true
  }
  return false
}

/** When a probe of this container is due next. */
export function nextProbeAt(container: ContainerRuntime, runtime: PodRuntime): number {
  if (container.phase !== 'running') return Infinity
  return Math.min(...(['startup', 'readiness', 'liveness'] as const).map((name) => (applies(name, container, runtime) ? (container[name]?.nextAt ?? Infinity) : Infinity)))
}

/** Something about the process was changed from outside: probes that slept because nothing could change wake up at their next period. */
export function wakeProbes(spec: Container, container: ContainerRuntime, now: number): void {
  for (const name of ['startup', 'readiness', 'liveness'] as const) {
    const state = container[name]
    const probe = spec[specOf[name]]
    if (state === undefined || probe === undefined || state.nextAt !== Infinity) continue
    state.nextAt = afterPeriods(state, probe, now)
  }
}

function applies(name: ProbeName, container: ContainerRuntime, runtime: PodRuntime): boolean {
  if (name === 'startup') return !container.started
  if (!container.started) return false
  return name === 'readiness' || (runtime.terminatingSince === undefined && container.stoppingSince === undefined)
}

/** The first moment after `now` that is a whole number of periods after the first probe. */
function afterPeriods(state: ProbeState, probe: Probe, now: number): number {
  const period = probe.periodSeconds * 1000
  const first = state.beganAt + Math.max(firstProbeMs, (probe.initialDelaySeconds ?? 0) * 1000)
  return first + Math.max(0, Math.floor((now - first) / period) + 1) * period
}

function runProbe(working: Working, pod: Pod, runtime: PodRuntime, container: ContainerRuntime, name: ProbeName, probe: Probe, state: ProbeState): boolean {
  const outcome = tryProbe(working, pod, runtime, container, probe)
  state.nextAt = afterPeriods(state, probe, working.now)
  if (outcome === undefined) {
    state.successes++
    state.failures = 0
    if (state.successes < probe.successThreshold) return false
    return pass(container, name, state, probe)
  }
  state.failures++
  state.successes = 0
  sayOfContainer(working, pod, container, 'Warning', 'Unhealthy', `${titles[name]} probe failed: ${outcome}`)
  if (state.failures < probe.failureThreshold) return false
  state.passing = false
  if (name === 'readiness') container.ready = false
  return name !== 'readiness'
}

function pass(container: ContainerRuntime, name: ProbeName, state: ProbeState, probe: Probe): false {
  state.passing = true
  // Files may change at any time; a port and its answers only when something is done to the process.
  if (probe.exec === undefined) state.nextAt = Infinity
  if (name === 'readiness') container.ready = true
  if (name === 'startup') {
    container.started = true
    if (container.readiness === undefined) container.ready = true
  }
  return false
}

/** Undefined: the probe passed. Otherwise why not, in the prober's words (pkg/probe/http, tcp). */
function tryProbe(working: Working, pod: Pod, runtime: PodRuntime, container: ContainerRuntime, probe: Probe): string | undefined {
  if (probe.httpGet !== undefined) return tryHttp(working, pod, runtime, container, probe.httpGet)
  const socket = probe.tcpSocket
  if (socket !== undefined) {
    const port = portNumber(pod, container.name, socket.port)
    return runtime.containers.some((candidate) => listensOn(candidate, port, working.now)) ? undefined : `dial tcp ${runtime.ip ?? ''}:${port}: connect: connection refused`
  }
  return probe.exec === undefined ? undefined : tryCommand(working, pod, container, probe)
}

function tryHttp(working: Working, pod: Pod, runtime: PodRuntime, container: ContainerRuntime, http: NonNullable<Probe['httpGet']>): string | undefined {
  const port = portNumber(pod, container.name, http.port)
  const { path = '/', host = runtime.ip ?? '' } = http
  const url = `${(http.scheme ?? 'HTTP').toLowerCase()}://${host}:${port}${path}`
  if (container.hungSince !== undefined) return `Get "${url}": context deadline exceeded (Client.Timeout exceeded while awaiting headers)`
  const server = runtime.containers.find((candidate) => listensOn(candidate, port, working.now))
  if (server === undefined) return `Get "${url}": dial tcp ${runtime.ip ?? ''}:${port}: connect: connection refused`
  const status = statusOf(working, pod, server, path.replace(/\?.*$/, ''))
  return status >= 200 && status < 400 ? undefined : `HTTP probe failed with statuscode: ${status}`
}

/** A command that ends with 0 in time passes; else what it printed is the reason (pkg/probe/exec). */
function tryCommand(working: Working, pod: Pod, container: ContainerRuntime, probe: Probe): string | undefined {
  const result = execInPod(working, pod, container.name, probe.exec?.command ?? [])
  const seconds = probe.timeoutSeconds
  if ('refused' in result) return result.refused
  if (container.hungSince !== undefined || result.durationMs >= seconds * 1000) return `command timed out: "${(probe.exec?.command ?? []).join(' ')}" timed out after ${String(seconds)}s`
  return result.exitCode === 0 ? undefined : `${result.stdout}${result.stderr}`
}

function statusOf(working: Working, pod: Pod, server: ContainerRuntime, path: string): number {
  if (server.answersWith !== undefined) return server.answersWith
  const spec = pod.spec.containers.find((candidate) => candidate.name === server.name)
  const { process } = server
  if (process === undefined || spec === undefined) return 200
  const answer = imageOf(spec.image ?? '')?.answer
  return answer === undefined ? 200 : answer({ path, process, chance: 1, share: 0, readFile: (file) => readContainerFile(filesOf(working, pod.metadata.uid), pod, spec, file) }).status
}

/** A probe's or a Service's port in a container's Pod: its number, or the number behind its name. */
export function portNumber(pod: Pod, containerName: string, port: number | string): number {
  if (typeof port === 'number') return port
  const own = pod.spec.containers.find((container) => container.name === containerName)
  return own?.ports?.find((candidate) => candidate.name === port)?.containerPort ?? Number(port)
}
