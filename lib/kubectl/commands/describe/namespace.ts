import { isFailure } from '../../failure'
import { call, type Invocation, type Running } from '../../command'
import { isObject, type JsonObject } from '../../json'
import { list, longTime, map, orElse, strings, text } from './fields'
import { headLines, nameLines } from './metadata'

/** A namespace with its quotas and limits. */
export function* namespaceLines(invocation: Invocation, object: JsonObject): Running<string[]> {
  const name = text(object, 'metadata', 'name')
  const quotas = yield* itemsAt(invocation, `/api/v1/namespaces/${name}/resourcequotas`)
  const limits = yield* itemsAt(invocation, `/api/v1/namespaces/${name}/limitranges`)
  return [
    ...headLines(object),
    `Status:\t${text(object, 'status', 'phase')}`,
    ...conditionLines(object),
    '',
    ...(quotas.length === 0 ? ['No resource quota.'] : ['Resource Quotas', ...quotas.flatMap((quota) => [`  Name:\t${text(quota, 'metadata', 'name')}`, ...scopeLines(quota, '  ', '*'), ...usageLines(quota, '  ', '---')])]),
    '',
    ...(limits.length === 0 ? ['No LimitRange resource.'] : ['Resource Limits', ...limitLines(limits, ' ')]),
  ]
}

function* itemsAt(invocation: Invocation, path: string): Running<readonly JsonObject[]> {
  const response = yield* call(invocation, 'GET', `${path}?limit=500`)
  return isFailure(response.body) || !isObject(response.body) ? [] : list(response.body, 'items')
}

/** `Conditions:` with when each last changed; nothing where there are none. */
export function conditionLines(object: JsonObject): string[] {
  const rows = list(object, 'status', 'conditions').map((one) => `  ${text(one, 'type')}\t${text(one, 'status')}\t${longTime(text(one, 'lastTransitionTime'))}\t${text(one, 'reason')}\t${text(one, 'message')}`)
  return rows.length === 0 ? [] : ['Conditions:', '  Type\tStatus\tLastTransitionTime\tReason\tMessage', '  ----\t------\t------------------\t------\t-------', ...rows]
}

const scopeHelp: Readonly<Record<string, string>> = {
  Terminating: 'Matches all pods that have an active deadline. These pods have a limited lifespan on a node before being actively terminated by the system.',
  NotTerminating: 'Matches all pods that do not have an active deadline. These pods usually include long running pods whose container command is not expected to terminate.',
  BestEffort: 'Matches all pods that do not have resource requirements set. These pods have a best effort quality of service.',
  NotBestEffort: 'Matches all pods that have at least one resource requirement set. These pods have a burstable or guaranteed quality of service.',
}

function scopeLines(quota: JsonObject, indent: string, bullet: string): string[] {
  const scopes = [...strings(quota, 'spec', 'scopes')].sort()
  const about = scopes.flatMap((scope) => (scopeHelp[scope] === undefined ? [] : [`${indent}${bullet} ${scopeHelp[scope]}`]))
  return scopes.length === 0 ? [] : [`${indent}Scopes:\t${scopes.join(', ')}`, ...about]
}

function usageLines(quota: JsonObject, indent: string, dashes: string): string[] {
  const hard = map(quota, 'status', 'hard')
  const used = map(quota, 'status', 'used')
  return [`${indent}Resource\tUsed\tHard`, `${indent}--------\t${dashes}\t${dashes}`, ...Object.keys(hard).sort().map((name) => `${indent}${name}\t${orElse(text(used, name), '0')}\t${String(hard[name])}`)]
}

export function quotaLines(object: JsonObject): string[] {
  return [...nameLines(object), ...scopeLines(object, '', ' *'), ...usageLines(object, '', '----')]
}

export function limitRangeLines(object: JsonObject): string[] {
  return [...nameLines(object), ...limitLines([object], '')]
}

function limitLines(limits: readonly JsonObject[], indent: string): string[] {
  const rows = limits.flatMap((limit) => list(limit, 'spec', 'limits').flatMap((item) => {
    const columns = ['min', 'max', 'defaultRequest', 'default', 'maxLimitRequestRatio']
    const names = [...new Set(columns.flatMap((column) => Object.keys(map(item, column))))].sort()
    return names.map((name) => `${indent}${[text(item, 'type'), name, ...columns.map((column) => orElse(text(item, column, name), '-'))].join('\t')}`)
  }))
  return [`${indent}Type\tResource\tMin\tMax\tDefault Request\tDefault Limit\tMax Limit/Request Ratio`, `${indent}----\t--------\t---\t---\t---------------\t-------------\t-----------------------`, ...rows]
}
