import type { FlagSpec } from './flags'

/** How the words behind a verb are completed. */
export type ArgumentKind =
  | 'nothing'
  | 'resources'
  | 'pods'
  | 'pods and containers'
  | 'pods and ports'
  | 'copies'
  | 'contexts'
  | 'clusters'
  | 'users'
  | 'verbs'
  | { readonly names: string }
  | { readonly types: readonly string[]; readonly repeat: boolean }
  | { readonly words: readonly string[] }

/** A verb of kubectl 1.36 as its command line knows it: what it is called, which flags it takes, which it needs. What it does is a Command's. */
export interface Verb {
  readonly name: string
  readonly aliases: readonly string[]
  readonly flags: readonly FlagSpec[]
  readonly required: readonly string[]
  readonly completes: ArgumentKind
  readonly verbs: readonly Verb[]
  /** Whether it does something of its own, though verbs stand below it. */
  readonly runs: boolean
}

const printing = 'output/o allow-missing-template-keys:b template show-managed-fields:b'
const files = 'filename/f:l kustomize/k recursive/R:b'
const fileNames = 'filename/f:l'
const dryRun = 'dry-run:?unchanged'
const selector = 'selector/l'
const validate = 'validate:?strict'
const manager = 'field-manager'
const record = 'record:hb'

/** What is said of a deprecated flag that was used. */
const deprecations: Readonly<Record<string, string>> = {
  record: '--record will be removed in the future',
  'cpu-percent': "Use --cpu with percentage or resource quantity format (e.g., '70%' for utilization or '500m' for milliCPU).",
  filename: 'it is ignored by kubectl run and will be removed in a future release',
}

const deleting = `${files} cascade:?background force:b grace-period:i timeout:d wait:b`
const serverSide = 'server-side:b force-conflicts:b'
const making = `${printing} save-config:b ${validate} ${dryRun} ${manager}`
const inPod = 'container/c pod-running-timeout:d'
const overrides = 'overrides override-type'
const subjects = 'user:a group:a serviceaccount:a'

interface Options {
  readonly aliases?: string
  readonly required?: string
  readonly completes?: ArgumentKind
  readonly verbs?: readonly Verb[]
  readonly runs?: boolean
}

function verb(name: string, flags: string, { aliases = '', required = '', completes = 'nothing', verbs = [], runs = false }: Options = {}): Verb {
  return { name, aliases: words(aliases), flags: words(flags).map(readFlag), required: words(required), completes, verbs, runs }
}

function words(text: string): string[] {
  return text.split(' ').filter((word) => word !== '')
}

const types: Readonly<Record<string, FlagSpec['type']>> = { b: 'bool', i: 'int', l: 'list', a: 'array', d: 'duration', m: 'map' }

/** `name/short:type`; `h` before the type: deprecated, and not shown. */
function readFlag(text: string): FlagSpec {
  const [names = '', kind = ''] = text.split(':')
  const [name = '', short] = names.split('/')
  const hidden = kind.startsWith('h')
  const type = hidden ? kind.slice(1) : kind
  const spec: FlagSpec = type.startsWith('?') ? { name, type: 'optional', alone: type.slice(1) } : { name, type: types[type] ?? 'string' }
  return { ...spec, ...(short === undefined ? {} : { short }), ...(hidden ? { deprecated: deprecations[name] ?? '' } : {}) }
}

function of(kinds: string, repeat = true): ArgumentKind {
  return { types: words(kinds), repeat }
}

const scalable = of('deployment replicaset replicationcontroller statefulset')
const rolled = of('deployment daemonset statefulset')

/** The global flags, those of a client's configuration among them (cli-runtime ConfigFlags, kubectl cmd.go). */
export const globalFlags: readonly FlagSpec[] = words(
  'as as-group:a as-uid as-user-extra:a cache-dir certificate-authority client-certificate client-key cluster context disable-compression:b insecure-skip-tls-verify:b kubeconfig kuberc log-flush-frequency:d match-server-version:b namespace/n password profile profile-output request-timeout server/s tls-server-name token user username v/v:i vmodule warnings-as-errors:b',
).map(readFlag)

/** Every verb of kubectl 1.36.3, from its source (kubectl pkg/cmd), in alphabetical order. */
export const commandTree: readonly Verb[] = [
  verb('annotate', `${printing} ${files} ${record} overwrite:b list:b resource-version all:b all-namespaces/A:b field-selector ${selector} local:b ${dryRun} ${manager}`, { completes: 'resources' }),
  verb('api-resources', 'output/o no-headers:b sort-by api-group namespaced:b verbs:l cached:b categories:l show-managed-fields:b'),
  verb('api-versions', ''),
  verb('apply', `${printing} ${deleting} ${record} overwrite:b openapi-patch:b ${validate} ${dryRun} ${serverSide} ${manager} ${selector} prune:b prune-allowlist:a all:b subresource`, {
    runs: true,
    verbs: [
      verb('edit-last-applied', `${record} ${printing} ${files} windows-line-endings:b ${manager} ${validate}`, { completes: 'resources' }),
      verb('set-last-applied', `${printing} ${dryRun} create-annotation:b ${fileNames}`),
      verb('view-last-applied', `output/o all:b ${files} ${selector}`, { completes: 'resources' }),
    ],
  }),
  verb('attach', `${inPod} stdin/i:b tty/t:b quiet/q:b detach-keys`, { completes: 'pods' }),
  verb('auth', '', {
    verbs: [
      verb('can-i', 'all-namespaces/A:b quiet/q:b subresource list:b no-headers:b'),
      verb('reconcile', `${printing} ${files} remove-extra-permissions:b remove-extra-subjects:b ${dryRun}`),
      verb('whoami', printing),
    ],
  }),
  verb('autoscale', `${record} ${printing} min:i max:i cpu-percent:hi cpu memory name ${dryRun} ${files} save-config:b ${manager}`, { required: 'max', completes: scalable }),
  verb('certificate', '', { verbs: [verb('approve', `${printing} force:b ${files}`), verb('deny', `${printing} force:b ${files}`)] }),
  verb('cluster-info', '', { runs: true, verbs: [verb('dump', `${printing} output-directory namespaces:l all-namespaces/A:b pod-running-timeout:d`)] }),
  verb('completion', '', { completes: { words: ['bash', 'zsh', 'fish', 'powershell'] } }),
  verb('config', '', {
    verbs: [
      verb('current-context', ''),
      verb('delete-cluster', '', { completes: 'clusters' }),
      verb('delete-context', '', { completes: 'contexts' }),
      verb('delete-user', '', { completes: 'users' }),
      verb('get-clusters', ''),
      verb('get-contexts', 'output/o no-headers:b'),
      verb('get-users', ''),
      verb('rename-context', '', { completes: 'contexts' }),
      verb('set', 'set-raw-bytes:?true'),
      verb('set-cluster', 'server tls-server-name insecure-skip-tls-verify:?true certificate-authority embed-certs:?true proxy-url'),
      verb('set-context', 'current:b cluster user namespace/n', { completes: 'contexts' }),
      verb('set-credentials', 'client-certificate client-key token username password auth-provider auth-provider-arg:l exec-command exec-api-version exec-interactive-mode exec-provide-cluster-info:?true exec-arg:l exec-env:a embed-certs:?true'),
      verb('unset', ''),
      verb('use-context', '', { aliases: 'use', completes: 'contexts' }),
      verb('view', `${printing} merge:?true raw:b flatten:b minify:b`),
    ],
  }),
  verb('cordon', `${selector} ${dryRun}`, { completes: { names: 'node' } }),
  verb('cp', 'container/c no-preserve:b retries:i', { completes: 'copies' }),
  verb('create', `${printing} ${record} ${files} ${validate} edit:b windows-line-endings:b save-config:b ${dryRun} ${selector} raw ${manager}`, {
    runs: true,
    verbs: [
      verb('clusterrole', `${making} verb:l non-resource-url:l resource:l resource-name:a aggregation-rule:m`),
      verb('clusterrolebinding', `${making} clusterrole ${subjects}`, { required: 'clusterrole' }),
      verb('configmap', `${making} from-file:l from-literal:a from-env-file:l append-hash:b`, { aliases: 'cm' }),
      verb('cronjob', `${making} image schedule restart`, { aliases: 'cj', required: 'image schedule' }),
      verb('deployment', `${making} image:l port:i replicas/r:i`, { aliases: 'deploy', required: 'image' }),
      verb('ingress', `${making} class rule:a default-backend annotation:a`, { aliases: 'ing' }),
      verb('job', `${making} image from`),
      verb('namespace', making, { aliases: 'ns' }),
      verb('poddisruptionbudget', `${making} min-available max-unavailable selector`, { aliases: 'pdb' }),
      verb('priorityclass', `${making} value:i global-default:b description preemption-policy`, { aliases: 'pc' }),
      verb('quota', `${making} hard scopes`, { aliases: 'resourcequota' }),
      verb('role', `${making} verb:l resource:l resource-name:a`),
      verb('rolebinding', `${making} clusterrole role ${subjects}`),
      verb('secret', '', {
        verbs: [
          verb('docker-registry', `${making} docker-username docker-password docker-email docker-server append-hash:b from-file:l`),
          verb('generic', `${making} from-file:l from-literal:a from-env-file:l type append-hash:b`),
          verb('tls', `${making} cert key append-hash:b`),
        ],
      }),
      verb('service', '', {
        aliases: 'svc',
        verbs: [
          verb('clusterip', `${making} tcp:l clusterip`),
          verb('externalname', `${making} tcp:l external-name`, { required: 'external-name' }),
          verb('loadbalancer', `${making} tcp:l`),
          verb('nodeport', `${making} tcp:l node-port:i`),
        ],
      }),
      verb('serviceaccount', making, { aliases: 'sa' }),
      verb('token', `${printing} audience:a duration:d bound-object-kind bound-object-name bound-object-uid`, { completes: { names: 'serviceaccount' } }),
    ],
  }),
  verb('debug', `${fileNames} arguments-only:b attach:b container/c copy-to replace:b env:m image keep-labels:b keep-annotations:b keep-liveness:b keep-readiness:b keep-startup:b keep-init-containers:b set-image:m image-pull-policy stdin/i:b quiet/q:b same-node:b share-processes:b target tty/t:b profile custom`, { completes: 'resources' }),
  verb('delete', `${deleting} ${selector} field-selector all:b all-namespaces/A:b now:b ignore-not-found:b output/o raw interactive/i:b ${dryRun}`, { completes: 'resources' }),
  verb('describe', `${files} ${selector} all-namespaces/A:b show-events:b chunk-size:i`, { completes: 'resources' }),
  verb('diff', `${files} ${serverSide} ${manager} ${selector} prune:b prune-allowlist:a show-managed-fields:b show-secrets:b concurrency:i`),
  verb('drain', `force:b ignore-daemonsets:b delete-emptydir-data:b grace-period:i timeout:d ${selector} pod-selector disable-eviction:b skip-wait-for-delete-timeout:i chunk-size:i ${dryRun}`, { completes: { names: 'node' } }),
  verb('edit', `${record} ${printing} ${files} ${validate} output-patch:b windows-line-endings:b ${manager} save-config:b subresource`, { completes: 'resources' }),
  verb('events', `${printing} watch/w:b all-namespaces/A:b for types:l no-headers:b chunk-size:i`),
  verb('exec', `${fileNames} ${inPod} stdin/i:b tty/t:b quiet/q:b`, { completes: 'pods' }),
  verb('explain', 'recursive/R:b api-version output/o'),
  verb('expose', `${printing} ${record} protocol port type load-balancer-ip selector labels/l target-port external-ip name session-affinity cluster-ip ${overrides} ${dryRun} save-config:b ${files} ${manager}`, { completes: of('pod service replicationcontroller deployment replicaset') }),
  verb('get', `${printing} no-headers:b show-labels:b sort-by label-columns/L:l show-kind:b raw watch/w:b watch-only:b output-watch-events:b ignore-not-found:b field-selector all-namespaces/A:b server-print:b ${files} chunk-size:i ${selector} subresource`, { completes: 'resources' }),
  verb('help', '', { completes: 'verbs' }),
  verb('kuberc', '', { verbs: [verb('set', 'section command name policy option:a prependarg:a appendarg:a allowlist-entry:a overwrite:b', { required: 'section' }), verb('view', printing)] }),
  verb('kustomize', 'as-current-user:b enable-alpha-plugins:b enable-helm:b env/e:a helm-api-versions:a helm-command helm-debug:b helm-kube-version load-restrictor mount:a network:b network-name output/o'),
  verb('label', `${record} ${printing} overwrite:b list:b local:b field-selector all:b all-namespaces/A:b resource-version ${files} ${dryRun} ${manager} ${selector}`, { completes: 'resources' }),
  verb('logs', `all-pods:b all-containers:b follow/f:b timestamps:b limit-bytes:i previous/p:b tail:i ignore-errors:b since-time since:d container/c insecure-skip-tls-verify-backend:b max-log-requests:i prefix:b pod-running-timeout:d ${selector}`, { completes: 'pods and containers' }),
  verb('options', ''),
  verb('patch', `${record} ${printing} patch/p patch-file type ${dryRun} ${files} local:b ${manager} subresource`, { completes: 'resources' }),
  verb('plugin', '', { verbs: [verb('list', 'name-only:b')] }),
  verb('port-forward', 'address:l pod-running-timeout:d', { completes: 'pods and ports' }),
  verb('proxy', 'www/w www-prefix/P api-prefix accept-paths reject-paths accept-hosts reject-methods port/p:i address disable-filter:b unix-socket/u keepalive:d append-server-path:b'),
  verb('replace', `${printing} ${deleting} ${record} ${validate} save-config:b ${dryRun} raw ${manager} subresource`),
  verb('rollout', '', {
    verbs: [
      verb('history', `${printing} revision:i ${selector} ${files}`, { completes: rolled }),
      verb('pause', `${printing} ${files} ${manager} ${selector}`, { completes: of('deployment') }),
      verb('restart', `${printing} ${files} ${manager} ${selector}`, { completes: rolled }),
      verb('resume', `${printing} ${files} ${manager} ${selector}`, { completes: of('deployment') }),
      verb('status', `${files} watch/w:b revision:i timeout:d ${selector}`, { completes: of('deployment daemonset statefulset', false) }),
      verb('undo', `${printing} ${files} to-revision:i ${dryRun} ${selector}`, { completes: rolled }),
    ],
  }),
  verb('run', `${printing} filename/f:hl kustomize/k recursive/R:b cascade:?background force:b grace-period:i timeout:d wait:b ${record} annotations:a image image-pull-policy rm:b env:a port labels/l stdin/i:b tty/t:b attach:b leave-stdin-open:b restart command:b expose:b quiet/q:b privileged:b detach-keys save-config:b pod-running-timeout:d ${dryRun} ${manager} ${overrides}`, { required: 'image' }),
  verb('scale', `${record} ${printing} all:b resource-version current-replicas:i replicas:i timeout:d ${files} ${dryRun} ${selector}`, { required: 'replicas', completes: scalable }),
  verb('set', '', {
    verbs: [
      verb('env', `${files} containers/c from prefix env/e:a keys:l list:b resolve:b ${selector} local:b all:b overwrite:b ${manager} ${printing} ${dryRun}`),
      verb('image', `${printing} ${record} ${files} all:b local:b ${selector} ${dryRun} ${manager}`, { completes: of('daemonsets deployments pods cronjobs replicasets replicationcontrollers statefulsets', false) }),
      verb('resources', `${printing} ${record} ${files} all:b ${selector} containers/c local:b limits requests ${dryRun} ${manager}`),
      verb('selector', `${printing} ${record} ${fileNames} recursive/R:b all:b local:b resource-version ${dryRun} ${manager}`),
      verb('serviceaccount', `${printing} ${record} ${files} all:b local:b ${dryRun} ${manager}`, { aliases: 'sa' }),
      verb('subject', `${printing} ${files} all:b ${selector} local:b ${subjects} ${dryRun} ${manager}`),
    ],
  }),
  verb('taint', `${printing} ${dryRun} ${validate} ${selector} overwrite:b all:b ${manager}`, { completes: of('node') }),
  verb('top', '', {
    verbs: [
      verb('node', `${selector} sort-by no-headers:b use-protocol-buffers:b show-capacity:b show-swap:b`, { aliases: 'nodes no', completes: { names: 'node' } }),
      verb('pod', `${selector} field-selector sort-by containers:b all-namespaces/A:b no-headers:b use-protocol-buffers:b sum:b show-swap:b`, { aliases: 'pods po', completes: { names: 'pod' } }),
    ],
  }),
  verb('uncordon', `${selector} ${dryRun}`, { completes: { names: 'node' } }),
  verb('version', 'client:b output/o'),
  verb('wait', `${printing} ${files} all:b all-namespaces/A:b field-selector ${selector} local:b timeout:d for:a`),
]

const helpFlag: FlagSpec = { name: 'help', short: 'h', type: 'bool' }

/** What a verb's command line takes: its own flags, then the global ones it does not shadow. */
export function flagsOf(verb: Verb | undefined): readonly FlagSpec[] {
  const own = verb?.flags ?? []
  return [...own, helpFlag, ...globalFlags.filter(({ name }) => !own.some((spec) => spec.name === name))]
}
