import { describe, expect, it } from 'vitest'
import { createCluster } from '@/lib/cluster/create-cluster'
import { runKubectl } from '@/lib/kubectl/run'

const made = ['create cm a --from-literal=k=1', 'create cm b', 'create service clusterip web --tcp=80'].reduce((cluster, line) => runKubectl(cluster, line, { files: {} }).cluster, createCluster({ standIns: false }))
const files = { 'cols.txt': 'NAME KEY\nmetadata.name .data.k\n', 'name.tpl': '{{.metadata.name}}' }
const typed = (line: string | readonly string[]) => runKubectl(made, line, { files, limitMs: 1000 })

describe('what is printed of several kinds', () => {
  it('a name that is not there keeps nothing else from being printed, and makes no second kind', () => {
    const run = typed('get cm/a svc/nope --no-headers')
    expect(run.stdout).toMatch(/^a {3}1 {3}\S+\n$/)
    expect([run.exitCode, run.stderr]).toEqual([1, 'Error from server (NotFound): services "nope" not found\n'])
  })
  it('types and names go together', () => {
    expect(typed('get cm,svc web a').stderr).toBe('Error from server (NotFound): configmaps "web" not found\nError from server (NotFound): services "a" not found\n')
  })
  it('nothing to print and nothing wrong: not a word with --ignore-not-found', () => {
    expect(typed('get cm nope --ignore-not-found -o yaml').output).toBe('')
    expect(typed('get cm -l x=y --ignore-not-found -o yaml').output).toBe('')
  })
})

describe('formats', () => {
  it.each([
    [['get', 'cm', 'a', '-o', 'custom-columns-file=cols.txt'], 'NAME   KEY\na      1\n'],
    [['get', 'cm', 'a', '-o', 'go-template-file=name.tpl'], 'a'],
    [['get', 'cm', 'a', '--template', '{{.kind}}'], 'ConfigMap'],
    [['get', 'cm', 'a', '-o', 'jsonpath', '--template', '{.kind}'], 'ConfigMap'],
    [['get', 'cm', 'a', '-o', 'jsonpath-as-json={.data.k}'], '[\n    "1"\n]\n'],
    [['get', 'cm', 'a', '-o', 'NAME'], 'configmap/a\n'],
    [['get', 'cm', '-o', 'custom-columns=D:.data', '--no-headers'], 'map[k:1]\n<none>\n'],
  ])('%j', (line, text) => {
    expect(typed(line).stdout).toContain(text)
  })
  it('a template that is not there', () => {
    expect(typed('get cm -o jsonpath-file=no.txt').stderr).toBe('error: error reading --template no.txt, open no.txt: no such file or directory\n')
  })
  it('a field that is nowhere, where it must be', () => {
    expect(typed(['get', 'cm', 'a', '-o', 'jsonpath={.nope}', '--allow-missing-template-keys=false']).stderr).toContain('Error executing template: nope is not found.')
  })
})

describe('sorting', () => {
  it('of several answers the answers are sorted, in which there is no such field', () => {
    expect(typed('get cm,svc --sort-by=.metadata.name').stderr).toBe(`error: couldn't find any field with path "{.metadata.name}" in the list of objects\n`)
  })
  it('a field that no row has shows nothing', () => {
    expect(typed('get cm --sort-by=.nope').output).toBe('No resources found in default namespace.\n')
  })
})

describe('watching', () => {
  it('ends with the time of its request', () => {
    const run = typed('get cm -w --request-timeout=1s --no-headers')
    expect([run.exitCode, run.stdout.split('\n').length]).toEqual([0, 4])
  })
  it('shows what happened where that is asked for', () => {
    expect(typed('get cm a -w --output-watch-events').stdout).toMatch(/^EVENT {6}NAME.*\nADDED {6}a /)
  })
  it('one object or one type', () => {
    expect(typed('get cm a b -w').stderr).toBe('error: you may only watch a single resource or type of resource at a time\n')
    expect(typed('get cm,svc -w').stderr).toBe('error: you may only specify a single resource type\n')
  })
})

it('a name in a namespace that is not there', () => {
  expect(typed('get cm a -n nope').stderr).toBe('Error from server (NotFound): namespaces "nope" not found\n')
})

it('warns of what a short name could also mean', () => {
  expect(typed('get ev').stderr).toBe('Warning: short name "ev" could also match lower priority resource events.events.k8s.io\nNo resources found in default namespace.\n')
})

it('JSON may hold what YAML refuses', () => {
  const file = JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { k: '\u007f' } })
  const made = (output: string) => runKubectl(createCluster({ standIns: false }), `create -f a.json --dry-run=client -o ${output}`, { files: { 'a.json': file } })
  expect(made('jsonpath={.data.k}').stdout).toBe('\u007f')
  expect(made('yaml').stderr).toBe('error: yaml: control characters are not allowed\n')
})

it('--raw is the answer as it came', () => {
  expect(typed('get --raw /healthz').output).toBe('ok')
  expect(typed('get --raw /api/v1/nope').stderr).toBe('Error from server (NotFound): the server could not find the requested resource\n')
})

it('a scale has columns of its own', () => {
  const { cluster } = runKubectl(made, 'create deployment web --image=nginx:1.27 --replicas=3', { files: {} })
  expect(runKubectl(cluster, 'get deploy web --subresource=scale', { files: {} }).stdout).toMatch(/^NAME {3}DESIRED {3}AVAILABLE {3}AGE\nweb {4}3 /)
})
