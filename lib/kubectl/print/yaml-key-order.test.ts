import { expect, it } from 'vitest'
import { compareKeys } from './yaml-key-order'

it('counts numbers inside keys as numbers, and puts letters last', () => {
  expect(['b', '10', 'a2', 'a10', '2', '_', 'a', 'a.b', 'ab'].sort(compareKeys)).toEqual(['_', '2', '10', 'a', 'a.b', 'a2', 'a10', 'ab', 'b'])
})
