import { beforeAll, describe, expect, it } from 'vitest'
import type { Cluster } from '@/lib/cluster/cluster'
import { createCluster } from '@/lib/cluster/create-cluster'
import { runKubectl } from '../run'

let cluster: Cluster

const files = {
  'two.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: { name: two }\nspec:\n  initContainers: [{ name: prepare, image: "nginx:1.27" }]\n  containers:\n    - { name: web, image: "nginx:1.27", ports: [{ containerPort: 80 }] }\n    - { name: helper, image: "nginx:1.27" }\n',
}

/** Words and directive for a line; a line that ends with a blank asks for the next word. */
function ask(line: string) {
  const { stdout, stderr } = runKubectl(cluster, ['__completeNoDesc', ...line.split(' ')], { files })
  const lines = stdout.trimEnd().split('\n')
  return { words: lines.slice(0, -1), directive: lines.at(-1), stderr }
}

beforeAll(() => {
  cluster = createCluster()
  for (const line of ['create namespace shop', 'create configmap a-config', 'create configmap b-config', 'create configmap c-config -n shop', 'create service clusterip api --tcp=8080:80', 'apply -f two.yaml', 'config set-context other --user=admin']) {
    cluster = runKubectl(cluster, line, { files }).cluster
  }
})

describe('kubectl __completeNoDesc', () => {
  it.each([
    ['ro', ['rollout'], ':4'],
    ['create se', ['secret', 'service', 'serviceaccount'], ':4'],
    ['help rollout un', ['undo'], ':4'],
    ['get cm ', ['a-config', 'b-config', 'kube-root-ca.crt'], ':4'],
    ['get cm a-config ', ['b-config', 'kube-root-ca.crt'], ':4'],
    ['get cm -n shop c', ['c-config'], ':4'],
    ['get -n shop cm/c', ['cm/c-config'], ':4'],
    ['get cm/a-config cm/', ['cm/b-config', 'cm/kube-root-ca.crt'], ':4'],
    ['get cm/a-config dep', ['deployments.apps/'], ':6'],
    ['get pods,deploy', ['pods,deployments.apps'], ':4'],
    ['get nonsense ', [], ':4'],
    ['rollout status deployment web ', [], ':4'],
    ['uncordon node-1 ', [], ':4'],
    ['logs t', ['two'], ':4'],
    ['logs two ', ['prepare', 'web', 'helper'], ':4'],
    ['exec two -c h', ['helper'], ':4'],
    ['port-forward two ', ['80:80'], ':4'],
    ['port-forward svc/api 90', ['90:8080'], ':4'],
    ['cp shop/', [], ':2'],
    ['cp t', ['two:'], ':2'],
    ['get pods --sho', ['--show-kind', '--show-labels', '--show-managed-fields'], ':4'],
    ['get pods -A -w --wat', ['--watch-only'], ':4'],
    ['get pods -L app --label', ['--label-columns'], ':4'],
    ['run web --image=nginx --rest', ['--restart'], ':4'],
    ['run web --i', ['--image'], ':4'],
    ['run web --rest', ['--restart'], ':4'],
    ['run web ', ['--image'], ':0'],
    ['create --edit ', [], ':0'],
    ['apply -f ', ['json', 'yaml', 'yml'], ':8'],
    ['get pods --output=ya', ['yaml'], ':4'],
    ['create clusterrolebinding x --clusterrole=cluster-ad', ['cluster-admin'], ':4'],
    ['config set-context x --cluster ', [], ':0'],
    ['get pods --help ', [], ':4'],
    ['exec two -- -', [], ':4'],
  ])('%s', (line, words, directive) => expect(ask(line)).toMatchObject({ words, directive }))

  it('says on stderr what the shell is told', () => {
    expect(ask('logs x').stderr).toBe('Completion ended with directive: ShellCompDirectiveNoSpace, ShellCompDirectiveNoFileComp\n')
  })

  it.each([
    ['nonsense ', 'unable to find a command for arguments: [nonsense]'],
    ['get --nope x ', 'Error while parsing flags from args [--nope x]: unknown flag: --nope'],
    ['get --nope=', "Subcommand 'get' does not support flag 'nope'"],
  ])('%s: says why it cannot', (line, problem) => {
    expect(ask(line)).toEqual({ words: [], directive: ':0', stderr: `[Debug] [Error] ${problem}\nCompletion ended with directive: ShellCompDirectiveDefault\n` })
  })

  it('needs a word', () => {
    expect(runKubectl(cluster, '__complete', { files })).toMatchObject({ exitCode: 1, stdout: '', stderr: 'error: requires at least 1 arg(s), only received 0\n' })
  })
})
