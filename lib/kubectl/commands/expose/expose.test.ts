import { expect, it } from 'vitest'
import { createCluster } from '@/lib/cluster/create-cluster'
import { runKubectl } from '../../run'

const pod = (name: string, labels: string, ports: string) => `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, labels: ${labels}}\nspec: {containers: [{name: c, image: "nginx:1.27", ports: ${ports}}]}\n`
const files = { 'pods.yaml': [pod('web', '{app: web}', '[{containerPort: 80}]'), pod('dns', '{app: dns}', '[{containerPort: 53}, {containerPort: 53, protocol: UDP}, {containerPort: 54}]'), pod('bare', '{}', '[]')].join('---\n') }
const made = runKubectl(createCluster({ standIns: false }), 'create -f pods.yaml', { files }).cluster
const typed = (line: string, cluster = made) => runKubectl(cluster, line, { files })

it('makes a port for each protocol of a number', () => {
  expect(typed('expose pod dns --dry-run=client -o jsonpath={.spec.ports[*].name}').output).toBe('port-1-tcp port-1-udp port-2')
  expect(typed('expose pod dns --port=53 --protocol=SCTP --dry-run=client -o jsonpath={.spec.ports}').output).toBe('[{"port":53,"protocol":"SCTP","targetPort":53}]')
})

// Recorded: expose/pod, whose second Pod has no labels; kubectl keeps the selector of the first (pkg/cmd/expose/expose.go RunExpose).
it('goes on with the next object, and keeps what the first one gave', () => {
  const first = typed('expose pod web').cluster
  expect(typed('expose pod web bare', first)).toMatchObject({ exitCode: 1, stdout: 'service/bare exposed\n', stderr: 'Error from server (AlreadyExists): services "web" already exists\n' })
  expect(typed('expose pod bare web --port=80')).toMatchObject({ exitCode: 1, stdout: 'service/web exposed\n' })
})

it.each([
  ['expose pod bare', "error: couldn't retrieve selectors via --selector flag or introspection: the pod has no labels and cannot be exposed\n"],
  ['expose pod bare --selector=app=x', "error: couldn't find port via --port flag or introspection\n"],
  ['expose pod web --session-affinity=Sticky', 'error: unknown session affinity: Sticky\n'],
  ['expose pod web --labels=app', 'error: unexpected label spec: app\n'],
  ['expose cm kube-root-ca.crt --port=80', 'error: cannot expose a ConfigMap\n'],
])('%s', (line, words) => {
  expect(typed(line)).toMatchObject({ exitCode: 1, stderr: words })
})
