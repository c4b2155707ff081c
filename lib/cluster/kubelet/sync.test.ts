import { expect, test } from 'vitest'
import type { Event, Pod } from '@/lib/kube/core/v1.generated'
import { advance } from '../advance'
import { handle } from '../api/handle'
import type { Cluster, ClusterOptions } from '../cluster'
import { createCluster } from '../create-cluster'

const path = '/api/v1/namespaces/default/pods'

function run(spec: object, options: ClusterOptions = {}): Cluster {
  const body = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'box' }, spec }
  const { cluster, response } = handle(createCluster({ standIns: false, ...options }), { method: 'POST', path, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  expect(response.status, JSON.stringify(response.body)).toBe(201)
  return cluster
}

const shell = (script: string) => ({ name: 'box', image: 'busybox:1.36', command: ['sh', '-c', script] })

/** What the statuses told of the container, in order: `ContainerCreating`, `running`, `Error`. */
function told(cluster: Cluster, untilMs: number): string[] {
  const states: string[] = []
  advance(cluster, untilMs, ({ object }) => {
    if (object.kind !== 'Pod') return
    const { waiting, running, terminated } = (object as Pod).status?.containerStatuses?.[0]?.state ?? {}
    const state = waiting?.reason ?? (running === undefined ? terminated?.reason : 'running')
    if (state !== undefined && states.at(-1) !== state) states.push(state)
  })
  return states
}

const said = (cluster: Cluster) => [...cluster.objects.values()].filter(({ kind }) => kind === 'Event').map((event) => event as unknown as Event)
const reasons = (cluster: Cluster) => said(cluster).map(({ reason, count }) => `${reason ?? ''} ${String(count ?? '')}`.trim())

test('a process that ends at once is never told to run; its end is seen by the look that follows the start', () => {
  expect(told(run({ restartPolicy: 'Never', containers: [shell('exit 3')] }), 10_000)).toEqual(['ContainerCreating', 'Error'])
  expect(told(run({ restartPolicy: 'Never', containers: [shell('sleep 2; exit 3')] }), 10_000)).toEqual(['ContainerCreating', 'running', 'Error'])
})

test('a back-off is told by the sync that ends it, one longer than a minute by the sync of that minute', () => {
  const crashing = run({ containers: [shell('exit 1')] })
  expect(told(crashing, 9000)).toEqual(['ContainerCreating', 'Error'])
  expect(told(crashing, 12_000)).toEqual(['ContainerCreating', 'Error', 'CrashLoopBackOff', 'Error'])
  expect(told(crashing, 140_000).at(-1)).toBe('CrashLoopBackOff')
})

test('a back-off is drawn out where a recording was, by a half at most', () => {
  const restarts = (startedAt: readonly number[], now: number) => (advance(run({ containers: [shell('exit 1')] }, { startedAt: { box: startedAt } }), now).objects.get('/pods/default/box') as Pod).status?.containerStatuses?.[0]?.restartCount
  expect(restarts([], 11_000)).toBe(1)
  expect(restarts([], 18_000)).toBe(2)
  expect(restarts([500, 14_000], 13_500)).toBe(1)
  expect(restarts([500, 14_000], 14_500)).toBe(2)
})

test('a container runs once its postStart hook has ended', () => {
  const slow = run({ containers: [{ ...shell('sleep 600'), lifecycle: { postStart: { exec: { command: ['sleep', '3'] } } } }] })
  expect(told(slow, 3000)).toEqual(['ContainerCreating'])
  expect(told(slow, 4000)).toEqual(['ContainerCreating', 'running'])
})

test('a container whose postStart hook fails is stopped and tried again', () => {
  const failing = run({ containers: [{ name: 'box', image: 'nginx:1.27', lifecycle: { postStart: { exec: { command: ['sh', '-c', 'exit 1'] } } } }] }, { drainMs: 20 })
  expect(told(failing, 8000)).toEqual(['ContainerCreating', 'PostStartHookError'])
  const events = reasons(advance(failing, 8000))
  expect(events).toEqual(expect.arrayContaining(['FailedPostStartHook 2', 'Killing 2', 'BackOff 1']))
  const message = (advance(failing, 8000).objects.get('/pods/default/box') as Pod).status?.containerStatuses?.[0]?.state?.waiting?.message
  expect(message).toMatch(/^Exec lifecycle hook \(\[sh -c exit 1\]\) for Container "box" in Pod "box_default\(.+\)" failed - error: command 'sh -c exit 1' exited with 1: , message: ""$/)
})

test('an image is pulled where the node lacks it, and always where that is asked', () => {
  const pulls = (container: object, options: ClusterOptions = {}) => said(advance(run({ containers: [{ name: 'box', image: 'nginx:1.27', ...container }] }, options), 5000)).filter(({ reason = '' }) => reason.startsWith('Pull')).map(({ message = '' }) => message.replace(/\d+ms/g, 'N'))
  const pulled = ['Pulling image "nginx:1.27"', 'Successfully pulled image "nginx:1.27" in N (N including waiting). Image size: 72404038 bytes.']
  expect(pulls({})).toEqual(['Container image "nginx:1.27" already present on machine and can be accessed by the pod'])
  expect(pulls({ imagePullPolicy: 'Always' })).toEqual(pulled)
  expect(pulls({}, { missingImages: { 'nginx:1.27': [true] } })).toEqual(pulled)
})

test('a mended image is started at once; another image of a running container restarts it', () => {
  const patch = (cluster: Cluster, image: string) => handle(cluster, { method: 'PATCH', path: `${path}/box`, headers: { 'content-type': 'application/strategic-merge-patch+json' }, body: JSON.stringify({ spec: { containers: [{ name: 'box', image }] } }) }).cluster
  const mended = advance(patch(advance(run({ containers: [{ name: 'box', image: 'nginx:1.99' }] }, { drainMs: 20 }), 6000), 'nginx:1.27'), 6500)
  expect((mended.objects.get('/pods/default/box') as Pod).status?.containerStatuses?.[0]).toMatchObject({ restartCount: 0, state: { running: {} } })
  const changed = advance(patch(mended, 'nginx:1.25'), 8000)
  expect((changed.objects.get('/pods/default/box') as Pod).status?.containerStatuses?.[0]).toMatchObject({ restartCount: 1, image: 'docker.io/library/nginx:1.25', state: { running: {} } })
  expect(said(changed).map(({ message }) => message)).toContain('Container box definition changed, will be restarted')
})

test('a command is followed as the shell runs it: what it prints and writes, when, and how it ends', () => {
  const script = 'n=$(cat /w/n 2>/dev/null || echo 0); echo "try $n"; echo $((n+1)) > /w/n; [ "$n" -ge 1 ] || exit 7; sleep 3; touch /w/late; sleep 600'
  const volumes = { volumes: [{ name: 'w', emptyDir: {} }] }
  const probed = { ...shell(script), volumeMounts: [{ name: 'w', mountPath: '/w' }], readinessProbe: { exec: { command: ['cat', '/w/late'] }, periodSeconds: 1 } }
  const cluster = run({ containers: [probed], ...volumes })
  const status = (now: number) => (advance(cluster, now).objects.get('/pods/default/box') as Pod).status?.containerStatuses?.[0]
  expect(status(2500)).toMatchObject({ restartCount: 1, ready: false, state: { running: {} }, lastState: { terminated: { exitCode: 7 } } })
  expect(status(5000)).toMatchObject({ ready: true })
})

test('a container leaves a message: what it wrote, or the end of its log where that is asked', () => {
  const message = (container: object) => (advance(run({ restartPolicy: 'Never', containers: [container] }), 3000).objects.get('/pods/default/box') as Pod).status?.containerStatuses?.[0]?.state?.terminated?.message
  expect(message(shell('echo why > /dev/termination-log; exit 4'))).toBe('why\n')
  expect(message({ ...shell('echo why > /tmp/why; exit 4'), terminationMessagePath: '/tmp/why' })).toBe('why\n')
  expect(message({ ...shell('echo one; echo two; exit 4'), terminationMessagePolicy: 'FallbackToLogsOnError' })).toBe('one\ntwo\n')
  expect(message({ ...shell('echo one; exit 0'), terminationMessagePolicy: 'FallbackToLogsOnError' })).toBeUndefined()
})

test('a script that traps SIGTERM ends when it is told to', () => {
  const stoppedAfter = (script: string) => {
    const { cluster } = handle(advance(run({ containers: [shell(script)] }), 5000), { method: 'DELETE', path: `${path}/box` })
    return advance(cluster, 8000).objects.has('/pods/default/box') ? 'later' : 'soon'
  }
  expect(stoppedAfter("trap 'exit 0' TERM; while true; do sleep 1; done")).toBe('soon')
  expect(stoppedAfter("trap '' TERM; while true; do sleep 1; done")).toBe('later')
})

test('a deleted Pod whose container never started says what it waits for no more, then that the container was not found', () => {
  const waiting = advance(run({ containers: [{ name: 'box', image: 'nginx:1.99' }] }), 5000)
  const statuses: string[] = []
  const { cluster } = handle(waiting, { method: 'DELETE', path: `${path}/box` })
  advance(cluster, 8000, ({ object }) => {
    if (object.kind !== 'Pod') return
    const { phase, conditions, containerStatuses } = (object as Pod).status ?? {}
    const { waiting: waits, terminated } = containerStatuses?.[0]?.state ?? {}
    statuses.push(`${phase ?? ''} ${conditions?.find(({ type }) => type === 'PodReadyToStartContainers')?.status ?? ''} ${waits?.reason ?? terminated?.reason ?? ''}`)
  })
  const ended = 'Failed False ContainerStatusUnknown'
  expect(statuses).toEqual(['Pending True ContainerCreating', 'Pending False ContainerCreating', ended, ended, ended])
})
