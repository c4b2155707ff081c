import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import dictionary from 'dictionary-en-gb'
import nspell from 'nspell'
import { expect, it } from 'vitest'
import { glossary } from '@/content/glossary'
import { syllabus } from '@/content/syllabus'
import { proseOf, readLessons } from './lesson-source'

const english = nspell(dictionary)
/** Words of the trade that no dictionary of English has. */
const ours = new Set(readFileSync(join(import.meta.dirname, 'words.txt'), 'utf8').split('\n').map((word) => word.toLowerCase()))

/** Fields and kinds, such as `minReadySeconds` and `ReplicaSet`. */
const isKubernetesName = (word: string) => /[a-z][A-Z]/.test(word)

function misspelt(text: string): string[] {
  const words = (proseOf(text).match(/[A-Za-z][A-Za-z'’]*/g) ?? []).map((word) => word.replace(/’/g, "'").replace(/'s$|'$/, ''))
  return [...new Set(words.filter((word) => !isKubernetesName(word) && !ours.has(word.toLowerCase()) && !english.correct(word)))]
}

it('a wrong word is found, a name of the API is not', () => {
  expect(misspelt('The Depolyment has `replcas` and minReadySeconds, doesn’t it?')).toEqual(['Depolyment'])
})

it.each(readLessons().map(({ id, header, text }) => [id, [header.title, header.short, header.aim, text].join('\n')]))('%s is spelt right', (_, text) => {
  expect(misspelt(text)).toEqual([])
})

it('so are the glossary and the course home', () => {
  expect(misspelt([...glossary.flatMap(({ word, means }) => [word, means]), ...syllabus.flatMap(({ title, line }) => [title, line])].join('\n'))).toEqual([])
})
