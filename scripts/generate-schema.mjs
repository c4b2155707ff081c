// Writes the Kubernetes API as data and as types, from the recorded structure of the 1.36.3 API (definitions, types, defaults, enums,
// list and merge keys) and, for descriptions, from kubernetes-models: `npm run generate`. Output is committed, and a test compares it.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const { definitions } = JSON.parse(readFileSync(join(root, 'tests/oracle/api/openapi-structure.json'), 'utf8'))

/** Where a definition's TypeScript type stands: its group folder and version file. */
function home(id) {
  const api = /^io\.k8s\.api\.([a-z]+)\.(v\d\w*)\.(\w+)$/.exec(id)
  if (api) return { group: api[1], version: api[2], name: api[3] }
  return { group: 'meta', version: 'v1', name: id.slice(id.lastIndexOf('.') + 1) }
}

/** Fields that defaulting always fills, so that code behind it may read them without a question. Source: pkg/apis/<group>/v1/defaults.go. */
const filled = {
  ObjectMeta: ['name', 'uid', 'resourceVersion', 'creationTimestamp'],
  DeploymentSpec: ['replicas', 'strategy', 'revisionHistoryLimit', 'progressDeadlineSeconds'],
  DeploymentStrategy: ['type'],
  ReplicaSetSpec: ['replicas', 'selector', 'template'],
  PodSpec: ['containers', 'restartPolicy', 'terminationGracePeriodSeconds', 'dnsPolicy', 'securityContext', 'schedulerName'],
  PodTemplateSpec: ['metadata', 'spec'],
  Container: ['name', 'imagePullPolicy', 'resources', 'terminationMessagePath', 'terminationMessagePolicy'],
  ContainerPort: ['protocol'],
  Probe: ['timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold'],
  ServiceSpec: ['type', 'sessionAffinity'],
  ServicePort: ['protocol', 'targetPort'],
}
/** Metadata of a template and of a list is partial: it has neither uid nor resourceVersion. */
const partialMetadata = new Set(['PodTemplateSpec', 'JobTemplateSpec', 'PersistentVolumeClaimTemplate'])
const kindsWithOptionalSpec = new Set([])

const files = new Map()
for (const [id, definition] of Object.entries(definitions)) {
  const at = home(id)
  const key = `${at.group}/${at.version}`
  const file = files.get(key) ?? files.set(key, { imports: new Map(), lines: [] }).get(key)
  const typeOf = (node) => {
    if (node.ref) {
      const target = home(node.ref)
      const targetKey = `${target.group}/${target.version}`
      if (targetKey !== key) {
        const names = file.imports.get(targetKey) ?? file.imports.set(targetKey, new Set()).get(targetKey)
        names.add(target.name)
      }
      return target.name
    }
    if (node.enum) return node.enum.map((value) => `'${value}'`).join(' | ')
    if (node.oneOf) return node.oneOf.map(typeOf).join(' | ')
    if (node.type === 'array') { const item = typeOf(node.items); return item.includes('|') ? `readonly (${item})[]` : `readonly ${item}[]` }
    if (node.type === 'integer' || node.type === 'number') return 'number'
    if (node.type === 'boolean') return 'boolean'
    if (node.type === 'string') return 'string'
    if (node.additionalProperties) return `Readonly<Record<string, ${typeOf(node.additionalProperties)}>>`
    return 'Readonly<Record<string, unknown>>'
  }
  if (!definition.properties) {
    file.lines.push(`export type ${at.name} = ${typeOf(definition)}`, '')
    continue
  }
  const gvk = definition.gvk?.length === 1 ? definition.gvk[0] : undefined
  const isKind = gvk !== undefined && 'metadata' in definition.properties && !at.name.endsWith('List')
  file.lines.push(`export interface ${at.name} {`)
  for (const [name, property] of Object.entries(definition.properties)) {
    const required = isKind
      ? ['apiVersion', 'kind', 'metadata'].includes(name) || (name === 'spec' && !kindsWithOptionalSpec.has(at.name))
      : (definition.required?.includes(name) ?? false)
    const always = required || (filled[at.name]?.includes(name) ?? false)
    let type = typeOf(property)
    if (isKind && name === 'apiVersion') type = `'${gvk.group === '' ? '' : `${gvk.group}/`}${gvk.version}'`
    if (isKind && name === 'kind') type = `'${gvk.kind}'`
    if (name === 'metadata' && partialMetadata.has(at.name)) type = 'Partial<ObjectMeta>'
    file.lines.push(`  readonly ${/^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`}${always ? '' : '?'}: ${type}`)
  }
  file.lines.push('}', '')
}
for (const [key, file] of files) {
  const imports = [...file.imports].sort().map(([from, names]) => `import type { ${[...names].sort().join(', ')} } from '@/lib/kube/${from}.generated'`)
  const path = join(root, 'lib/kube', `${key}.generated.ts`)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, ['// Written by scripts/generate-schema.mjs from the structure of Kubernetes 1.36.3. Do not edit.', ...imports, '', ...file.lines].join('\n'))
}
mkdirSync(join(root, 'lib/kube/schema'), { recursive: true })
/** Definitions with their properties in the order of the Go struct's fields (k8s.io/api v0.36.3), which is the order the server writes them in. */
const goOrder = JSON.parse(readFileSync(join(root, 'scripts/go-field-order.json'), 'utf8'))
const inGoOrder = Object.fromEntries(
  Object.entries(definitions).map(([id, definition]) => {
    const order = goOrder[id]?.split(' ')
    if (order === undefined) return [id, definition]
    return [id, { ...definition, properties: Object.fromEntries(order.map((name) => [name, definition.properties[name]])) }]
  }),
)
writeFileSync(join(root, 'lib/kube/schema/structure.generated.json'), `${JSON.stringify(inGoOrder)}\n`)

/** Folder of a definition's declaration in kubernetes-models, by the API group in its id. */
const modelFolders = {
  core: 'v1', apps: 'apps/v1', batch: 'batch/v1', policy: 'policy/v1', networking: 'networking.k8s.io/v1', rbac: 'rbac.authorization.k8s.io/v1', discovery: 'discovery.k8s.io/v1',
  events: 'events.k8s.io/v1', scheduling: 'scheduling.k8s.io/v1', storage: 'storage.k8s.io/v1', coordination: 'coordination.k8s.io/v1', authentication: 'authentication.k8s.io/v1', authorization: 'authorization.k8s.io/v1',
}
function declarationOf(id) {
  const { group, version, name } = home(id)
  const folder = group === 'meta' ? '@kubernetes-models/apimachinery/apis/meta/v1' : `kubernetes-models/${group === 'autoscaling' ? `autoscaling/${version}` : modelFolders[group]}`
  try {
    return readFileSync(join(root, 'node_modules', folder, `${name}.d.ts`), 'utf8')
  } catch {
    return ''
  }
}
const comment = (text) => text.replaceAll('\\*', '*').replaceAll('\\`', '`').replace(/^\s*\/\*\*|\*\/\s*$/g, '').split('\n').map((line) => line.replace(/^\s*\* ?/, '')).join('\n').trim()
const descriptions = {}
for (const [id, definition] of Object.entries(definitions)) {
  const source = declarationOf(id)
  const own = /\/\*\*[\s\S]*?\*\/(?=\s*export interface)/.exec(source)?.[0]
  const fields = {}
  for (const [, text, name] of source.matchAll(/(\/\*\*(?:(?!\*\/)[\s\S])*\*\/)\s*"([^"]+)"\??:/g)) if (definition.properties && name in definition.properties) fields[name] ??= comment(text)
  if (own === undefined && Object.keys(fields).length === 0) continue
  descriptions[id] = { ...(own === undefined ? {} : { about: comment(own) }), fields }
}
writeFileSync(join(root, 'lib/kube/schema/descriptions.generated.json'), `${JSON.stringify(descriptions)}\n`)
