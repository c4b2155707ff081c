import { CommandFailure, fail, isFailure } from '../failure'
import { checkChangeOutput } from '../print/document-printer'
import { refusal, type Problem } from '../problems'
import { finish } from './change-object'
import { flag, isSet } from '../flags'
import { call, dryRunFlag, dryRunOf, dryRunSuffix, fieldManagerFlag, fileFlags, outputFlag, print, printExactly, printError, selectorFlag, type Command, type Invocation, type Running } from '../command'
import { goJsonText, isObject, type JsonObject } from '../json'
import { threeWayPatch } from '../patch/three-way'
import { printObject } from '../print/print-object'
import { readManifests, type ManifestObject } from '../read-manifests'
import { needKind, pathOf, printedName, qualifiedResource, type ResourceMapping } from '../resources'

export const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration'

export const applyCommand: Command = {
  name: 'apply',
  about: 'Bring objects to what files say, creating those that are missing.',
  usage: 'kubectl apply -f FILE [--server-side [--force-conflicts]] [--dry-run=server|client] [-n namespace]',
  flags: [
    ...fileFlags,
    dryRunFlag,
    outputFlag,
    selectorFlag,
    fieldManagerFlag,
    { name: 'server-side', type: 'bool' },
    { name: 'force-conflicts', type: 'bool' },
    { name: 'validate', type: 'optional', alone: 'strict' },
    { name: 'overwrite', type: 'bool' },
    { name: 'force', type: 'bool' },
    { name: 'prune', type: 'bool' },
    { name: 'all', type: 'bool' },
    { name: 'wait', type: 'bool' },
    { name: 'show-managed-fields', type: 'bool' },
  ],
  *run(invocation) {
    if (invocation.args.length > 0) throw new CommandFailure(`error: Unexpected args: [${invocation.args.join(' ')}]\nSee 'kubectl apply -h' for help and examples`)
    checkOptions(invocation)
    const { objects, problem } = yield* readManifests(invocation, 'error: must specify one of -f and -k')
    if (objects.length === 0 && problem === undefined) throw new CommandFailure('error: no objects passed to apply')
    const problems: Problem[] = []
    for (const object of objects) {
      const refused = yield* applyOne(invocation, object)
      if (refused !== undefined) problems.push(refused)
    }
    if (problem !== undefined) problems.push(problem)
    return yield* finish(problems)
  },
}

/** What can't be asked together (kubectl pkg/cmd/apply/apply.go Validate). */
function checkOptions(invocation: Invocation): void {
  const { flags } = invocation
  checkChangeOutput(flag(flags, 'output'))
  const serverSide = isSet(flags, 'server-side')
  if (isSet(flags, 'force-conflicts') && !serverSide) fail('--force-conflicts only works with --server-side')
  if (dryRunOf(invocation) === 'client' && serverSide) fail("--dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)")
  if (isSet(flags, 'force') && serverSide) fail('--force cannot be used with --server-side')
  validation(invocation)
  if (!isSet(flags, 'prune')) return
  if (!isSet(flags, 'all') && (flag(flags, 'selector') ?? '') === '') fail('all resources selected for prune without explicitly passing --all. To prune all resources, pass the --all flag. If you did not mean to prune all resources, specify a label selector')
  fail('apply --prune is not part of this practice cluster')
}

/** The namespace an object goes to; one that contradicts -n ends the command. */
export function namespaceOf(invocation: Invocation, definition: ResourceMapping, object: ManifestObject): string | undefined {
  if (!definition.namespaced) return undefined
  if (invocation.namespaceGiven && object.namespace !== undefined && object.namespace !== invocation.namespace) {
    throw new CommandFailure(`error: the namespace from the provided object "${object.namespace}" does not match the namespace "${invocation.namespace}". You must pass '--namespace=${object.namespace}' to perform this operation.`)
  }
  return object.namespace ?? invocation.namespace
}

/** The object in its namespace: kubectl writes it into whatever it sends or shows. */
export function inNamespace(value: JsonObject, namespace: string | undefined): JsonObject {
  if (namespace === undefined) return value
  return { ...value, metadata: { ...(isObject(value['metadata']) ? value['metadata'] : {}), namespace } }
}

/** `fieldValidation` as --validate asks for it. */
export function validation(invocation: Invocation): string {
  const value = flag(invocation.flags, 'validate') ?? 'strict'
  if (['true', 'strict'].includes(value)) return 'Strict'
  if (value === 'warn') return 'Warn'
  return ['false', 'ignore'].includes(value) ? 'Ignore' : fail(`invalid - validate option "${value}"; must be one of: strict (or true), warn, ignore (or false)`)
}

function* applyOne(invocation: Invocation, object: ManifestObject): Running<Problem | undefined> {
  const definition = needKind(object.apiVersion, object.kind, { name: object.name, namespace: object.namespace ?? '', file: object.file })
  const namespace = namespaceOf(invocation, definition, object)
  if (isSet(invocation.flags, 'server-side')) return yield* applyServerSide(invocation, definition, namespace, object)
  if (object.name === '') {
    if (object.generateName !== '') return 'error: from ' + object.generateName + ': cannot use generate name with apply'
    return `error: error when retrieving current configuration of:\nResource: "${gv(object)}, Resource=${definition.resource}", GroupVersionKind: "${gv(object)}, Kind=${object.kind}"\nName: "", Namespace: "${namespace ?? ''}"\nfrom server for: "${object.file}": resource name may not be empty`
  }
  const current = yield* call(invocation, 'GET', pathOf(definition, namespace, object.name))
  const doing = `error when retrieving current configuration of:\nResource: "${gv(object)}, Resource=${definition.resource}", GroupVersionKind: "${gv(object)}, Kind=${object.kind}"\nName: "${object.name}", Namespace: "${namespace ?? ''}"\nfrom server for: "${object.file}"`
  if (isFailure(current.body) && current.body.reason !== 'NotFound') return refusal(current.body, doing)
  const modified = withLastApplied(definition, namespace, object.value)
  if (isFailure(current.body)) return yield* createOne(invocation, definition, namespace, object, modified)
  return yield* patchOne(invocation, definition, namespace, object, modified, current.body as JsonObject)
}

/** `/v1` for core, as schema.GroupVersion prints inside a GroupVersionKind. */
function gv(object: ManifestObject): string {
  return object.apiVersion.includes('/') ? object.apiVersion : `/${object.apiVersion}`
}

function* createOne(invocation: Invocation, definition: ResourceMapping, namespace: string | undefined, object: ManifestObject, modified: JsonObject): Running<Problem | undefined> {
  const dryRun = dryRunOf(invocation)
  if (dryRun === 'client') {
    yield* done(invocation, definition, object.name, 'created', modified)
    return undefined
  }
  const query = `?${dryRun === 'server' ? 'dryRun=All&' : ''}fieldManager=${flag(invocation.flags, 'field-manager') ?? 'kubectl-client-side-apply'}&fieldValidation=${validation(invocation)}`
  const response = yield* call(invocation, 'POST', pathOf(definition, namespace) + query, { body: modified })
  if (isFailure(response.body)) return refusal(response.body, `error when creating "${object.file}"`)
  yield* done(invocation, definition, object.name, 'created', response.body)
  return undefined
}

function* patchOne(invocation: Invocation, definition: ResourceMapping, namespace: string | undefined, object: ManifestObject, modified: JsonObject, current: JsonObject): Running<Problem | undefined> {
  const annotations = annotationsOf(current)
  const dryRun = dryRunOf(invocation)
  if (isObject(current['metadata']) && current['metadata']['deletionTimestamp'] !== undefined) yield* printError(`Warning: Detected changes to resource ${object.name} which is currently being deleted.`)
  const name = `${qualifiedResource(definition)}/${object.name}`
  if (annotations[lastApplied] === undefined) {
    yield* printError(`Warning: resource ${name.replace(/^([^.]+)(?:\.[^/]+)?\//, '$1/')} is missing the ${lastApplied} annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.`)
  }
  const patch = threeWayPatch(parse(annotations[lastApplied]), modified, current, definition.definition)
  if (Object.keys(patch).length === 0) {
    yield* done(invocation, definition, object.name, 'unchanged', current)
    return undefined
  }
  if (dryRun === 'client') {
    yield* done(invocation, definition, object.name, 'configured', modified)
    return undefined
  }
  const query = `?${dryRun === 'server' ? 'dryRun=All&' : ''}fieldManager=${flag(invocation.flags, 'field-manager') ?? 'kubectl-client-side-apply'}&fieldValidation=${validation(invocation)}`
  const contentType = definition.group === 'gateway.networking.k8s.io' ? 'application/merge-patch+json' : 'application/strategic-merge-patch+json'
  const response = yield* call(invocation, 'PATCH', pathOf(definition, namespace, object.name) + query, { body: patch, contentType })
  if (isFailure(response.body)) {
    const doing = `error when applying patch:\n${goJsonText(patch)}\nto:\nResource: "${gv(object)}, Resource=${definition.resource}", GroupVersionKind: "${gv(object)}, Kind=${object.kind}"\nName: "${object.name}", Namespace: "${namespace ?? ''}"\nfor: "${object.file}": error when patching "${object.file}"`
    return refusal(response.body, doing)
  }
  yield* done(invocation, definition, object.name, 'configured', response.body)
  return undefined
}

function* applyServerSide(invocation: Invocation, definition: ResourceMapping, namespace: string | undefined, object: ManifestObject): Running<Problem | undefined> {
  const dryRun = dryRunOf(invocation)
  if (dryRun === 'client') throw new CommandFailure("error: --dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)")
  const force = isSet(invocation.flags, 'force-conflicts')
  const query = `?${dryRun === 'server' ? 'dryRun=All&' : ''}fieldManager=${flag(invocation.flags, 'field-manager') ?? 'kubectl'}&fieldValidation=${validation(invocation)}&force=${String(force)}`
  const response = yield* call(invocation, 'PATCH', pathOf(definition, namespace, object.name) + query, { body: inNamespace(object.value, namespace), contentType: 'application/apply-patch+yaml' })
  if (isFailure(response.body)) {
    if (response.body.reason !== 'Conflict') return refusal(response.body)
    return `error: ${response.body.message ?? ''}\nPlease review the fields above--they currently have other managers. Here\nare the ways you can resolve this warning:\n* If you intend to manage all of these fields, please re-run the apply\n  command with the \`--force-conflicts\` flag.\n* If you do not intend to manage all of the fields, please edit your\n  manifest to remove references to the fields that should keep their\n  current managers.\n* You may co-own fields by updating your manifest to match the existing\n  value; in this case, you'll become the manager if the other manager(s)\n  stop managing the field (remove it from their configuration).\nSee https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts`
  }
  yield* done(invocation, definition, object.name, 'serverside-applied', response.body)
  return undefined
}

function* done(invocation: Invocation, definition: ResourceMapping, name: string, did: string, object: unknown): Running<void> {
  const output = flag(invocation.flags, 'output')
  if (output !== undefined && output !== 'name') yield* printExactly(printObject(output, object))
  else yield* print(output === 'name' ? printedName(definition, name) : `${printedName(definition, name)} ${did}${dryRunSuffix(dryRunOf(invocation))}`)
}

function annotationsOf(object: JsonObject): Readonly<Record<string, string | undefined>> {
  const metadata = object['metadata']
  return isObject(metadata) && isObject(metadata['annotations']) ? (metadata['annotations'] as Record<string, string>) : {}
}

function parse(text: string | undefined): JsonObject {
  if (text === undefined) return {}
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : {}
  } catch {
    return {}
  }
}

/** The object as sent, carrying itself as JSON in its annotation, so that the next apply knows what this one said. */
export function withLastApplied(definition: ResourceMapping, namespace: string | undefined, value: JsonObject): JsonObject {
  const given = isObject(value['metadata']) ? value['metadata'] : {}
  const { [lastApplied]: _old, ...annotations } = isObject(given['annotations']) ? given['annotations'] : {}
  const metadata = { ...given, annotations, ...(definition.namespaced && namespace !== undefined ? { namespace } : {}) }
  const bare = { ...value, metadata }
  return { ...bare, metadata: { ...metadata, annotations: { ...annotations, [lastApplied]: `${goJsonText(bare)}\n` } } }
}
