import { expect, test } from 'vitest'
import type { Pod } from '@/lib/kube/core/v1.generated'
import { advance } from '../advance'
import { handle } from '../api/handle'
import { createCluster } from '../create-cluster'

/** What a Pod's only container said of itself, each state once, and the Pod's phases. */
function told(spec: object, untilMs: number): { readonly states: string[]; readonly phases: string[] } {
  const body = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'box' }, spec }
  const { cluster, response } = handle(createCluster({ standIns: false }), { method: 'POST', path: '/api/v1/namespaces/default/pods', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  expect(response.status, JSON.stringify(response.body)).toBe(201)
  const [states, phases]: [string[], string[]] = [[], []]
  const note = (list: string[], text: string | undefined) => (text === undefined || list.at(-1) === text ? 0 : list.push(text))
  advance(cluster, untilMs, ({ object }) => {
    const { phase, containerStatuses: [status] = [] } = object.kind === 'Pod' ? ((object as Pod).status ?? {}) : {}
    note(phases, phase)
    const { waiting, running, terminated } = status?.state ?? {}
    const state = waiting?.reason ?? terminated?.reason ?? (running === undefined ? undefined : 'Running')
    note(states, state === undefined ? undefined : `${state} ${String(status?.restartCount)}`)
  })
  return { states, phases }
}

const box = (more: object) => ({ name: 'box', image: 'busybox:1.36', ...more })

test('a command that is not there: the error of the start, tried again at once, then with the back-off', () => {
  const { states } = told({ containers: [box({ command: ['curlx'] })] }, 15_000)
  expect(states).toEqual(['ContainerCreating 0', 'RunContainerError 0', 'RunContainerError 1', 'CrashLoopBackOff 1', 'RunContainerError 2'])
})

test('a command that is a folder, never restarted: the Pod keeps its phase until its end is written', () => {
  expect(told({ restartPolicy: 'Never', containers: [box({ command: ['/etc'] })] }, 15_000)).toEqual({ states: ['ContainerCreating 0', 'StartError 0'], phases: ['Pending', 'Failed'] })
})

test('a container that the kubelet stops is started again in the same sync: no state in between', () => {
  const startupProbe = { httpGet: { path: '/', port: 8081 }, periodSeconds: 1, failureThreshold: 3 }
  const { states } = told({ containers: [{ name: 'web', image: 'nginx:1.27', startupProbe, livenessProbe: undefined }], terminationGracePeriodSeconds: 1 }, 14_000)
  expect(states.slice(0, 5)).toEqual(['ContainerCreating 0', 'Running 0', 'Running 1', 'Running 2', 'CrashLoopBackOff 2'])
})

test('a deadline stops what runs and is told as the reason', () => {
  expect(told({ activeDeadlineSeconds: 4, terminationGracePeriodSeconds: 1, containers: [box({ command: ['sleep', '600'] })] }, 15_000)).toEqual({
    states: ['ContainerCreating 0', 'Running 0', 'Error 0'],
    phases: ['Pending', 'Running', 'Failed'],
  })
})

test('an image that may not be pulled and is not there', () => {
  expect(told({ containers: [{ name: 'box', image: 'nginx:1.99', imagePullPolicy: 'Never' }] }, 15_000).states).toEqual(['ContainerCreating 0', 'ErrImageNeverPull 0'])
})
