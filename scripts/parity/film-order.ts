/**
 * Lists whose order is chance: endpoints of a slice come in the order of a Go map (endpointslice reconciler, endpointSet), addresses of Endpoints in
 * that of the Pods' addresses (endpoints util.go RepackSubsets), and which address a Pod got is not compared.
 */
const byChance = new Set(['endpoints', 'addresses', 'notReadyAddresses'])

/** A frame with its keys in order, which means nothing in JSON, and with those of its lists in order whose own means nothing. */
export function sorted<T>(value: T): T {
  if (Array.isArray(value)) return value.map(sorted) as T
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, item]) => [key, byChance.has(key) ? sortedList(sorted(item)) : sorted(item)])) as T
}

function sortedList(list: unknown): unknown {
  return Array.isArray(list) ? [...(list as unknown[])].sort((a, b) => compareText(nameless(a), nameless(b))) : list
}

function nameless(value: unknown): string {
  return nodeless(anonymous(JSON.stringify(value)))
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}

/** A text without the numbers that tell generated names and addresses apart. */
export function anonymous(text: string): string {
  return text.replace(/<(rand|hash|uid|podIP|clusterIP|nodePort|sha|event):\d+>/g, '<$1>')
}

/** A text without which node it names. */
export function nodeless(text: string): string {
  return text.replace(/node-\d/g, '<node>')
}
