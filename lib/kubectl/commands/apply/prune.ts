import { CommandFailure, fail, isFailure, statusMessage } from '../../failure'
import { flag, flagList, flagNumber, isSet } from '../../flags'
import { call, dryRunOf, dryRunSuffix, print, printExactly, type Invocation, type Running } from '../../command'
import { valueAt, type JsonObject } from '../../json'
import { klogWarning } from '../../klog'
import { lastAppliedText } from '../../last-applied'
import { printObject } from '../../print/print-object'
import { mappingOf, pathOf, printedName, type ResourceMapping } from '../../resources'
import { listObjects } from '../change-object'
import { selectorsOf } from '../get/find-infos'
import { printsObjects, type Applied } from './apply-object'

/** What can't be asked with --prune (kubectl pkg/cmd/apply/apply.go Validate). */
export function checkPrune({ flags }: Invocation): void {
  if (!isSet(flags, 'prune')) return
  if (isSet(flags, 'force')) fail('--force cannot be used with --prune')
  if (!isSet(flags, 'all') && (flag(flags, 'selector') ?? '') === '') fail('all resources selected for prune without explicitly passing --all. To prune all resources, pass the --all flag. If you did not mean to prune all resources, specify a label selector')
  if (isSet(flags, 'server-side')) fail("--prune is in alpha and doesn't currently work on objects created by server-side apply")
}

/** Kinds that are looked through where no allowlist says which (kubectl pkg/util/prune/prune.go), those of namespaces first. */
const usual = ['v1/ConfigMap', 'v1/Endpoints', 'v1/PersistentVolumeClaim', 'v1/Pod', 'v1/ReplicationController', 'v1/Secret', 'v1/Service', 'batch/v1/Job', 'batch/v1/CronJob', 'networking.k8s.io/v1/Ingress', 'apps/v1/DaemonSet', 'apps/v1/Deployment', 'apps/v1/ReplicaSet', 'apps/v1/StatefulSet', 'v1/Namespace', 'v1/PersistentVolume']

/** The kinds that --prune-allowlist names; empty: the usual ones. */
export function pruneMappings({ flags }: Invocation): readonly ResourceMapping[] {
  if (!isSet(flags, 'prune')) return []
  return flagList(flags, 'prune-allowlist').map((word) => {
    const parts = word.split('/')
    const [group = '', version = '', kind = ''] = parts
    if (parts.length !== 3) return fail(`invalid GroupVersionKind format: ${word}, please follow <group/version/kind>`)
    const apiVersion = group === 'core' || group === '' ? version : `${group}/${version}`
    return mappingOf(apiVersion, kind) ?? fail(`no matches for kind "${kind}" in version "${apiVersion}"`)
  })
}

/** Deletes what apply once made and the files name no more, in the namespaces of what was applied. */
export function* prune(invocation: Invocation, applied: readonly Applied[], allowed: readonly ResourceMapping[]): Running<void> {
  if (allowed.length === 0) yield* klogWarning('prune.go:71', 'Deprecated: kubectl apply will no longer prune non-namespaced resources by default when used with the --namespace flag in a future release. To preserve the current behaviour, list the resources you want to target explicitly in the --prune-allowlist flag.')
  const mappings = allowed.length > 0 ? allowed : usual.flatMap((word) => mappingOf(word.split('/').slice(0, -1).join('/'), word.split('/').at(-1) ?? '') ?? [])
  const kept = new Set(applied.map((one) => valueAt(one.applied, ['metadata', 'uid'])))
  const namespaces = new Set(applied.flatMap((one) => textAt(one.applied, ['metadata', 'namespace']) ?? []))
  if (invocation.namespaceGiven) namespaces.add(invocation.namespace)
  for (const namespace of namespaces) for (const mapping of mappings) if (mapping.namespaced) yield* pruneKind(invocation, mapping, namespace, kept)
  for (const mapping of mappings) if (!mapping.namespaced) yield* pruneKind(invocation, mapping, undefined, kept)
}

function textAt(object: JsonObject, path: readonly string[]): string | undefined {
  const text = valueAt(object, path)
  return typeof text === 'string' ? text : undefined
}

function* pruneKind(invocation: Invocation, mapping: ResourceMapping, namespace: string | undefined, kept: ReadonlySet<unknown>): Running<void> {
  const listed = yield* listObjects(namespace === undefined ? invocation : { ...invocation, namespace }, mapping, selectorsOf(invocation))
  if (isFailure(listed)) return failPrune(mapping, statusMessage(listed))
  for (const { name, object } of listed) if (lastAppliedText(object) !== undefined && !kept.has(valueAt(object, ['metadata', 'uid']))) yield* pruneOne(invocation, mapping, namespace, name, object)
}

function* pruneOne(invocation: Invocation, mapping: ResourceMapping, namespace: string | undefined, name: string, object: JsonObject): Running<void> {
  const dryRun = dryRunOf(invocation)
  if (dryRun !== 'client') {
    const grace = flagNumber(invocation.flags, 'grace-period') ?? -1
    const { body } = yield* call(invocation, 'DELETE', pathOf(mapping, namespace, name), { body: { propagationPolicy: 'Background', ...(grace < 0 ? {} : { gracePeriodSeconds: grace }), ...(dryRun === 'server' ? { dryRun: ['All'] } : {}) } })
    if (isFailure(body)) failPrune(mapping, body.message ?? '')
  }
  const output = flag(invocation.flags, 'output')
  if (printsObjects(output)) yield* printExactly(printObject(output ?? '', object))
  else yield* print(output === 'name' ? printedName(mapping, name) : `${printedName(mapping, name)} pruned${dryRunSuffix(dryRun)}`)
}

function failPrune({ group, version, kind, namespaced }: ResourceMapping, why: string): never {
  throw new CommandFailure(`error: error pruning ${namespaced ? 'namespaced' : 'nonNamespaced'} object ${group}/${version}, Kind=${kind}: ${why}`)
}
