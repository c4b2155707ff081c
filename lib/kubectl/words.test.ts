import { expect, it } from 'vitest'
import { splitWords } from './words'

it.each([
  ['get pods # all of them', ['get', 'pods']],
  ['# nothing', []],
  ['get pods -l a=b#c \'#d\' \\#e', ['get', 'pods', '-l', 'a=b#c', '#d', '#e']],
  ['get pods # all\n-o wide', ['get', 'pods', '-o', 'wide']],
])('a # begins a comment where a word would begin, as in a shell: %s', (line, words) => {
  expect(splitWords(line)).toEqual({ words })
})
