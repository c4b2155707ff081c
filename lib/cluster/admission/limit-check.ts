import type { LimitRangeItem, PodSpec } from '@/lib/kube/core/v1.generated'
import { parseQuantity, showQuantity } from './quantity-sum'

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

/** What a Pod needs in all: its containers together, or an init container where that is more; a sidecar counts with both. */
export function sumOf(spec: PodSpec, kind: 'requests' | 'limits'): ResourceList {
  const total = new Map<string, number>()
  const like = new Map<string, string | number>()
  const entries = (list: object | undefined) => Object.entries((list ?? {}) as ResourceList)
  const add = (to: Map<string, number>, name: string, amount: string | number) => {
    to.set(name, (to.get(name) ?? 0) + parseQuantity(amount))
    like.set(name, like.get(name) ?? amount)
  }
  for (const { resources } of spec.containers) for (const [name, amount] of entries(resources[kind])) add(total, name, amount)
  const sidecars = new Map<string, number>()
  const starting = new Map<string, number>()
  for (const { resources, restartPolicy } of spec.initContainers ?? []) {
    for (const [name, amount] of entries(resources[kind])) {
      if (restartPolicy === 'Always') {
        add(total, name, amount)
        add(sidecars, name, amount)
      } else starting.set(name, Math.max(starting.get(name) ?? 0, parseQuantity(amount) + (sidecars.get(name) ?? 0)))
      like.set(name, like.get(name) ?? amount)
    }
  }
  const names = new Set([...total.keys(), ...starting.keys()])
  return Object.fromEntries([...names].map((name) => [name, showQuantity(Math.max(total.get(name) ?? 0, starting.get(name) ?? 0), like.get(name))]))
}
