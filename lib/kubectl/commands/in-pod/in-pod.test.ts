import { expect, it } from 'vitest'
import { createCluster } from '@/lib/cluster/create-cluster'
import { settle } from '@/lib/cluster/settle'
import { runKubectl, type KubectlWorld } from '@/lib/kubectl/run'

const manifest = `
apiVersion: v1
kind: Pod
metadata: {name: two, labels: {app: two}}
spec: {containers: [{name: a, image: "busybox:1.36", command: [sh, -c, "echo one; echo two; sleep 3600"], ports: [{name: web, containerPort: 80}]}, {name: b, image: "busybox:1.36", command: [sleep, "3600"]}]}
---
apiVersion: v1
kind: Pod
metadata: {name: short, labels: {app: two}}
spec: {restartPolicy: Never, containers: [{name: c, image: "busybox:1.36", command: [sh, -c, "echo first; sleep 30; echo last"]}]}
---
apiVersion: v1
kind: Service
metadata: {name: two}
spec: {selector: {app: two}, ports: [{name: web, port: 8080, targetPort: web}, {name: dns, port: 53, protocol: UDP}]}
`
const made = settle(runKubectl(createCluster({ standIns: false }), 'create -f all.yaml', { files: { 'all.yaml': manifest } }).cluster, 20_000)
const typed = (line: string, world: Partial<KubectlWorld> = {}) => runKubectl(made, line, { files: {}, ...world }).output

it.each([
  ['logs two', 'Defaulted container "a" out of: a, b\none\ntwo\n'],
  ['logs two a --tail=1 --prefix', '[pod/two/a] two\n'],
  ['logs two -c x', 'error: container x is not valid for pod two out of: a, b\n'],
  ['logs two a -c a', 'error: only one of -c or an inline [CONTAINER] arg is allowed\n'],
  ['logs two -l app=two', "error: only a selector (-l) or a POD name is allowed\nSee 'kubectl logs -h' for help and examples\n"],
  ['logs two a --tail=-5', 'error: --tail must be greater than or equal to -1\n'],
  ['logs two a --since=1s --since-time=2026-01-01T00:00:00Z', 'error: at most one of `sinceTime` or `sinceSeconds` may be specified\n'],
  ['logs two a --since-time=today', 'error: parsing time "today" as "2006-01-02T15:04:05Z07:00": cannot parse "today" as "2006"\n'],
  ['logs cm/kube-root-ca.crt', 'error: cannot get the logs from *v1.ConfigMap: selector for *v1.ConfigMap not implemented\n'],
  ['logs -l app=none', 'No resources found in default namespace.\n'],
  ['logs short -f', 'first\nlast\n'],
  ['exec two -c x -- id', 'error: container x is not valid for pod two out of: a, b\n'],
  ['exec two -c b --pod-running-timeout=0s -- id', "error: --pod-running-timeout must be higher than zero\nSee 'kubectl exec -h' for help and examples\n"],
  ['exec -it two -c b -- sh', 'error: an interactive shell is not part of this practice cluster; name the command instead: kubectl exec POD -- COMMAND\n'],
  ['exec svc/kubernetes -- ls', "error: cannot attach to *v1.Service: invalid service 'kubernetes': Service is defined without a selector\n"],
  ['port-forward two :web', 'error: forwarding ports is not part of this practice cluster; open a Service from its panel instead\n'],
  ['port-forward svc/two 53', 'error: UDP protocol is not supported for 53\n'],
  ['port-forward two 70000:80', 'error: error parsing local port \'70000\': strconv.ParseUint: parsing "70000": value out of range\n'],
  ['cp a/b/c:/x .', 'error: filespec must match the canonical format: [[namespace/]pod:]file/path\n'],
  ['debug two --image=busybox -t', 'error: -i/--stdin is required for containers with -t/--tty=true\n'],
  ['attach two one three', 'error: expected POD, TYPE/NAME, or TYPE NAME, (at most 2 arguments) saw 3: [two one three]\n'],
])('%s', (line, output) => {
  expect(typed(line)).toBe(output)
})

it('gives what is piped in to the process', () => {
  expect(typed('exec -i two -c b -- cat', { stdin: 'piped\n' })).toBe('piped\n')
  expect(typed('exec two -c b -- cat', { stdin: 'piped\n' })).toBe('')
  expect(typed('exec -it two -c b -- sh', { stdin: 'exit 5' })).toBe('Unable to use a TTY - input is not a terminal or the right kind of file\ncommand terminated with exit code 5\n')
})

it('what a command writes stays, for the next command and no other container', () => {
  const written = runKubectl(made, 'exec two -- sh -c "echo hi > /tmp/note"', { files: {} }).cluster
  expect(runKubectl(written, 'exec two -- cat /tmp/note', { files: {} }).stdout).toBe('hi\n')
  expect(runKubectl(written, 'exec two -c b -- cat /tmp/note', { files: {} }).stderr).toContain("cat: can't open '/tmp/note': No such file or directory")
  expect(runKubectl(made, 'exec two -- cat /tmp/note', { files: {} }).exitCode).toBe(1)
})
