import { describe, expect, it } from 'vitest'
import { createCluster } from '@/lib/cluster/create-cluster'
import { runKubectl } from '../run'

const unknown = 'apiVersion: v1\nkind: Nope\nmetadata: {name: x}\n'
const files = { 'cm.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: app}\n', 'unknown.yaml': unknown, 'web.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: web, labels: {app: web}}\nspec: {containers: [{name: c, image: "nginx:1.27"}]}\n', 'empty.yaml': '' }
const made = runKubectl(runKubectl(createCluster({ standIns: false }), 'create deployment web --image=nginx:1.27', { files }).cluster, 'rollout status deploy web', { files }).cluster
const typed = (line: string) => runKubectl(made, line, { files })

describe('what is said', () => {
  it.each([
    ['label deploy web --all a=b', 'deployment.apps/web labeled\n'],
    ['set image deploy/web --all nginx=nginx:1.26', 'deployment.apps/web image updated\n'],
    ['label deploy --field-selector=metadata.name=web a=b', 'deployment.apps/web labeled\n'],
    ['scale --all --replicas=1', "error: You must provide one or more resources by argument or filename.\nExample resource specifications include:\n   '-f rsrc.yaml'\n   '--filename=rsrc.json'\n   '<resource> <name>'\n   '<resource>'\n"],
    ['label svc kubernetes a=b -A', 'error: a resource cannot be retrieved by name across all namespaces\n'],
    ["label deploy -l 'a in' a=b", 'Error from server (BadRequest): Unable to find "apps/v1, Resource=deployments" that match label selector "a in", field selector "": unable to parse requirement: found \'\' expected: \'(\'\n'],
    ['expose -f web.yaml --port=80 --dry-run=client', 'service/web exposed (dry run)\n'],
    ['autoscale -f cm.yaml --max=2', 'error: cannot autoscale a ConfigMap: could not find scale subresource for /v1, Resource=configmaps in discovery information\n'],
    ['set sa -f unknown.yaml x', 'error: unable to decode "unknown.yaml": no kind "Nope" is registered for version "v1" in scheme "pkg/scheme/scheme.go:28"\n'],
    ['get -f unknown.yaml', 'resource mapping not found for name: "x" namespace: "" from "unknown.yaml": no matches for kind "Nope" in version "v1"\nensure CRDs are installed first\n'],
    ['rollout restart -f empty.yaml', 'No resources found in default namespace.\n'],
    ['logs web -n nope', 'error: error from server (NotFound): namespaces "nope" not found in namespace "nope"\n'],
    ['set selector svc kubernetes a!=b', 'error: "!=" is not a valid label selector operator\n'],
    ["get cm -n '' -o name", 'configmap/kube-root-ca.crt\n'],
    ['get deploy web --subresource=scale -o name', 'scale.autoscaling/web\n'],
    ['taint node node-1 a=b:NoSchedule -o name', 'node/node-1\n'],
    ['taint node node-1 a=b:', "error: invalid taint effect: , unsupported taint effect\nSee 'kubectl taint -h' for help and examples\n"],
    ['taint node node-1 a=b:NoSchedule a=c:NoSchedule', "error: duplicated taints with the same key and effect: {a c NoSchedule <nil>}\nSee 'kubectl taint -h' for help and examples\n"],
    ["drain node-1 --pod-selector='a in'", 'error: --pod-selector=<pod_selector> must be a valid label selector\n'],
    ['drain node-1 --pod-selector=a=b', 'node/node-1 cordoned\nnode/node-1 drained\n'],
    ['auth can-i --list -A', "error: list option can't be specified with neither quiet, all-namespaces nor subresource options\n"],
    ['auth whoami -o name', 'selfsubjectreview.authentication.k8s.io/<unknown>\n'],
    ['get pods --as-group=x', 'error: requesting uid, groups or user-extra for admin without impersonating a user\n'],
    ['explain pods.nope', 'KIND:       Pod\nVERSION:    v1\n\nerror: field "nope" does not exist\n'],
    ['explain pods --api-version=v2', 'error: couldn\'t find resource for "/v2, Resource=pods"\n'],
    ['create cm a --from-literal=a=😀 --dry-run=client -o yaml', 'apiVersion: v1\ndata:\n  a: "\\U0001F600"\nkind: ConfigMap\nmetadata:\n  name: a\n'],
    ['config set nope x', 'error: unable to parse nope after [] at api.Config\n'],
    ['rollout status rs', 'error: no status viewer has been implemented for ReplicaSet.apps\n'],
    ['rollout undo svc/kubernetes svc/kubernetes', 'error retrieving rollbacker for "Service", no visitor method exists for { Service}\nerror retrieving rollbacker for "Service", no visitor method exists for { Service}\n'],
    ['apply view-last-applied cm', 'error: resource(s) were provided, but no name was specified\n'],
    ["run a --image=x --restart=always", "error: invalid restart policy: always\nSee 'kubectl run -h' for help and examples\n"],
    ['run a --image=x --port=http --dry-run=client', 'error: strconv.Atoi: parsing "http": invalid syntax\n'],
    ["run a --image=x --overrides '{\"spec\":{\"containers\":5}}' --dry-run=client", 'error: json: cannot unmarshal number into Go struct field PodSpec.spec.containers of type []v1.Container\n'],
  ])('%s', (line, output) => {
    expect(typed(line).output).toBe(output)
  })
})

it('writes JSON of what the client decodes in the order of its Go type', () => {
  expect(typed('set sa deploy web api -o json').output).toMatch(/^{\n {4}"kind": "Deployment",\n {4}"apiVersion": "apps\/v1",\n {4}"metadata": {\n {8}"name": "web",/)
  expect(typed('label deploy web a=b -o json').output).toMatch(/^{\n {4}"apiVersion": "apps\/v1",\n {4}"kind": "Deployment",/)
  expect(typed('autoscale deploy web --max=3 --cpu=500 --dry-run=client -o jsonpath={.status}{.spec.metrics[0].resource.target.averageValue}').output).toBe('{"currentMetrics":null,"desiredReplicas":0}500m')
})
