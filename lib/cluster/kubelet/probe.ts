import type { Container, Pod, Probe } from '@/lib/kube/core/v1.generated'
import { imageOf } from '../images/catalogue'
import type { Working } from '../working/working'
import { isStopping, listensOn, type ContainerRuntime, type PodRuntime, type ProbeState } from './runtime'
import { sayOfContainer } from './say'
import { execInPod } from './exec/exec'
import { filesOf, readContainerFile } from './files/pod-files'

type ProbeName = 'startup' | 'readiness' | 'liveness'

const specOf = { startup: 'startupProbe', readiness: 'readinessProbe', liveness: 'livenessProbe' } as const
const titles = { startup: 'Startup', readiness: 'Readiness', liveness: 'Liveness' } as const
/** From a sync that finds a container unready to the readiness probe that it asks for. */
const triggeredMs = 15

/**
 * A container has just started: its probes begin, readiness and liveness once the startup probe has passed. The prober's ticks count from when the
 * kubelet took the Pod on, not from the container's start; readiness is also asked for by each sync that finds the container unready
 * (prober/worker.go run, prober_manager.go UpdatePodStatus).
 */
export function beginProbes(spec: Container, container: ContainerRuntime, acceptedAt: number, now: number): void {
  container.startup = begin(spec.startupProbe, acceptedAt, now)
  container.readiness = begin(spec.readinessProbe, acceptedAt, now)
  container.liveness = begin(spec.livenessProbe, acceptedAt, now)
  container.started = spec.startupProbe === undefined
  container.ready = spec.readinessProbe === undefined && container.started
  if (container.started) trigger(container.readiness, now)
}

function begin(probe: Probe | undefined, acceptedAt: number, now: number): ProbeState | undefined {
  if (probe === undefined) return undefined
  const from = now + (probe.initialDelaySeconds ?? 0) * 1000
  return { nextAt: nextTick({ acceptedAt }, probe, from - 1), acceptedAt, from, timesOutAt: undefined, successes: 0, failures: 0, passing: undefined }
}

/** Asks for a probe now, unless its initial delay is not over. */
function trigger(state: ProbeState | undefined, now: number): void {
  if (state !== undefined && state.from <= now) state.nextAt = Math.min(state.nextAt, now + triggeredMs)
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
    state.nextAt = nextTick(state, probe, Math.max(now, state.from - 1))
  }
}

/** A container that is being stopped is only asked whether it is ready (prober/worker.go: a failed startup or liveness probe puts its worker on hold). */
function applies(name: ProbeName, container: ContainerRuntime, runtime: PodRuntime): boolean {
  if ((name === 'startup') === container.started) return false
  return name === 'readiness' || (runtime.terminatingSince === undefined && container.stoppingSince === undefined)
}

/** The first tick after `now`. */
function nextTick({ acceptedAt }: Pick<ProbeState, 'acceptedAt'>, probe: Probe, now: number): number {
  const period = probe.periodSeconds * 1000
  return acceptedAt + (Math.floor((now - acceptedAt) / period) + 1) * period
}

function runProbe(working: Working, pod: Pod, runtime: PodRuntime, container: ContainerRuntime, name: ProbeName, probe: Probe, state: ProbeState): boolean {
  const outcome = tryProbe(working, pod, runtime, container, probe)
  const begun = state.timesOutAt === undefined ? working.now : state.timesOutAt - timeoutMs(probe)
  if (outcome?.timesOut === true && state.timesOutAt === undefined) {
    state.timesOutAt = working.now + timeoutMs(probe)
    state.nextAt = state.timesOutAt
    return false
  }
  state.timesOutAt = undefined
  // A tick that came while the probe was waiting is not lost.
  state.nextAt = Math.max(nextTick(state, probe, begun), working.now)
  if (outcome === undefined) {
    state.successes++
    state.failures = 0
    return state.successes < probe.successThreshold ? false : pass(container, name, state, probe, working.now)
  }
  state.failures++
  state.successes = 0
  sayOfContainer(working, pod, container, 'Warning', 'Unhealthy', `${titles[name]} probe failed: ${outcome.why}`)
  return state.failures >= probe.failureThreshold && fail(runtime, container, name, state, working.now)
}

/** One failure too many. True where the container must be restarted. */
function fail(runtime: PodRuntime, container: ContainerRuntime, name: ProbeName, state: ProbeState, now: number): boolean {
  state.passing = false
  if (name !== 'readiness') return true
  if (container.ready && !isStopping(runtime)) trigger(state, now)
  container.ready = false
  return false
}

function timeoutMs(probe: Probe): number {
  return probe.timeoutSeconds * 1000
}

function pass(container: ContainerRuntime, name: ProbeName, state: ProbeState, probe: Probe, now: number): false {
  state.passing = true
  // Files may change at any time; a port and its answers only when something is done to the process.
  if (probe.exec === undefined) state.nextAt = Infinity
  if (name === 'readiness') container.ready = true
  if (name === 'startup') {
    container.started = true
    if (container.readiness === undefined) container.ready = true
    trigger(container.readiness, now)
  }
  return false
}

interface ProbeFailure {
  readonly why: string
  /** Nothing came before the timeout. */
  readonly timesOut?: true
}

/** Undefined: the probe passed. Otherwise why not, in the prober's words (pkg/probe/http, tcp, grpc). No image here speaks gRPC. */
function tryProbe(working: Working, pod: Pod, runtime: PodRuntime, container: ContainerRuntime, probe: Probe): ProbeFailure | undefined {
  if (probe.httpGet !== undefined) return tryHttp(working, pod, runtime, container, probe.httpGet)
  const socket = probe.tcpSocket
  if (socket !== undefined) {
    const answerer = connect(working, pod, runtime, socket.host, portNumber(pod, container.name, socket.port))
    return 'why' in answerer ? answerer : undefined
  }
  if (probe.grpc !== undefined) return { why: `timeout: failed to connect service "${runtime.ip ?? ''}:${probe.grpc.port}" within ${probe.timeoutSeconds}s: context deadline exceeded`, timesOut: true }
  return probe.exec === undefined ? undefined : tryCommand(working, pod, container, probe)
}

function tryHttp(working: Working, pod: Pod, runtime: PodRuntime, container: ContainerRuntime, http: NonNullable<Probe['httpGet']>): ProbeFailure | undefined {
  const port = portNumber(pod, container.name, http.port)
  const { path = '/', host = runtime.ip ?? '', scheme = 'HTTP' } = http
  const url = `${scheme.toLowerCase()}://${host}:${port}${path}`
  const server = connect(working, pod, runtime, http.host, port)
  if ('why' in server) return { why: `Get "${url}": ${server.why}` }
  if (server.hungSince !== undefined) return { why: `Get "${url}": context deadline exceeded (Client.Timeout exceeded while awaiting headers)`, timesOut: true }
  if (scheme === 'HTTPS') return { why: `Get "${url}": http: server gave HTTP response to HTTPS client` }
  const status = statusOf(working, pod, server, path.replace(/\?.*$/, ''))
  return status >= 200 && status < 400 ? undefined : { why: `HTTP probe failed with statuscode: ${status}` }
}

/**
 * The container that takes a connection of the kubelet's, or why none does. A host that the probe names is looked for from the node, which knows no
 * cluster names and whose loopback is not the Pod's.
 */
function connect(working: Working, pod: Pod, runtime: PodRuntime, host: string | undefined, port: number): ContainerRuntime | ProbeFailure {
  const own = runtime.ip ?? ''
  const called = host === undefined ? own : host === 'localhost' ? '127.0.0.1' : host
  const isOwn = called === own || (called === '127.0.0.1' && pod.spec.hostNetwork === true)
  const server = isOwn ? runtime.containers.find((candidate) => listensOn(candidate, port, working.now)) : undefined
  return server ?? { why: /^[\d.]*$/.test(called) ? `dial tcp ${called}:${port}: connect: connection refused` : `dial tcp: lookup ${called}: no such host` }
}

/** A command that ends with 0 in time passes; else what it printed is the reason (pkg/probe/exec). */
function tryCommand(working: Working, pod: Pod, container: ContainerRuntime, probe: Probe): ProbeFailure | undefined {
  const result = execInPod(working, pod, container.name, probe.exec?.command ?? [])
  if ('refused' in result) return { why: result.refused }
  if (container.hungSince !== undefined || result.durationMs >= timeoutMs(probe)) {
    return { why: `command timed out: "${(probe.exec?.command ?? []).join(' ')}" timed out after ${String(probe.timeoutSeconds)}s`, timesOut: true }
  }
  return result.exitCode === 0 ? undefined : { why: `${result.stdout}${result.stderr}` }
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
