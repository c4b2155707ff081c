import { commandTree, globalFlags, type Verb } from './command-tree'
import { CommandFailure } from './failure'
import { flagNamed, withoutValue, type FlagSpec } from './flags'

/** The verb that words name, from the outermost inwards, and the words without its names. */
export interface FoundVerb {
  readonly path: readonly Verb[]
  readonly words: readonly string[]
}

/** Finds the verb as cobra does: flags may stand before it, their values are no verbs. A word that is no verb of kubectl ends the command. */
export function findVerb(argv: readonly string[]): FoundVerb {
  const found = verbIn(argv, commandTree)
  const [first] = bareWords(argv, globalFlags)
  if (found.path.length === 0 && first !== undefined) throw new CommandFailure(`error: unknown command ${JSON.stringify(first.word)} for "kubectl"${didYouMean(first.word)}`)
  return found
}

/** The same, where words that are no verb stay words. */
export function verbIn(argv: readonly string[], tree: readonly Verb[] = commandTree): FoundVerb {
  let [below, words]: [readonly Verb[], readonly string[]] = [tree, argv]
  let flags: readonly FlagSpec[] = globalFlags
  const path: Verb[] = []
  for (;;) {
    const [first] = bareWords(words, flags)
    const next = below.find(({ name, aliases }) => first !== undefined && (name === first.word || aliases.includes(first.word)))
    if (next === undefined || first === undefined) return { path, words }
    path.push(next)
    words = words.toSpliced(first.at, 1)
    below = next.verbs
    flags = [...next.flags, ...globalFlags]
  }
}

/** Words that are neither flags nor their values (cobra stripFlags: a flag nobody knows takes the next word). */
function bareWords(words: readonly string[], specs: readonly FlagSpec[]): readonly { readonly word: string; readonly at: number }[] {
  const bare: { readonly word: string; readonly at: number }[] = []
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? ''
    if (word === '--') break
    if (takesNext(word, specs)) at++
    else if (word !== '' && !word.startsWith('-')) bare.push({ word, at })
  }
  return bare
}

function takesNext(word: string, specs: readonly FlagSpec[]): boolean {
  if (!word.startsWith('-') || word.includes('=')) return false
  const spec = word.startsWith('--') ? flagNamed(specs, word.slice(2)) : word.length === 2 ? specs.find(({ short }) => short === word[1]) : undefined
  if (!word.startsWith('--') && word.length !== 2) return false
  if (/^(?:--help|-h)$/.test(word)) return false
  return spec === undefined || withoutValue(spec) === undefined
}

/** kubectl adds its verbs in the groups of its help (kubectl pkg/cmd/cmd.go): suggestions come in that order. */
const order =
  'create expose run set explain get edit delete rollout scale autoscale certificate cluster-info top cordon uncordon drain taint describe logs attach exec port-forward proxy cp auth debug events diff apply patch replace wait kustomize label annotate completion config plugin version api-versions api-resources options kuberc help'.split(' ')

function didYouMean(typed: string): string {
  const near = order.filter((name) => distance(typed.toLowerCase(), name) <= 2 || name.startsWith(typed.toLowerCase()))
  return near.length === 0 ? '' : `\n\nDid you mean this?\n${near.map((name) => `\t${name}\n`).join('')}`
}

/** Levenshtein's distance: letters to add, drop or change. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (const [at, letter] of [...a].entries()) {
    const next = [at + 1]
    for (let index = 0; index < b.length; index++) next.push(Math.min((row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1, (row[index] ?? 0) + (letter === b[index] ? 0 : 1)))
    row = next
  }
  return row[b.length] ?? 0
}
