import { describe, expect, it } from 'vitest'
import { createCluster } from '@/lib/cluster/create-cluster'
import type { Cluster } from '@/lib/cluster/cluster'
import { runKubectl } from '../../run'

const configMap = (name: string, value: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, labels: {app: shop}}\ndata: {a: "${value}"}\n`
const fresh = createCluster({ standIns: false })

function apply(words: string, files: Readonly<Record<string, string>>, cluster: Cluster = fresh) {
  return runKubectl(cluster, `apply ${words}`, { files })
}

describe('a folder with broken files', () => {
  const files = { 'k8s/a.yaml': configMap('a', '1'), 'k8s/b.yaml': 'a: [\n', 'k8s/c.yaml': 'apiVersion: v1\nkind: Servis\nmetadata: {name: x}\n', 'k8s/d.yaml': configMap('d', '1') }
  it('applies what can be read and lists the rest', () => {
    const { stdout, stderr, exitCode } = apply('-f k8s', files)
    expect(stdout).toBe('configmap/a created\nconfigmap/d created\n')
    expect(stderr).toMatch(/^error parsing k8s\/b\.yaml: .*\nresource mapping not found for name: "x" namespace: "" from "k8s\/c\.yaml": no matches for kind "Servis" in version "v1"\nensure CRDs are installed first\n$/)
    expect(exitCode).toBe(1)
  })
})

it('deletes with --prune what the files name no more', () => {
  const { cluster } = apply('-f a.yaml -f b.yaml', { 'a.yaml': configMap('a', '1'), 'b.yaml': configMap('b', '1') })
  expect(apply('-f a.yaml --prune -l app=shop', { 'a.yaml': configMap('a', '1') }, cluster).stdout).toBe('configmap/a unchanged\nconfigmap/b pruned\n')
})

it('leaves out with -l what has other labels', () => {
  expect(apply('-f a.yaml -l app=blog', { 'a.yaml': configMap('a', '1') }).stderr).toBe('error: no objects passed to apply\n')
})

it('replaces with --force what can not be changed', () => {
  const job = (image: string) => `apiVersion: batch/v1\nkind: Job\nmetadata: {name: j}\nspec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: "${image}"}]}}}\n`
  const { cluster } = apply('-f j.yaml', { 'j.yaml': job('busybox:1.36') })
  expect(apply('-f j.yaml', { 'j.yaml': job('nginx:1.27') }, cluster).exitCode).toBe(1)
  expect(apply('-f j.yaml --force', { 'j.yaml': job('nginx:1.27') }, cluster).stdout).toBe('job.batch/j configured\n')
})

it('takes a null of a route for a field that is left out: its patch is a JSON merge patch', () => {
  const cluster = createCluster({ standIns: false, gatewayApi: true })
  const route = 'apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: r}\nspec: {hostnames: null}\n'
  const first = apply('-f r.yaml', { 'r.yaml': route }, cluster)
  expect(first.stdout).toBe('httproute.gateway.networking.k8s.io/r created\n')
  expect(apply('-f r.yaml', { 'r.yaml': route }, first.cluster).stdout).toBe('httproute.gateway.networking.k8s.io/r unchanged\n')
})

it('says that an annotation is no JSON, and changes nothing', () => {
  const { cluster } = apply('-f a.yaml', { 'a.yaml': configMap('a', '1') })
  const broken = runKubectl(cluster, 'annotate cm a kubectl.kubernetes.io/last-applied-configuration=broken --overwrite', { files: {} })
  const again = apply('-f a.yaml', { 'a.yaml': configMap('a', '2') }, broken.cluster)
  expect(again.exitCode).toBe(1)
  expect(again.stderr).toMatch(/^warning: error calculating patch from openapi v3 spec: invalid JSON document\n[\s\S]*original:\nbroken\n[\s\S]*for: invalid JSON document\n$/)
  expect(again.cluster.objects.get('/configmaps/default/a')).toMatchObject({ data: { a: '1' } })
})

it('shows several objects as one List', () => {
  const { stdout } = apply('-f a.yaml -f b.yaml --dry-run=client -o jsonpath={.kind}{.items[*].metadata.name}', { 'a.yaml': configMap('a', '1'), 'b.yaml': configMap('b', '1') })
  expect(stdout).toBe('Lista b')
})

describe('what apply said last', () => {
  const { cluster } = apply('-f a.yaml', { 'a.yaml': configMap('a', '1') })
  it('is shown', () => {
    expect(apply('view-last-applied cm a -o json', {}, cluster).stdout).toContain('"a": "1"')
  })
  it('is set to what a file says, and nothing else', () => {
    const { cluster: after, stdout } = apply('set-last-applied -f a.yaml', { 'a.yaml': configMap('a', '2') }, cluster)
    expect(stdout).toBe('configmap/a configured\n')
    expect(runKubectl(after, 'get cm a -o jsonpath={.data.a}', { files: {} }).stdout).toBe('1')
  })
})

it('takes over on the server what it applied itself and nobody changed since', () => {
  const { cluster } = apply('-f a.yaml', { 'a.yaml': configMap('a', '1') })
  const { stdout, cluster: after } = apply('--server-side -f a.yaml', { 'a.yaml': configMap('a', '2') }, cluster)
  expect(stdout).toBe('configmap/a serverside-applied\n')
  expect(apply('view-last-applied cm a', {}, after).stdout).toContain('a: "2"')
  const { cluster: changed } = runKubectl(cluster, ['patch', 'cm', 'a', '-p', '{"data":{"a":"3"}}'], { files: {} })
  expect(apply('--server-side -f a.yaml', { 'a.yaml': configMap('a', '2') }, changed).stderr).toContain('conflict with "kubectl-patch" using v1: .data.a')
})
