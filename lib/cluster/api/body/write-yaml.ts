import { stringify } from 'yaml'

/** A value as sigs.k8s.io/yaml writes it: keys in order, lists not indented, a lone dot (as in managedFields) without quotes. */
export function writeYaml(value: unknown): string {
  return stringify(sorted(value), { indentSeq: false, lineWidth: 0, version: '1.1' }).replace(/^(\s*)"\.":/gm, '$1.:')
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, sorted(item)]))
}
