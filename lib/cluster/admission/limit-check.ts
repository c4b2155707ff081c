import type { LimitRangeItem } from '@/lib/kube/core/v1.generated'
import { parseQuantity } from './quantity-sum'

/** Amounts by resource name, as written. */
export type ResourceList = Readonly<Record<string, string | number>>

/** What a limit finds wrong with requests and limits, in the server's words. Claims have requests alone. */
export function limitFaults({ type, min, max, maxLimitRequestRatio }: LimitRangeItem, requests: ResourceList = {}, limits: ResourceList = {}, requestsOnly = false): string[] {
  const of = (list: object | undefined) => Object.entries((list ?? {}) as ResourceList)
  return [
    ...of(min).flatMap(([name, bound]) => tooLittle(`minimum ${name} usage per ${type} is ${String(bound)}`, bound, requests[name], limits[name])),
    ...of(max).flatMap(([name, bound]) => tooMuch(`maximum ${name} usage per ${type} is ${String(bound)}`, bound, requests[name], limits[name], requestsOnly)),
    ...of(maxLimitRequestRatio).flatMap(([name, bound]) => tooFarApart(`${name} max limit to request ratio per ${type} is ${String(bound)}`, bound, requests[name], limits[name])),
  ]
}

type Amount = string | number | undefined

function tooLittle(words: string, bound: string | number, request: Amount, limit: Amount): string[] {
  if (request === undefined) return [`${words}.  No request is specified`]
  if (parseQuantity(request) < parseQuantity(bound)) return [`${words}, but request is ${String(request)}`]
  return limit !== undefined && parseQuantity(limit) < parseQuantity(bound) ? [`${words}, but limit is ${String(limit)}`] : []
}

function tooMuch(words: string, bound: string | number, request: Amount, limit: Amount, requestsOnly: boolean): string[] {
  if (limit === undefined && (!requestsOnly || request === undefined)) return [`${words}.  No ${requestsOnly ? 'request' : 'limit'} is specified`]
  if (limit !== undefined && parseQuantity(limit) > parseQuantity(bound)) return [`${words}, but limit is ${String(limit)}`]
  return request !== undefined && parseQuantity(request) > parseQuantity(bound) ? [`${words}, but request is ${String(request)}`] : []
}

function tooFarApart(words: string, bound: string | number, request: Amount, limit: Amount): string[] {
  const [asked, most] = [parseQuantity(request ?? 0), parseQuantity(limit ?? 0)]
  if (asked === 0) return [`${words}, but no request is specified or request is 0`]
  if (most === 0) return [`${words}, but no limit is specified or limit is 0`]
  return (most / asked) * 1000 > parseQuantity(bound) ? [`${words}, but provided ratio is ${(most / asked).toFixed(6)}`] : []
}
