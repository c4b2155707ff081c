import { expect, it } from 'vitest'
import { createCluster } from '@/lib/cluster/create-cluster'
import { runKubectl } from '../run'

const explain = (words: string) => runKubectl(createCluster(), `explain ${words}`, { files: {} })

it('prints a field as kubectl does: type, what is said of it and of what it holds, the fields below', () => {
  const { exitCode, stdout } = explain('deployment.spec.strategy.rollingUpdate')
  expect(exitCode).toBe(0)
  expect(stdout).toMatch(/^GROUP: {6}apps\nKIND: {7}Deployment\nVERSION: {4}v1\n\nFIELD: rollingUpdate <RollingUpdateDeployment>\n\n\nDESCRIPTION:\n {4}Rolling update config params\. .*\n {4}RollingUpdate\.\n {4}Spec to control the desired behavior of rolling update\.\n {4}\nFIELDS:\n {2}maxSurge\t<IntOrString>\n {4}The maximum number of pods/)
  expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([])
})

it('names four of a field’s values in a list, all of them alone', () => {
  expect(explain('pod.spec.tolerations').stdout).toContain('\n  operator\t<string>\n  enum: Equal, Exists, Gt, Lt\n')
  expect(explain('pod.spec.containers.imagePullPolicy').stdout).toContain('FIELD: imagePullPolicy <string>\nENUM:\n    Always\n    IfNotPresent\n    Never\n\nDESCRIPTION:\n')
  expect(explain('pod.spec.containers.ports').stdout).toContain('\n  containerPort\t<integer> -required-\n')
})

it('shows names and types alone with --recursive', () => {
  expect(explain('svc.spec --recursive').stdout).toContain('\n  ports\t<[]ServicePort>\n    appProtocol\t<string>\n    name\t<string>\n    nodePort\t<integer>\n    port\t<integer> -required-\n')
})

it('speaks of apiVersion and kind where an object has them, and nowhere else', () => {
  expect(explain('cm').stdout).toContain('\n  kind\t<string>\n    Kind is a string value representing the REST resource')
  expect(explain('deployment.spec').stdout).not.toContain('<no description>')
})

it.each([
  ['pod.nope.more', 'error: field "more" does not exist\n', 'KIND:       Pod\nVERSION:    v1\n\n'],
  ['podz', `the server doesn't have a resource type "podz"\n`],
  ['pods --output=plaintext-openapiv2', 'error: the older form is not part of this practice cluster; explain prints plaintext\n'],
])('refuses %s', (words, stderr, stdout = '') => {
  expect(explain(words)).toMatchObject({ exitCode: 1, stdout, stderr })
})
