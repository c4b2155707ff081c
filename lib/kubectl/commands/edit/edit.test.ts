import { expect, it } from 'vitest'
import { createCluster } from '@/lib/cluster/create-cluster'
import { runKubectl } from '../../run'

const files = { 'a.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {ports: [{port: 80}]}\n' }
const cluster = runKubectl(createCluster({ standIns: false }), 'apply -f a.yaml', { files }).cluster

function edited(edit: (text: string) => string) {
  const opened: string[] = []
  const run = runKubectl(cluster, 'edit svc a', { files: {}, edit: (_, text) => edit(opened[opened.push(text) - 1] ?? '') })
  return { ...run, opened }
}

it('opens again with the reasons what the server refuses, and gives up when nothing is mended', () => {
  const { exitCode, stderr, opened } = edited((text) => text.replace('port: 80', 'port: 0'))
  expect(opened[1]).toMatch(/# services "a" was not valid:\n# \* spec\.ports\[0\]\.port: Invalid value: 0: /)
  expect(stderr).toMatch(/^error: services "a" is invalid\nA copy of your changes .*\nerror: Edit cancelled, no valid changes were saved\.\n$/)
  expect(exitCode).toBe(1)
})

it('takes what is mended', () => {
  expect(edited((text) => (text.includes('port: 0') ? text.replace('port: 0', 'port: 81') : text.replace('port: 80', 'port: 0'))).stdout).toBe('service/a edited\n')
})

it('refuses another name', () => {
  expect(edited((text) => text.replace('  name: a', '  name: b')).stderr).toMatch(/error: At least one of apiVersion, kind and name was changed\n$/)
})

it('opens several objects as one List and sends only what changed', () => {
  const both = runKubectl(cluster, 'apply -f b.yaml', { files: { 'b.yaml': files['a.yaml'].replace('name: a', 'name: b') } }).cluster
  const { stdout } = runKubectl(both, 'edit svc/a svc/b', { files: {}, edit: (_, text) => text.replace('port: 80', 'port: 81') })
  expect(stdout).toBe('service/a edited\nservice/b skipped\n')
})
