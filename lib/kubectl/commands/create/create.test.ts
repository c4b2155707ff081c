import { expect, it } from 'vitest'
import { createCluster } from '@/lib/cluster/create-cluster'
import { runKubectl } from '../../run'

const files = { 'app.env': '# settings\nLOG_LEVEL=warn\nEMPTY=\n', 'conf/a.conf': 'a\n', 'conf/b.types': 'b\n', 'tls.crt': '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n', 'tls.key': 'no key' }
const typed = (line: string) => runKubectl(createCluster({ standIns: false }), line, { files })
const shown = (line: string) => typed(`${line} --dry-run=client -o yaml`).output

it('makes a ConfigMap of a folder and of an environment file', () => {
  expect(shown('create configmap app --from-file=conf')).toBe('apiVersion: v1\ndata:\n  a.conf: |\n    a\n  b.types: |\n    b\nkind: ConfigMap\nmetadata:\n  name: app\n')
  expect(shown('create configmap app --from-env-file=app.env')).toBe('apiVersion: v1\ndata:\n  EMPTY: ""\n  LOG_LEVEL: warn\nkind: ConfigMap\nmetadata:\n  name: app\n')
})

it('puts the hash of its content behind a name', () => {
  expect(shown('create secret generic db --append-hash --from-literal=a=b')).toContain('  name: db-4kh7mb68gk\n')
})

it('groups an Ingress’s paths by host, and its hosts by Secret', () => {
  expect(shown('create ingress shop --rule=a.example.com/=web:80,tls=s --rule=a.example.com/x*=api:http --rule=b.example.com/=web:80,tls=s')).toMatch(/rules:\n {2}- host: a.example.com\n[\s\S]*path: \/\n[\s\S]*path: \/x\n {8}pathType: Prefix\n {2}- host: b.example.com\n[\s\S]*tls:\n {2}- hosts:\n {4}- a.example.com\n {4}- b.example.com\n {4}secretName: s\n/)
})

it('writes typed JSON in the order of the Go type', () => {
  expect(typed('create role r --verb=get,list --resource=pods,deploy --dry-run=client -o json').output.replace(/\s/g, '')).toBe('{"kind":"Role","apiVersion":"rbac.authorization.k8s.io/v1","metadata":{"name":"r"},"rules":[{"verbs":["get","list"],"apiGroups":[""],"resources":["pods"]},{"verbs":["get","list"],"apiGroups":["apps"],"resources":["deployments"]}]}')
})

it.each([
  ['create configmap app --from-literal=A=1 --from-literal=A=2', 'error: cannot add key "A", another key by that name already exists in Data for ConfigMap "app"\n'],
  ['create configmap app --from-file=x=conf', 'error: cannot give a key name for a directory path\n'],
  ['create secret tls t --cert=tls.crt --key=tls.key', 'error: tls: failed to find any PEM data in key input\n'],
  ['create secret docker-registry r --docker-username=u', 'error: either --from-file or the combination of --docker-username, --docker-password and --docker-server is required\n'],
  ['create service clusterip s --tcp=80:http_', 'error: must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)\n'],
  ['create pdb web --selector=app=web --min-available=half', 'error: invalid format specified for min-available\n'],
  ['create quota q --hard=pods', 'error: Invalid argument syntax pods, expected <resource>=<value>\n'],
  ['create role r --verb=get --resource=podz', 'the server doesn\'t have a resource type "podz"\n'],
  ['create clusterrole r --verb=get --non-resource-url=healthz', 'error: nonResourceURL should start with /\n'],
  ['create clusterrolebinding b --clusterrole=view --serviceaccount=api', 'error: serviceaccount must be <namespace>:<name>\n'],
  ['create token api --duration=-1s', 'error: --duration must be greater than or equal to 0\n'],
  ['run web --image=NGINX', 'error: Invalid image name "NGINX": invalid reference format\n'],
  ['autoscale deploy web', 'error: required flag(s) "max" not set\n'],
  ['autoscale deploy web --max=1 --min=2', 'error: --max=MAXPODS must be larger or equal to --min=MINPODS, max: 1, min: 2\n'],
])('%s', (line, words) => {
  expect(typed(line)).toMatchObject({ exitCode: 1, stdout: '', stderr: words })
})
