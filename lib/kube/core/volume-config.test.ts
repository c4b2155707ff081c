import { expect, it } from 'vitest'
import { formatFieldError } from '@/lib/kube/field-error'
import { validateConfigMapVolume, validateDownwardApiVolume, validateSecretVolume } from './volume-config'

it.each([
  ['a Secret', validateSecretVolume({ secretName: 's', items: [{ key: 'k', path: 'p' }] }, 'v'), []],
  ['a Secret without name', validateSecretVolume({}, 'v'), ['v.secretName: Required value']],
  ['a mode in decimal', validateConfigMapVolume({ name: 'c', defaultMode: 644 }, 'v'), ['v.defaultMode: Invalid value: 644: must be a number between 0 and 0777 (octal), both inclusive']],
  ['an item without key, up and reserved', validateConfigMapVolume({ name: 'c', items: [{ path: '..a' }] }, 'v'), ['v.items[0].key: Required value', "v.items[0].path: Invalid value: \"..a\": must not start with '..'"]],
  ['a file of nothing: the volume is named', validateDownwardApiVolume({ items: [{ path: 'a' }] }, 'v'), ['v: Required value: one of fieldRef and resourceFieldRef is required']],
])('%s', (_, errors, lines) => {
  expect(errors.map(formatFieldError)).toEqual(lines)
})
