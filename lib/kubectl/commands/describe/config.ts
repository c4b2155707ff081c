import type { JsonObject } from '../../json'
import { map, text } from './fields'
import { headLines } from './metadata'

/** A ConfigMap's data as it is, of binary data only the size. */
export function configMapLines(object: JsonObject): string[] {
  const data = map(object, 'data')
  const binary = map(object, 'binaryData')
  return [
    ...headLines(object),
    '',
    'Data',
    '====',
    ...Object.keys(data).sort().flatMap((key) => [`${key}:`, '----', ...String(data[key]).split('\n'), '']),
    '',
    'BinaryData',
    '====',
    ...Object.keys(binary).sort().map((key) => `${key}: ${String(bytesOf(String(binary[key])))} bytes`),
    '',
  ]
}

/** A Secret shows the size of its values, of a token the value. */
export function secretLines(object: JsonObject): string[] {
  const data = map(object, 'data')
  const token = text(object, 'type') === 'kubernetes.io/service-account-token'
  const shown = (key: string) => (key === 'token' && token ? atob(String(data[key])) : `${String(bytesOf(String(data[key])))} bytes`)
  return [...headLines(object), '', `Type:\t${text(object, 'type')}`, '', 'Data', '====', ...Object.keys(data).sort().map((key) => `${key}:\t${shown(key)}`)]
}

function bytesOf(base64: string): number {
  return Math.floor((base64.replace(/[=\s]/g, '').length * 3) / 4)
}
