import { flagsOf, globalFlags, type Verb } from '../command-tree'
import { flagNamed, withoutValue, type FlagSpec, type ParsedFlags } from '../flags'

/** A line's last word as a flag's value, or as it is. */
export interface FlagInHand {
  readonly spec: FlagSpec | undefined
  /** Words before it, without the flag whose value it is. */
  readonly words: readonly string[]
  readonly word: string
  /** A flag that the verb does not take. */
  readonly unknown?: string
}

/** Which flag's value the last word is (cobra completions.go checkIfFlagCompletion). */
export function flagInHand(words: readonly string[], last: string, verb: Verb | undefined): FlagInHand {
  const joined = last.startsWith('-') ? last.indexOf('=') : -1
  if (last.startsWith('-') && joined === -1) return { spec: undefined, words, word: last }
  const previous = words.at(-1) ?? ''
  const name = joined === -1 ? nameIn(isFlag(previous) && !previous.includes('=') ? previous : '') : nameIn(last.slice(0, joined))
  const word = last.slice(joined + 1)
  if (name === '') return { spec: undefined, words, word }
  const spec = flagCalled(name, flagsOf(verb))
  if (spec === undefined) return { spec, words, word: last, unknown: name }
  if (joined !== -1) return { spec, words, word }
  return withoutValue(spec) === undefined ? { spec, words: words.slice(0, -1), word } : { spec: undefined, words, word }
}

function isFlag(word: string): boolean {
  return /^(?:--.|-[^-])/.test(word)
}

/** The name of a long flag; of short ones that stand together the last. */
function nameIn(flag: string): string {
  return flag.startsWith('--') ? flag.slice(2) : flag.slice(-1)
}

function flagCalled(name: string, specs: readonly FlagSpec[]): FlagSpec | undefined {
  return name.length === 1 ? specs.find(({ short }) => short === name) : flagNamed(specs, name)
}

/** Flags whose names begin as the word does: those that are needed and lacking, otherwise all that may still be given. The global ones come first. */
export function flagNames(verb: Verb | undefined, { values }: ParsedFlags, word: string): readonly string[] {
  const required = requiredFlags(verb, values, word)
  if (required.length > 0) return required
  const specs = flagsOf(verb).filter(({ name, type }) => !values.has(name) || ['list', 'array', 'map'].includes(type))
  const inherited = verb === undefined ? [] : specs.filter((spec) => globalFlags.includes(spec))
  return [...inNameOrder(inherited), ...inNameOrder(specs.filter((spec) => !inherited.includes(spec)))].flatMap((spec) => namesOf(spec, word))
}

/** The same, only of those that are needed and lacking. */
export function requiredFlags(verb: Verb | undefined, values: ParsedFlags['values'], word: string): readonly string[] {
  return inNameOrder(flagsOf(verb).filter(({ name }) => verb?.required.includes(name) === true && !values.has(name))).flatMap((spec) => namesOf(spec, word))
}

function inNameOrder(specs: readonly FlagSpec[]): readonly FlagSpec[] {
  return specs.toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

function namesOf({ name, short, deprecated }: FlagSpec, word: string): readonly string[] {
  if (deprecated !== undefined) return []
  return [`--${name}`, ...(short === undefined ? [] : [`-${short}`])].filter((each) => each.startsWith(word))
}
