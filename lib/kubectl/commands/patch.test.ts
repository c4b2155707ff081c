import { expect, it } from 'vitest'
import { createCluster } from '@/lib/cluster/create-cluster'
import { runKubectl } from '../run'

const service = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  ports:\n  - port: 80\n'
const files = { 'svc.yaml': service, 'thing.yaml': 'apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: x}\nspec: {a: 1}\n' }
const local = (words: readonly string[]) => runKubectl(createCluster({ standIns: false }), ['patch', ...words, '--local', '-o', 'yaml'], { files })

it('merges a list by its key, a file’s object against a patch', () => {
  expect(local(['-f', 'svc.yaml', '-p', '{"spec":{"ports":[{"port":81}]}}']).output).toBe('apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  ports:\n  - port: 81\n  - port: 80\n')
})

it('patches kinds that only the file knows, but not strategically', () => {
  expect(local(['-f', 'thing.yaml', '--type=merge', '-p', '{"spec":{"a":2}}']).output).toBe('apiVersion: example.com/v1\nkind: Thing\nmetadata:\n  name: x\nspec:\n  a: 2\n')
  expect(local(['-f', 'thing.yaml', '-p', '{}']).stderr).toBe('error: strategic merge patch is not supported for example.com/v1, Kind=Thing locally, try --type merge\n')
})

it.each([
  [['-f', 'svc.yaml', '--type=json', '-p', '[{"op":"remove","path":"/spec/nope"}]'], "error: error in remove for path: '/spec/nope': Unable to remove nonexistent key: nope: missing value\n"],
  [['-f', 'svc.yaml', '--type=json', '-p', '[{"op":"test","path":"/spec/ports/0/port","value":81}]'], 'error: testing value /spec/ports/0/port failed: test failed\n'],
  [['-f', 'svc.yaml', '-p', '[]'], 'error: invalid JSON document\n'],
  [['svc', 'web', '-p', '{}'], 'error: cannot specify --local and server resources\n'],
  [['-f', 'svc.yaml', '-p', '{}', '--type=none'], 'error: --type must be one of [json merge strategic], not "none"\n'],
])('%j', (words, says) => {
  expect(local(words)).toMatchObject({ exitCode: 1, stderr: says })
})

it('tells no dry run, and names what a subresource answers by its own kind', () => {
  const made = runKubectl(createCluster({ standIns: false }), 'create deployment web --image=nginx:1.27', { files: {} }).cluster
  const typed = (words: readonly string[]) => runKubectl(made, ['patch', 'deploy', 'web', ...words], { files: {} }).output
  expect(typed(['-p', '{"spec":{"paused":true}}', '--dry-run=server'])).toBe('deployment.apps/web patched\n')
  expect(typed(['-p', '{"spec":{"replicas":2}}', '--subresource=scale', '--type=merge'])).toBe('scale.autoscaling/web patched\n')
  expect(typed(['-p', '{"spec":{"replicas":1}}', '--subresource=scale', '--type=merge'])).toBe('scale.autoscaling/web patched (no change)\n')
})
