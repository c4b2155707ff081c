import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createCluster } from '@/lib/cluster/create-cluster'
import { runKubectl } from '../run'

const word = fc.constantFrom('a', 'b', 'c', 'd')
const pairs = fc.dictionary(word, word, { maxKeys: 3, noNullPrototype: true })
const some = <T extends object>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record(model, { requiredKeys: [] })
const several = <T>(one: fc.Arbitrary<T>, key: (value: T) => unknown, minLength = 0) => fc.uniqueArray(one, { selector: key, minLength, maxLength: 3 })

const container = fc
  .record({ name: word, image: fc.constantFrom('nginx:1.26', 'nginx:1.27'), rest: some({
    env: several(fc.record({ name: word, value: word }), ({ name }) => name),
    ports: several(fc.record({ containerPort: fc.integer({ min: 80, max: 83 }) }), ({ containerPort }) => containerPort),
    args: fc.array(word, { maxLength: 2 }),
    resources: fc.record({ requests: fc.record({ cpu: fc.constantFrom('10m', '0.01', '0.010') }) }),
    readinessProbe: fc.record({ httpGet: fc.record({ port: fc.integer({ min: 80, max: 81 }) }) }),
    volumeMounts: several(fc.record({ name: fc.constant('scratch'), mountPath: fc.constantFrom('/a', '/b') }), ({ mountPath }) => mountPath),
  }) })
  .map(({ rest, ...container }) => ({ ...container, ...rest }))

const podSpec = fc
  .record({ containers: several(container, ({ name }) => name, 1), rest: some({ nodeSelector: pairs, terminationGracePeriodSeconds: fc.nat(3), tolerations: fc.array(fc.record({ key: word, operator: fc.constant('Exists') }), { maxLength: 2 }) }) })
  .map(({ containers, rest }) => ({ containers, ...rest, volumes: [{ name: 'scratch', emptyDir: {} }] }))

const metadata = some({ labels: pairs, annotations: pairs })
const app = { app: 'web' }
const named = (apiVersion: string, kind: string, spec: fc.Arbitrary<object>) => fc.record({ metadata, spec }).map((made) => ({ apiVersion, kind, metadata: { name: 'web', ...made.metadata }, spec: made.spec }))

const deployment = named('apps/v1', 'Deployment', fc.record({ podSpec, rest: some({ replicas: fc.nat(3), strategy: fc.constantFrom({ type: 'Recreate' }, { rollingUpdate: { maxSurge: 1 } }, {}), minReadySeconds: fc.nat(2) }) }).map((made) => ({ ...made.rest, selector: { matchLabels: app }, template: { metadata: { labels: app }, spec: made.podSpec } })))
const service = named('v1', 'Service', fc.record({ ports: several(fc.record({ port: fc.integer({ min: 80, max: 84 }), targetPort: fc.constantFrom(8080, 'http') }), ({ port }) => port, 1), rest: some({ selector: pairs, type: fc.constantFrom('ClusterIP', 'NodePort'), sessionAffinity: fc.constantFrom('None', 'ClientIP') }) }).map(({ ports, rest }) => ({ ...rest, ports: ports.map((port) => ({ name: `p${String(port.port)}`, ...port })) })))
const configMap = fc.record({ metadata, data: pairs }).map((made) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web', ...made.metadata }, data: made.data }))
const peer = fc.constantFrom({ podSelector: { matchLabels: app } }, { namespaceSelector: {} }, { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } })
const networkPolicy = named('networking.k8s.io/v1', 'NetworkPolicy', fc.record({ podSelector: fc.constantFrom({}, { matchLabels: app }), ingress: fc.array(some({ from: fc.array(peer, { maxLength: 2 }), ports: fc.array(fc.record({ port: fc.constantFrom(80, 'http') }), { maxLength: 2 }) }), { maxLength: 2 }), policyTypes: fc.constantFrom(['Ingress'], ['Ingress', 'Egress']) }))
const cronJob = named('batch/v1', 'CronJob', fc.record({ podSpec, rest: some({ suspend: fc.boolean(), timeZone: fc.constant('Asia/Kolkata'), concurrencyPolicy: fc.constantFrom('Allow', 'Forbid') }) }).map((made) => ({ schedule: '@daily', ...made.rest, jobTemplate: { spec: { template: { spec: { restartPolicy: 'Never', ...made.podSpec } } } } })))
const autoscaler = named('autoscaling/v2', 'HorizontalPodAutoscaler', fc.record({ maxReplicas: fc.integer({ min: 3, max: 5 }), scaleTargetRef: fc.constant({ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }), minReplicas: fc.integer({ min: 1, max: 3 }) }))

const meddling = fc.constantFrom(
  'label KIND web team=x --overwrite',
  'annotate KIND web note=y --overwrite',
  'label KIND web a-',
  `patch KIND web --type=merge -p {"metadata":{"labels":{"b":"z"},"annotations":{"c":null}}}`,
)

const kinds: Readonly<Record<string, fc.Arbitrary<object>>> = { deployment, service, configMap, networkPolicy, cronJob, autoscaler }

/** Applies each version of a manifest in turn, others meddling in between, and asks after each what apply would change. A version may be refused: strategies that exclude each other. */
function leftOver(versions: readonly object[], between: readonly string[], way: '' | ' --server-side'): string[] {
  let cluster = createCluster({ standIns: false })
  return versions.flatMap((version, index) => {
    const files = { 'web.yaml': JSON.stringify(version) }
    const kind = (version as { kind: string }).kind
    const applied = runKubectl(cluster, `apply -f web.yaml${way}${way === '' ? '' : ' --force-conflicts'}`, { files })
    if (applied.exitCode !== 0) return []
    const { stdout, exitCode } = runKubectl(applied.cluster, `diff -f web.yaml${way}${way === '' ? '' : ' --force-conflicts'}`, { files })
    const words = (between[index] ?? '').replace('KIND', kind).split(' ')
    cluster = words.length < 3 ? applied.cluster : runKubectl(applied.cluster, words, { files: {} }).cluster
    return exitCode === 0 && stdout === '' ? [] : [stdout]
  })
}

it.each(Object.entries(kinds))('what was applied, of the kind %s, leaves no difference', (_kind, manifest) => {
  fc.assert(
    fc.property(fc.array(manifest, { minLength: 1, maxLength: 3 }), fc.array(meddling, { maxLength: 2 }), fc.constantFrom('' as const, ' --server-side' as const), (versions, between, way) => {
      expect(leftOver(versions, between, way)).toEqual([])
    }),
    { numRuns: 15 },
  )
})

it('keeps the name of an object whose annotations are no longer applied', () => {
  const configMap = (metadata: object) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web', ...metadata }, data: {} })
  const files = (version: object) => ({ files: { 'web.yaml': JSON.stringify(version) } })
  const first = runKubectl(createCluster({ standIns: false }), 'apply -f web.yaml --server-side', files(configMap({ annotations: {} })))
  const second = runKubectl(first.cluster, 'apply -f web.yaml --server-side', files(configMap({})))
  expect(second.stdout).toBe('configmap/web serverside-applied\n')
})
