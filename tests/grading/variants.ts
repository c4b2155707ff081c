import { stringify } from 'yaml'
import type { Cluster } from '@/lib/cluster/cluster'
import type { Pod } from '@/lib/kube/core/v1.generated'
import type { Exercise } from '@/lib/grade/exercise'
import type { Step, Submission } from '@/lib/grade/submission'
import { complete, existing, isPlain, leaves, mapObjects, meansTheSame, nameOf, objectsIn, toYaml, withValue, type Plain } from './manifests'

export interface Given {
  readonly exercise: Exercise
  readonly start: Cluster
}

/** Another spelling of a right answer, which must pass too; undefined where it does not apply. */
export interface Variation {
  readonly name: string
  /** About the text or the steps around it, whatever the answer says: tried on one answer of each exercise. */
  readonly once?: boolean
  readonly vary: (submission: Submission, given: Given) => Submission | undefined
}

/** Exercises in which the Pods that run must stay: their template may not be touched, not even in spelling. */
const keepsPods = new Set(['deployments/scale-out', 'deployments/sale-day'])

/** Exercises in which a file applied again is a step of its own. */
const countsSteps = new Set(['strategies/catch-the-bug'])

const mapText = (name: string, write: (objects: Plain[], text: string) => string, ending?: string): Variation => ({
  name,
  once: true,
  vary: (submission) => {
    const steps = submission.steps.map((step): Step => (step.do === 'apply' ? { ...step, file: ending === undefined ? step.file : step.file.replace(/\.\w+$/, ending), text: write(objectsIn(step.text), step.text) } : step))
    return submission.steps.some((step) => step.do === 'apply') ? { ...submission, steps } : undefined
  },
})

const mapEach = (name: string, change: (object: Plain, given: Given) => Plain | undefined): Variation => ({ name, vary: (submission, given) => mapObjects(submission, (object) => change(object, given)) })

const mapLines = (name: string, change: (line: string) => string | undefined): Variation => ({
  name,
  vary: (submission) => {
    if (!submission.steps.some((step) => step.do === 'kubectl')) return undefined
    return { ...submission, steps: submission.steps.map((step) => (step.do === 'kubectl' ? { ...step, line: change(step.line) ?? step.line } : step)) }
  },
})

/** Each file handed to a kubectl command instead of `apply -f`. */
const byCommand = (name: string, command: (file: string) => string, fits: (objects: readonly Plain[], given: Given) => boolean): Variation => ({
  name,
  vary: (submission, given) => {
    const applied = submission.steps.filter((step) => step.do === 'apply')
    const all = applied.flatMap((step) => objectsIn(step.text))
    if (applied.length === 0 || !fits(all, given)) return undefined
    const files = Object.fromEntries(applied.map((step) => [step.file, step.text]))
    const steps = submission.steps.map((step, index): Step => (step.do === 'apply' ? { do: 'kubectl', line: command(step.file), file: 'steps.kubectl', lineNumber: index + 1 } : step))
    return { steps, files: { ...submission.files, ...files } }
  },
})

const areNew = (objects: readonly Plain[], { start }: Given) => objects.every((object) => existing(start, object) === undefined) && new Set(objects.map((object) => `${String(object['kind'])} ${nameOf(object)}`)).size === objects.length
const areThere = (objects: readonly Plain[], { start }: Given) => objects.every((object) => existing(start, object) !== undefined)

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  return isPlain(value) ? Object.fromEntries(Object.entries(value).reverse().map(([key, item]) => [key, reversed(item)])) : value
}

/** Equal maps as one: the writer then sets an anchor and refers to it. */
function shared(value: unknown, known = new Map<string, unknown>()): unknown {
  if (Array.isArray(value)) return value.map((item) => shared(item, known))
  if (!isPlain(value)) return value
  const key = JSON.stringify(value)
  const before = known.get(key)
  if (before !== undefined) return before
  const copy = Object.fromEntries(Object.entries(value).map(([name, item]) => [name, shared(item, known)]))
  known.set(key, copy)
  return copy
}

function metadataOf(object: Plain): Plain {
  const metadata = isPlain(object['metadata']) ? object['metadata'] : {}
  object['metadata'] = metadata
  return metadata
}

const commented = (text: string) => `\n# mine\n---\n${text.replaceAll(/^(\s*)(- )?(\w+):(.*)$/gm, (line) => (line.includes('|') || line.includes('{') ? line : `${line}   # so`))}\n...\n`

function spellOut(object: Plain): Plain | undefined {
  const whole = complete(object)
  if (whole === undefined) return undefined
  const { status: _status, ...rest } = whole
  const { creationTimestamp: _created, uid: _uid, resourceVersion: _version, managedFields: _fields, generation: _generation, ...metadata } = metadataOf(rest)
  return { ...rest, metadata }
}

/** What the server would fill in anyway is left out, field by field. */
function dropDefaults(object: Plain): Plain | undefined {
  let shorter = object
  for (const { path } of leaves(object).reverse()) {
    if (path[0] !== 'spec') continue
    const without = withValue(shorter, path, undefined)
    if (meansTheSame(object, without)) shorter = without
  }
  return shorter === object ? undefined : shorter
}

/** A selector that cannot be changed keeps its form; a new one may say the same with expressions. */
function expressions(object: Plain, { start }: Given): Plain | undefined {
  const spec = object['spec']
  if (object['kind'] !== 'Deployment' || existing(start, object) !== undefined || !isPlain(spec) || !isPlain(spec['selector'])) return undefined
  const labels = spec['selector']['matchLabels']
  if (!isPlain(labels)) return undefined
  spec['selector'] = { matchExpressions: Object.entries(labels).map(([key, value]) => ({ key, operator: 'In', values: [value, `${String(value)}-x`] })) }
  return object
}

function namedPorts(object: Plain, { start }: Given): Plain | undefined {
  const spec = object['spec']
  if (object['kind'] !== 'Service' || !isPlain(spec) || !Array.isArray(spec['ports']) || !isPlain(spec['selector'])) return undefined
  const selector = Object.entries(spec['selector'])
  const named = [...start.objects.values()].flatMap((other) => {
    const pod = other as Pod
    return other.kind === 'Pod' && selector.every(([key, value]) => pod.metadata.labels?.[key] === value) ? pod.spec.containers.flatMap((container) => container.ports ?? []) : []
  })
  let changed = false
  for (const port of spec['ports'] as Plain[]) {
    const target = port['targetPort'] ?? port['port']
    const found = named.find(({ name, containerPort }) => (name !== undefined && containerPort === target) || name === target)
    if (found?.name === undefined) continue
    port['targetPort'] = found.name === target ? found.containerPort : found.name
    changed = true
  }
  return changed ? object : undefined
}

/** A port of a Service that is in use is not renamed: its endpoints are made anew, and requests are refused until every node has heard of it. */
function nameServicePorts(object: Plain, { start }: Given): Plain | undefined {
  const spec = existing(start, object) === undefined ? object['spec'] : undefined
  if (object['kind'] !== 'Service' || !isPlain(spec) || !Array.isArray(spec['ports']) || spec['ports'].length !== 1) return undefined
  const [port] = spec['ports'] as Plain[]
  if (port === undefined || port['name'] !== undefined) return undefined
  port['name'] = 'main'
  port['appProtocol'] = 'http'
  return object
}

function secondServicePort(object: Plain, { start }: Given): Plain | undefined {
  const spec = existing(start, object) === undefined ? object['spec'] : undefined
  if (object['kind'] !== 'Service' || !isPlain(spec) || !Array.isArray(spec['ports']) || spec['ports'].length !== 1 || spec['clusterIP'] === 'None') return undefined
  const [port] = spec['ports'] as Plain[]
  if (port === undefined) return undefined
  spec['ports'] = [{ ...port, name: 'main' }, { name: 'metrics', port: 9113, targetPort: 9113 }]
  return object
}

const deploymentSpec = (object: Plain) => (object['kind'] === 'Deployment' && isPlain(object['spec']) ? object['spec'] : undefined)

function slowRollout(object: Plain, { exercise }: Given): Plain | undefined {
  const spec = deploymentSpec(object)
  if (spec === undefined || spec['strategy'] !== undefined || keepsPods.has(exercise.id)) return undefined
  spec['strategy'] = { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }
  spec['minReadySeconds'] = 2
  spec['revisionHistoryLimit'] = 4
  spec['progressDeadlineSeconds'] = 300
  return object
}

function surge(object: Plain, { exercise }: Given): Plain | undefined {
  const spec = deploymentSpec(object)
  if (spec === undefined || spec['strategy'] !== undefined || keepsPods.has(exercise.id)) return undefined
  spec['strategy'] = { rollingUpdate: { maxSurge: '100%' } }
  return object
}

function templateOf(object: Plain, { exercise }: Given): { readonly metadata: Plain; readonly spec: Plain } | undefined {
  const template = deploymentSpec(object)?.['template']
  if (keepsPods.has(exercise.id) || !isPlain(template) || !isPlain(template['metadata']) || !isPlain(template['spec'])) return undefined
  return { metadata: template['metadata'], spec: template['spec'] }
}

function richTemplate(object: Plain, given: Given): Plain | undefined {
  const template = templateOf(object, given)
  if (template === undefined) return undefined
  template.metadata['labels'] = { ...(template.metadata['labels'] as Plain), 'app.kubernetes.io/part-of': 'shop', tier: 'front' }
  template.metadata['annotations'] = { 'example.com/owner': 'team-shop' }
  for (const container of template.spec['containers'] as Plain[]) {
    container['resources'] = { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '256Mi' } }
    container['env'] = [...((container['env'] as Plain[] | undefined) ?? []), { name: 'TZ', value: 'UTC' }]
  }
  template.spec['terminationGracePeriodSeconds'] = 45
  return object
}

function fullImageName(object: Plain, given: Given): Plain | undefined {
  const containers = templateOf(object, given)?.spec['containers']
  if (!Array.isArray(containers)) return undefined
  const short = (containers as Plain[]).filter(({ image }) => /^[a-z]+:/.test(String(image)))
  for (const container of short) container['image'] = `docker.io/library/${String(container['image'])}`
  return short.length > 0 ? object : undefined
}

function sidecar(object: Plain, given: Given): Plain | undefined {
  const containers = templateOf(object, given)?.spec['containers']
  if (!Array.isArray(containers)) return undefined
  containers.push({ name: 'logs', image: 'busybox:1.36', command: ['sh', '-c', 'trap exit TERM; while true; do sleep 3600; done'] })
  return object
}

function moreLabels(object: Plain): Plain {
  const metadata = metadataOf(object)
  metadata['labels'] = { ...(isPlain(metadata['labels']) ? metadata['labels'] : {}), 'app.kubernetes.io/managed-by': 'hand', team: 'shop' }
  metadata['annotations'] = { ...(isPlain(metadata['annotations']) ? metadata['annotations'] : {}), 'example.com/note': 'yes: "quoted", and # no comment' }
  return object
}

/** A step more, before or behind; it is refused or changes nothing that matters. */
const withStep = (name: string, step: Step, where: 'first' | 'last'): Variation => ({ name, once: true, vary: (submission) => ({ ...submission, steps: where === 'first' ? [step, ...submission.steps] : [...submission.steps, step] }) })

const line = (text: string): Step => ({ do: 'kubectl', line: text, file: 'more.kubectl', lineNumber: 1 })

/** Everything that rule 1 of the curriculum allows, as far as it can be made from another answer. */
export const variations: readonly Variation[] = [
  mapText('keys reversed', (objects) => toYaml(objects.map((object) => reversed(object) as Plain))),
  mapText('flow style', (objects) => objects.map((object) => stringify(object, { collectionStyle: 'flow' })).join('---\n')),
  mapText('JSON, one object after another', (objects) => objects.map((object) => JSON.stringify(object, null, 2)).join('\n'), '.json'),
  mapText('JSON in a List', (objects) => JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }), '.json'),
  mapText('YAML List with anchors', (objects) => stringify(shared({ apiVersion: 'v1', kind: 'List', metadata: {}, items: objects }))),
  mapText('anchors', (objects) => objects.map((object) => stringify(shared(object))).join('---\n')),
  mapText('everything quoted', (objects) => objects.map((object) => stringify(object, { defaultStringType: 'QUOTE_SINGLE', defaultKeyType: 'QUOTE_DOUBLE' })).join('---\n')),
  mapText('comments, markers, empty documents', (objects) => `---\n# nothing\n---\n${objects.map((object) => commented(toYaml([object]))).join('\n')}`),
  mapText('Windows line ends and a BOM', (_, text) => `\uFEFF${text.replaceAll('\n', '\r\n')}`),
  mapText('wide indentation', (objects) => objects.map((object) => stringify(object, { indent: 6, indentSeq: false })).join('---\n'), '.yml'),
  mapEach('namespace named', (object) => {
    metadataOf(object)['namespace'] ??= 'default'
    return object
  }),
  mapEach('more labels and annotations', moreLabels),
  mapEach('defaults spelled out', spellOut),
  mapEach('defaults left out', dropDefaults),
  mapEach('matchExpressions', expressions),
  mapEach('targetPort by name', namedPorts),
  mapEach('Service port named', nameServicePorts),
  mapEach('second Service port', secondServicePort),
  mapEach('slow rollout', slowRollout),
  mapEach('surge of 100 %', surge),
  mapEach('richer template', richTemplate),
  mapEach('image by its full name', fullImageName),
  mapEach('a sidecar', sidecar),
  {
    name: 'one document a file',
    vary: ({ steps, files }, { exercise }) => {
      if (exercise.sequence === true || !steps.some((step) => step.do === 'apply' && objectsIn(step.text).length > 1)) return undefined
      return { files, steps: steps.flatMap((step): Step[] => (step.do === 'apply' ? objectsIn(step.text).map((object, index) => ({ ...step, file: `${index}-${step.file}`, text: toYaml([object]) })) : [step])) }
    },
  },
  {
    name: 'all documents in one file, the last first',
    vary: ({ steps, files }, { exercise }) => {
      const objects = steps.flatMap((step) => (step.do === 'apply' ? objectsIn(step.text) : []))
      if (exercise.sequence === true || objects.length < 2 || steps.some((step) => step.do === 'kubectl')) return undefined
      return { files, steps: [{ do: 'apply', file: 'all.yaml', text: toYaml(objects.reverse()) }] }
    },
  },
  byCommand('kubectl create -f', (file) => `kubectl create -f ${file}`, areNew),
  byCommand('kubectl create --save-config', (file) => `create --filename=./${file} --save-config`, areNew),
  byCommand('kubectl apply --server-side', (file) => `kubectl apply --server-side -f ${file}`, areNew),
  byCommand('kubectl apply --server-side --force-conflicts', (file) => `kubectl apply -f ${file} --server-side --force-conflicts --field-manager=me`, areThere),
  byCommand('kubectl replace -f', (file) => `kubectl replace -f ${file}`, areThere),
  byCommand('kubectl apply -n default', (file) => `kubectl -n default apply -f ${file} --wait`, () => true),
  {
    name: 'kubectl patch',
    vary: ({ steps, files }, given) => {
      const all = steps.flatMap((step) => (step.do === 'apply' ? objectsIn(step.text) : []))
      if (all.length === 0 || !areThere(all, given)) return undefined
      const patches = (text: string) => objectsIn(text).map((object, index): Step => ({ do: 'kubectl', line: `kubectl patch ${String(object['kind']).toLowerCase()}/${nameOf(object)} --type=merge -p '${JSON.stringify({ spec: object['spec'] })}'`, file: 'patch.kubectl', lineNumber: index + 1 }))
      return { files, steps: steps.flatMap((step) => (step.do === 'apply' ? patches(step.text) : [step])) }
    },
  },
  {
    name: 'every step twice',
    once: true,
    vary: (submission, { exercise: { id } }) => (!countsSteps.has(id) && submission.steps.every((step) => step.do === 'apply') ? { ...submission, steps: submission.steps.flatMap((step) => [step, step]) } : undefined),
  },
  mapLines('without the word kubectl', (text) => text.replace(/^kubectl\s+/, '')),
  mapLines('namespace on each line', (text) => `${text} --namespace default`),
  mapLines('quoted words', (text) => (text.includes("'") ? undefined : text.split(' ').map((word) => `"${word}"`).join(' '))),
  withStep('a refused line first', line('kubectl get nothing-of-this-kind'), 'first'),
  withStep('an unreadable file first', { do: 'apply', file: 'broken.yaml', text: 'apiVersion: v1\n kind: Service\n' }, 'first'),
  withStep('a look at it last', line('kubectl get deployments,services -o wide'), 'last'),
  withStep('something else beside it', { do: 'apply', file: 'notes.yaml', text: 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: notes}\ndata: {todo: nothing}\n' }, 'first'),
]

/** For messages: what a variation made of an answer. */
export function show({ steps }: Submission): string {
  return steps.map((step) => (step.do === 'apply' ? `# ${step.file}\n${step.text}` : step.line)).join('\n')
}
