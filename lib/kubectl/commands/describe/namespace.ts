import { isFailure } from '../../failure'
import { call, type Invocation, type Running } from '../../command'
import { isObject, type JsonObject } from '../../json'
import { list, map, orElse, strings, text } from './fields'
import { headLines, nameLines } from './metadata'

/** A namespace with its quotas and limits. */
export function* namespaceLines(invocation: Invocation, object: JsonObject): Running<string[]> {
  const name = text(object, 'metadata', 'name')
  const quotas = yield* itemsAt(invocation, `/api/v1/namespaces/${name}/resourcequotas`)
  const limits = yield* itemsAt(invocation, `/api/v1/namespaces/${name}/limitranges`)
  return [
    ...headLines(object),
    `Status:\t${text(object, 'status', 'phase')}`,
    '',
    ...(quotas.length === 0 ? ['No resource quota.'] : ['Resource Quotas', ...quotas.flatMap((quota) => [`  Name:\t${text(quota, 'metadata', 'name')}`, ...scopeLine(quota, '  '), ...usageLines(quota, '  ', '---')])]),
    '',
    ...(limits.length === 0 ? ['No LimitRange resource.'] : ['Resource Limits', ...limitLines(limits, ' ')]),
  ]
}

function* itemsAt(invocation: Invocation, path: string): Running<readonly JsonObject[]> {
  const response = yield* call(invocation, 'GET', `${path}?limit=500`)
  return isFailure(response.body) || !isObject(response.body) ? [] : list(response.body, 'items')
}

function scopeLine(quota: JsonObject, indent: string): string[] {
  const scopes = [...strings(quota, 'spec', 'scopes')].sort()
  return scopes.length === 0 ? [] : [`${indent}Scopes:\t${scopes.join(', ')}`]
}

function usageLines(quota: JsonObject, indent: string, dashes: string): string[] {
  const hard = map(quota, 'status', 'hard')
  const used = map(quota, 'status', 'used')
  return [`${indent}Resource\tUsed\tHard`, `${indent}--------\t${dashes}\t${dashes}`, ...Object.keys(hard).sort().map((name) => `${indent}${name}\t${text(used, name)}\t${String(hard[name])}`)]
}

export function quotaLines(object: JsonObject): string[] {
  return [...nameLines(object), ...scopeLine(object, ''), ...usageLines(object, '', '----')]
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
