import { clientOf } from '../client'
import type { Running } from '../command'
import { commandTree, flagsOf, type Verb } from '../command-tree'
import { CommandFailure } from '../failure'
import { findVerb, type FoundVerb } from '../find-verb'
import { isSet, parseFlags, type ParsedFlags } from '../flags'
import { completeArgument } from './arguments'
import { directives, nothing, type Completing, type Completions } from './completions'
import { flagInHand, flagNames, requiredFlags, type FlagInHand } from './flag-names'
import { completeValue } from './flag-values'

/** A line whose completion fails: what is said of it. */
interface Incompletable {
  readonly problem: string
}

/** Completes the last of the words as cobra does (completions.go getCompletions): a flag's value or name, a verb, what may stand behind the verb. */
export function* getCompletions(words: readonly string[], env: Readonly<Record<string, string>>): Running<Completions | Incompletable> {
  const before = words.slice(0, -1)
  const found = attempt(() => findVerb(before))
  if ('failure' in found) return { problem: `unable to find a command for arguments: [${before.join(' ')}]` }
  const verb = found.path.at(-1)
  const hand = flagInHand(found.words, words.at(-1) ?? '', verb)
  const title = ['kubectl', ...found.path.map(({ name }) => name)].join(' ')
  const flags = attempt(() => parseFlags(hand.words, flagsOf(verb), title))
  if ('failure' in flags) return { problem: `Error while parsing flags from args [${hand.words.join(' ')}]: ${withoutHint(flags.failure)}` }
  if (hand.unknown !== undefined && flags.rest === undefined) return { problem: `Subcommand '${verb?.name ?? 'kubectl'}' does not support flag '${hand.unknown}'` }
  if (isSet(flags, 'help')) return nothing
  return yield* completeHand(found, hand, flags, env)
}

function* completeHand({ path }: FoundVerb, hand: FlagInHand, flags: ParsedFlags, env: Readonly<Record<string, string>>): Running<Completions> {
  const verb = path.at(-1)
  const names = path.map(({ name }) => name).join(' ')
  const args = [...flags.args, ...(flags.rest ?? [])]
  const { spec, word } = hand
  if (spec === undefined && /^-[^=]*$/.test(word) && flags.rest === undefined) return { words: flagNames(verb, flags, word), directive: directives.noFileComp }
  const invocation = { command: `kubectl ${names}`, args, rest: undefined, flags, allNamespaces: false, ...(yield* clientOf(flags, env, verb?.flags ?? [])) }
  const line = { invocation, args, word }
  if (spec !== undefined && flags.rest === undefined) return yield* completeValue(names, spec, line)
  return spec === undefined ? yield* completeWord(verb, flags, line) : yield* completeArgument(verb?.completes ?? 'nothing', line)
}

/** Verbs below, flags that are lacking, then what the verb itself takes. */
function* completeWord(verb: Verb | undefined, flags: ParsedFlags, line: Completing): Running<Completions> {
  const below = line.args.length === 0 && !hasOwnFlag(verb, flags) ? (verb?.verbs ?? commandTree) : []
  const words = [...below.map(({ name }) => name).filter((name) => name.startsWith(line.word)), ...requiredFlags(verb, flags.values, line.word)]
  const kind = verb?.completes ?? 'nothing'
  if (kind === 'nothing') return { words, directive: below.length > 0 ? directives.noFileComp : directives.default }
  const own = yield* completeArgument(kind, line)
  return { words: [...words, ...own.words], directive: own.directive }
}

function hasOwnFlag(verb: Verb | undefined, { values }: ParsedFlags): boolean {
  return verb?.flags.some(({ name }) => values.has(name)) ?? false
}

/** What pflag says, without the line that points at the help. */
function withoutHint({ message }: CommandFailure): string {
  return message.replace(/^error: /, '').replace(/\nSee '.*$/s, '')
}

function attempt<T extends object>(read: () => T): T | { readonly failure: CommandFailure } {
  try {
    return read()
  } catch (failure) {
    if (failure instanceof CommandFailure) return { failure }
    throw failure
  }
}
