import type { JsonObject } from '../../json'
import { list, text } from './fields'

/** Sums by resource: cpu in thousandths, everything else in whole units. */
export type Amounts = ReadonlyMap<string, number>

const scales: Readonly<Record<string, number>> = { m: 0.001, '': 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40 }

function read(amount: string, resource: string): number {
  const match = /^([\d.]+)([a-zA-Z]*)$/.exec(amount)
  const value = match === null ? 0 : Number(match[1]) * (scales[match[2] ?? ''] ?? 1)
  return Math.ceil(resource === 'cpu' ? Math.round(value * 1e6) / 1e3 : value)
}

/** What the containers of Pods ask for together. */
export function sumOf(pods: readonly JsonObject[], field: 'requests' | 'limits'): Amounts {
  const sums = new Map<string, number>()
  for (const container of pods.flatMap((pod) => list(pod, 'spec', 'containers'))) {
    for (const resource of ['cpu', 'memory', 'ephemeral-storage']) {
      const amount = text(container, 'resources', field, resource)
      if (amount !== '') sums.set(resource, (sums.get(resource) ?? 0) + read(amount, resource))
    }
  }
  return sums
}

export function formatAmount(amounts: Amounts, resource: string): string {
  const value = amounts.get(resource) ?? 0
  if (resource === 'cpu') return value % 1000 === 0 ? String(value / 1000) : `${String(value)}m`
  for (const unit of ['Gi', 'Mi', 'Ki'] as const) if (value > 0 && value % (scales[unit] ?? 1) === 0) return `${String(value / (scales[unit] ?? 1))}${unit}`
  return String(value)
}

/** Whole percent of what there is, cut off. */
export function percentOf(amounts: Amounts, resource: string, allocatable: string): string {
  const whole = read(allocatable, resource)
  return `${String(whole === 0 ? 0 : Math.trunc(((amounts.get(resource) ?? 0) / whole) * 100))}%`
}
