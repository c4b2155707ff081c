import { expect, test } from 'vitest'
import { objectKey } from '@/lib/kube/object'
import type { Deployment } from '@/lib/kube/apps/v1.generated'
import { neverFewerAvailable, neverMorePods } from './expect/pod-counts'
import { noRequestFails } from './expect/steady-traffic'
import { firstChange } from './film'
import { prepareCluster, runSubmission } from './run-submission'
import type { Trial } from './trial'
import { watchTraffic } from './watch-traffic'

const store = (image: string, more = '', strategy = '') => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: store}
spec:
  replicas: 3
  ${strategy}
  selector: {matchLabels: {app: store}}
  template:
    metadata: {labels: {app: store}}
    spec:
      containers:
      - name: store
        image: ${image}
        ${more}
---
apiVersion: v1
kind: Service
metadata: {name: store}
spec: {selector: {app: store}, ports: [{port: 80}]}
`
const probe = 'readinessProbe: {httpGet: {path: /, port: 80}, periodSeconds: 1}'
const hook = `lifecycle: {preStop: {sleep: {seconds: 5}}}`
const traffic = { from: 'inside', url: 'http://store' } as const

function run(given: string, ...files: string[]): Trial {
  const start = prepareCluster({ id: 'x/y', title: '', given: [{ do: 'apply', text: given }], starter: {}, solution: {}, hints: ['', '', ''], expectations: [neverMorePods({ deployment: 'store', atMost: 1, because: '' })], mistakes: [] })
  return runSubmission(start, { steps: files.map((text, index) => ({ do: 'apply', file: `${index}.yaml`, text })), files: {} })
}

function release(trial: Trial) {
  const found = firstChange(trial, objectKey('apps', 'deployments', 'default', 'store'), ({ object }) => (object as Deployment).spec.template.spec.containers[0]?.image === 'example.com/store:2.0')
  return found === undefined ? undefined : { at: found.change.at, say: '2.0 came into the template' }
}

const nothingFails = noRequestFails({ id: 'traffic', title: '', traffic, since: release, never: 'never' })

test('a Pod that does not drain drops requests for the second until its endpoint has left every node', () => {
  const trial = run(store('example.com/store:1.0', probe), store('example.com/store:2.0', probe))
  const outcome = nothingFails.check(trial)
  expect(outcome.met).toBe(false)
  expect(outcome.message).toMatch(/ s after 2\.0 came into the template, a request to http:\/\/store failed: (Nothing in store-\S+ listens on port 80|No Pod has the address)/)
  const since = release(trial)?.at ?? 0
  const report = watchTraffic(trial, traffic, since)
  // Three Pods stop one after another; each drops about a third of the requests of one second.
  expect(report.failed).toBeGreaterThan(8)
  expect(report.failed).toBeLessThan(40)
  expect([...report.answeredBy.keys()].sort()).toEqual(['example.com/store:1.0', 'example.com/store:2.0'])
  expect(outcome.evidence).toMatchObject({ kind: 'requests', failed: report.failed, moment: { step: 0 } })
})

test('a preStop hook and a readiness probe: every request is answered', () => {
  const trial = run(store('example.com/store:1.0', `${probe}\n        ${hook}`), store('example.com/store:2.0', probe))
  expect(nothingFails.check(trial)).toMatchObject({ met: true })
  expect(neverFewerAvailable({ deployment: 'store', atLeast: 3, because: '' }).check(trial)).toMatchObject({ met: true })
  expect(neverMorePods({ deployment: 'store', atMost: 4, because: '' }).check(trial)).toMatchObject({ met: true })
})

test('without a readiness probe new Pods are asked before they listen', () => {
  const trial = run(store('example.com/store:1.0', hook), store('example.com/store:2.0'))
  expect(nothingFails.check(trial).message).toMatch(/Nothing in store-\S+ listens on port 80/)
})

test('Recreate leaves nobody to answer, and the moment is named', () => {
  const trial = run(store('example.com/store:1.0', `${probe}\n        ${hook}`), store('example.com/store:2.0', probe, 'strategy: {type: Recreate}'))
  expect(nothingFails.check(trial).met).toBe(false)
  const outcome = neverFewerAvailable({ deployment: 'store', atLeast: 3, because: '' }).check(trial)
  expect(outcome).toMatchObject({ met: false, evidence: { kind: 'moment', moment: { step: 0 } } })
  expect(outcome.message).toContain('0 Pods of store were available')
})

test('the same traffic twice is the same, and leaves the trial as it was', () => {
  const trial = run(store('example.com/store:1.0', probe), store('example.com/store:2.0', probe))
  const before = trial.film.length
  expect(watchTraffic(trial, traffic, trial.start.now)).toEqual(watchTraffic(trial, traffic, trial.start.now))
  expect(trial.film).toHaveLength(before)
})
