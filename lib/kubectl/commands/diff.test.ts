import { expect, it } from 'vitest'
import { createCluster } from '@/lib/cluster/create-cluster'
import { runKubectl } from '../run'

const map = (value: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {x: ${value}}\n`
const secret = (values: string) => `apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {${values}}\n`
const applied = (text: string) => runKubectl(createCluster({ standIns: false }), 'apply -f a.yaml', { files: { 'a.yaml': text } }).cluster
const changes = (output: string) => output.split('\n').filter((line) => /^[-+][^-+]/.test(line))

it('shows what apply would change, ends with 1 and changes nothing', () => {
  const cluster = applied(map('one'))
  const { exitCode, stdout, cluster: after } = runKubectl(cluster, 'diff -f a.yaml', { files: { 'a.yaml': map('two') } })
  expect(exitCode).toBe(1)
  expect(changes(stdout)).toEqual(['-  x: one', '+  x: two'])
  expect(runKubectl(after, 'diff -f a.yaml', { files: { 'a.yaml': map('one') } })).toMatchObject({ exitCode: 0, output: '' })
})

it('hides values of Secrets, unless asked', () => {
  const cluster = applied(secret('kept: a, changed: b, gone: c'))
  const files = { 'a.yaml': secret('kept: a, changed: d, gone: c, new: e') }
  expect(changes(runKubectl(cluster, 'diff -f a.yaml', { files }).stdout)).toEqual(["-  changed: '*** (before)'", "+  changed: '*** (after)'", "+  new: '***'"])
  expect(runKubectl(cluster, 'diff -f a.yaml --show-secrets', { files }).stdout).toContain('+  changed: ZA==')
})

it.each(['diff', 'diff -f none.yaml', 'diff cm a', 'diff -f a.yaml --nonsense'])('%s ends with 2: 1 means a difference', (line) => {
  expect(runKubectl(createCluster({ standIns: false }), line, { files: {} }).exitCode).toBe(2)
})
