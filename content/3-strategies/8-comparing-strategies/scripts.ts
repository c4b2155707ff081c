import type { FilmAlarm, FilmScript, FilmStep } from '@/lib/course/film'
import type { SceneStep } from '@/lib/course/scene'
import type { Fault } from './faults'

export const replicas = 10
const perSecond = 20
/** When the release begins, and how long it may take to become available before it is called off. */
const releaseAtMs = 5_000
const patienceMs = 60_000
/** How long each step of the canary is watched. */
const watchMs = 20_000
/** How much of the time after the end is filmed. */
const restMs = 20_000
const limitMs = 600_000

function deployment(name: string, { app }: Fault, version: string, labels: string, count: number, probe: string | undefined): string {
  const readiness = probe === undefined ? '' : `
        readinessProbe:
          httpGet:
            path: ${probe}
            port: 8080
          periodSeconds: 1`
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  replicas: ${count}
  selector:
    matchLabels: {app: ${app}${labels}}
  template:
    metadata:
      labels: {app: ${app}${labels}}
    spec:
      containers:
      - name: ${app}
        image: example.com/${app}:${version}
        ports:
        - containerPort: 8080${readiness}
`
}

function service({ app }: Fault, labels: string): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: ${app}
spec:
  type: LoadBalancer
  selector: {app: ${app}${labels}}
  ports:
  - port: 80
    targetPort: 8080
`
}

interface Plan {
  readonly given: string
  readonly steps: readonly FilmStep[]
  /** The way back, and the Deployment whose new version must become available. */
  readonly back: string
  readonly lines: readonly string[]
  readonly released: string
}

function scriptOf(fault: Fault, noticedAfterMs: number, { given, steps, back, lines, released }: Plan): FilmScript {
  const kubectl = lines.map((line) => ({ do: 'kubectl' as const, line }))
  const alarm = (on: FilmAlarm['on'], afterMs: number): FilmAlarm => ({ on, afterMs, say: back, steps: kubectl })
  return {
    given: [{ do: 'apply', text: given }],
    traffic: { service: fault.app, perSecond },
    steps,
    alarms: [alarm({ failedRequests: 1 }, noticedAfterMs), alarm({ notRolledOut: released, withinMs: patienceMs }, 0)],
    restMs,
    limitMs,
  }
}

/** The Deployment's template is changed; the way back is `rollout undo`. */
export function rolling(fault: Fault, noticedAfterMs: number): FilmScript {
  const { app, old, probe } = fault
  return scriptOf(fault, noticedAfterMs, {
    given: `${deployment(app, fault, old, '', replicas, '/healthz')}---\n${service(fault, '')}`,
    steps: [{ when: { afterMs: releaseAtMs }, say: 'the new version is applied', steps: [{ do: 'apply', text: deployment(app, fault, fault.new, '', replicas, probe) }] }],
    back: 'kubectl rollout undo',
    lines: [`kubectl rollout undo deployment/${app}`],
    released: app,
  })
}

/** Green is made beside blue, and the Service is switched once green is available; the way back is the switch back. */
export function blueGreen(fault: Fault, noticedAfterMs: number): FilmScript {
  const { app, old, probe } = fault
  const select = (version: string) => `kubectl patch service ${app} --patch '{"spec":{"selector":{"version":"${version}"}}}'`
  return scriptOf(fault, noticedAfterMs, {
    given: `${deployment(`${app}-blue`, fault, old, ', version: blue', replicas, '/healthz')}---\n${service(fault, ', version: blue')}`,
    steps: [
      { when: { afterMs: releaseAtMs }, say: 'green is made, without a request', steps: [{ do: 'apply', text: deployment(`${app}-green`, fault, fault.new, ', version: green', replicas, probe) }] },
      { when: { rolledOut: `${app}-green`, afterMs: 2_000 }, say: 'the Service selects green', steps: [{ do: 'kubectl', line: select('green') }] },
    ],
    back: 'the Service selects blue, and green is deleted',
    lines: [select('blue'), `kubectl delete deployment ${app}-green`],
    released: `${app}-green`,
  })
}

/** One Pod in ten is of the new version, then three, five, all; the way back is to scale the canary to 0. */
export function canary(fault: Fault, noticedAfterMs: number): FilmScript {
  const { app, old, probe } = fault
  const [stable, fresh] = [`${app}-stable`, `${app}-canary`]
  const scale = (name: string, count: number): SceneStep => ({ do: 'kubectl', line: `kubectl scale deployment ${name} --replicas=${count}` })
  // First up, then down: there are never fewer Pods than before.
  const room = (count: number): FilmStep => ({ when: { rolledOut: fresh }, say: `${app}-stable is scaled to ${replicas - count}`, steps: [scale(stable, replicas - count)] })
  const step = (count: number): FilmStep[] => [{ when: { rolledOut: fresh, afterMs: watchMs }, say: `the canary is scaled to ${count}`, steps: [scale(fresh, count)] }, room(count)]
  return scriptOf(fault, noticedAfterMs, {
    given: `${deployment(stable, fault, old, ', track: stable', replicas, '/healthz')}---\n${service(fault, '')}`,
    steps: [
      { when: { afterMs: releaseAtMs }, say: 'one canary is made', steps: [{ do: 'apply', text: deployment(fresh, fault, fault.new, ', track: canary', 1, probe) }] },
      room(1),
      ...step(3),
      ...step(5),
      ...step(replicas),
    ],
    back: 'the canary is scaled to 0',
    lines: [`kubectl scale deployment ${stable} --replicas=${replicas}`, `kubectl scale deployment ${fresh} --replicas=0`],
    released: fresh,
  })
}
