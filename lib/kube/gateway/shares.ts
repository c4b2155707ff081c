import type { HTTPBackendRef } from './v1'

/** Which part of the requests each backend of a rule gets, from 0 to 1: its weight of the sum of all. Without one it is 1; where all are 0, nobody gets any (Gateway API, BackendRef). */
export function sharesOf(backends: readonly HTTPBackendRef[]): number[] {
  const total = backends.reduce((sum, { weight = 1 }) => sum + weight, 0)
  return backends.map(({ weight = 1 }) => (total === 0 ? 0 : weight / total))
}
