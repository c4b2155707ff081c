import { kindOf } from '@/lib/kube/kinds'
import { decodeDefinition } from '@/lib/kube/schema/decode'
import { canonicalQuantity } from '@/lib/kube/quantity'
import { recorded } from '../change-cause'
import { fail, isFailure } from '../failure'
import { flag, flagNumber, isSet } from '../flags'
import { call, dryRunOf, type Command, type Invocation, type Running } from '../command'
import { isObject, type JsonObject } from '../json'
import { checkChangeOutput } from '../print/document-printer'
import { refusal, type Problem } from '../problems'
import { pathOf } from '../resources'
import { lastApplied } from '../last-applied'
import { findObjects, finish, printChanged, type FoundObject } from './change-object'
import { builtJson } from './create/create-built'

/** `autoscale TYPE NAME --max=N` (kubectl pkg/cmd/autoscale/autoscale.go). */
export const autoscaleCommand: Command = {
  name: 'autoscale',
  about: 'Make a HorizontalPodAutoscaler for a Deployment, ReplicaSet or StatefulSet.',
  usage: 'kubectl autoscale TYPE NAME --max=N [--min=N] [--cpu=70%] [--memory=AMOUNT] [--name=NAME]',
  *run(invocation) {
    checkOptions(invocation)
    checkChangeOutput(flag(invocation.flags, 'output'))
    const problems: Problem[] = []
    const found = yield* findObjects(invocation, invocation.args, problems)
    for (const one of found) {
      const refused = yield* autoscaleOne(invocation, one)
      if (refused !== undefined) problems.push(refused)
    }
    if (found.length === 0 && problems.length === 0) problems.push('no objects passed to autoscale')
    return yield* finish(problems)
  },
}

const given = ({ flags }: Invocation, name: string) => flag(flags, name) ?? ''
const number = ({ flags }: Invocation, name: string) => flagNumber(flags, name) ?? -1

function checkOptions(invocation: Invocation): void {
  const [max, min] = [number(invocation, 'max'), number(invocation, 'min')]
  if (max < 1) fail(`--max=MAXPODS is required and must be at least 1, max: ${String(max)}`)
  if (max < min) fail(`--max=MAXPODS must be larger or equal to --min=MINPODS, max: ${String(max)}, min: ${String(min)}`)
  if (number(invocation, 'cpu-percent') > 0 && given(invocation, 'cpu') !== '') fail('--cpu-percent and --cpu are mutually exclusive')
  for (const name of ['cpu', 'memory'] as const) if (given(invocation, name) !== '') target(name, given(invocation, name))
}

/** `70%` is a share of what is requested, everything else an amount for each Pod: without a unit in thousandths of a CPU or in Mi. */
function target(resource: 'cpu' | 'memory', text: string): JsonObject {
  if (text.endsWith('%')) {
    const share = text.slice(0, -1)
    return /^(?:\+?\d+|-0+)$/.test(share) ? { type: 'Utilization', averageUtilization: Number(share) } : fail(`invalid percentage value: ${share}`)
  }
  const amount = canonicalQuantity(/^\d+(?:\.\d+)?$/.test(text) ? `${text}${resource === 'cpu' ? 'm' : 'Mi'}` : text)
  return typeof amount === 'string' ? { type: 'AverageValue', averageValue: amount } : fail(`invalid resource ${resource} value: ${text}`)
}

function* autoscaleOne(invocation: Invocation, found: FoundObject): Running<Problem | undefined> {
  const { group, version, kind, resource, subresources } = found.definition
  const gv = group === '' ? `/${version}` : `${group}/${version}`
  if (!subresources.includes('scale')) return `cannot autoscale a ${kind}: could not find scale subresource for ${gv}, Resource=${resource} in discovery information`
  const second = recorded(invocation, { ...scaler(invocation, found, '2'), status: { desiredReplicas: 0, currentMetrics: null } })
  if (dryRunOf(invocation) === 'client') {
    yield* printMade(invocation, second, 'created')
    return undefined
  }
  const refused = yield* post(invocation, second)
  if (refused === undefined) return undefined
  // kubectl then tries the older version, which knows only a share of the CPU.
  const cpu = given(invocation, 'cpu')
  const incompatible = 'failed to create autoscaling/v2 HPA and the configuration is incompatible with autoscaling/v1: '
  if (cpu === '') return `${incompatible}empty input`
  return given(invocation, 'memory') === '' && cpu.endsWith('%') ? yield* post(invocation, scaler(invocation, found, '1')) : `${incompatible}%!w(<nil>)`
}

function scaler(invocation: Invocation, found: FoundObject, version: '1' | '2'): JsonObject {
  const { group, version: own, kind } = found.definition
  const min = number(invocation, 'min')
  const share = number(invocation, 'cpu-percent')
  const cpu = share > 0 ? { type: 'Utilization', averageUtilization: share } : given(invocation, 'cpu') === '' ? undefined : target('cpu', given(invocation, 'cpu'))
  const memory = given(invocation, 'memory') === '' ? undefined : target('memory', given(invocation, 'memory'))
  const metrics = [...(cpu === undefined ? [] : [metric('cpu', cpu)]), ...(memory === undefined ? [] : [metric('memory', memory)])]
  return {
    kind: 'HorizontalPodAutoscaler',
    apiVersion: `autoscaling/v${version}`,
    metadata: { name: given(invocation, 'name') === '' ? found.name : given(invocation, 'name'), ...(invocation.namespaceGiven ? { namespace: invocation.namespace } : {}) },
    spec: {
      scaleTargetRef: { kind, name: found.name, apiVersion: group === '' ? own : `${group}/${own}` },
      ...(min > 0 ? { minReplicas: min } : {}),
      maxReplicas: number(invocation, 'max'),
      ...(version === '1' ? { targetCPUUtilizationPercentage: cpu?.['averageUtilization'] } : { metrics }),
    },
  }
}

function metric(name: string, wanted: JsonObject): JsonObject {
  return { type: 'Resource', resource: { name, target: wanted } }
}

function definitionOf(object: JsonObject) {
  return kindOf(String(object['apiVersion']), 'HorizontalPodAutoscaler') ?? fail('HorizontalPodAutoscaler is not part of this practice cluster')
}

function* printMade(invocation: Invocation, object: JsonObject, did: string): Running<void> {
  const definition = definitionOf(object)
  const decoded = decodeDefinition(definition.definition, object)
  const metadata = isObject(object['metadata']) ? object['metadata'] : {}
  yield* printChanged(invocation, { definition, name: String(metadata['name']) }, did, 'error' in decoded ? object : { ...decoded.object, status: object['status'] })
}

function* post(invocation: Invocation, object: JsonObject): Running<Problem | undefined> {
  const metadata = isObject(object['metadata']) ? object['metadata'] : {}
  const sent = isSet(invocation.flags, 'save-config') ? { ...object, metadata: { ...metadata, annotations: { [lastApplied]: `${builtJson(object)}\n` } } } : object
  const query = `?${dryRunOf(invocation) === 'server' ? 'dryRun=All&' : ''}fieldManager=${flag(invocation.flags, 'field-manager') ?? 'kubectl-autoscale'}`
  const { body } = yield* call(invocation, 'POST', pathOf(definitionOf(object), invocation.namespace) + query, { body: sent })
  if (isFailure(body)) return refusal(body)
  yield* printMade(invocation, body as JsonObject, 'autoscaled')
  return undefined
}
