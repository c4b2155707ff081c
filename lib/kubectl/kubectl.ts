import { commandNamed, completionOf } from '#kubectl-verbs'
import type { KubectlProgram } from './effect'
import type { Command, Invocation, Running } from './command'
import { dryRunWarning, print, printError, printExactly } from './command'
import { clientOf } from './client'
import { flagsOf, type Verb } from './command-tree'
import { completionCall } from './completion/completion-call'
import { CommandFailure, fail, UnservedResource } from './failure'
import { isSet, parseFlags, type FlagSpec, type ParsedFlags } from './flags'
import { findVerb, type FoundVerb } from './find-verb'
import { help, helpText } from './help'
import { withTemplate } from './output-flag'
import { klogWarning } from './klog'
import { findResource } from './resources'

/**
 * Runs one kubectl command: a pure client of the API, a generator of effects whose return value is the exit code. `argv` are the words behind
 * `kubectl`. Whatever is typed gets an answer; nothing is thrown.
 */
export function* kubectl(argv: readonly string[], env: Readonly<Record<string, string>> = {}): KubectlProgram {
  try {
    const completion = completionCall(argv)
    return completion === undefined ? yield* dispatch(argv, env) : yield* completionOf(completion, env)
  } catch (failure) {
    if (!(failure instanceof CommandFailure)) throw failure
    yield* printExactly(failure.printed)
    yield* printError(failure instanceof UnservedResource ? unservedText(failure, argv) : failure.message)
    return failure.exitCode
  }
}

/** The word that was typed for it: `httproute`, `httproutes`. */
function unservedText({ resource, message }: UnservedResource, argv: readonly string[]): string {
  const typed = argv.flatMap((word) => word.split(/[,/]/)).find((word) => findResource(word)?.resource === resource)
  return typed === undefined ? message : `error: the server doesn't have a resource type "${typed}"`
}

function* dispatch(argv: readonly string[], env: Readonly<Record<string, string>>): Running<number> {
  const found = findVerb(argv)
  const title = ['kubectl', ...found.path.map(({ name }) => name)].join(' ')
  const flags = readFlags(found, title)
  yield* warnOfFlags(flags)
  const verb = found.path.at(-1)
  if (verb === undefined || verb.name === 'help' || verb.name === 'options' || isSet(flags, 'help')) return yield* help(verb?.name === 'help' ? flags.args : found.path.map(({ name }) => name))
  needFlags(verb, flags)
  if (verb.verbs.length > 0 && !verb.runs) return yield* verbOfVerbs(verb, title, flags)
  const implementation = implementationOf(found) ?? fail(`${title} is not part of this practice cluster`)
  return yield* implementation.command.run(yield* invocationOf(implementation, yield* withTemplate(flags, verb.flags), env, verb.flags))
}

function* warnOfFlags(flags: ParsedFlags): Running<void> {
  for (const { name, deprecated = '' } of flags.deprecated) yield* printError(`Flag --${name} has been deprecated, ${deprecated}`)
  const dated = dryRunWarning(flags)
  if (dated !== undefined) yield* klogWarning(...dated)
}

/** To diff, 1 means a difference: flags it can't read end it with 2, in words of its own (kubectl pkg/cmd/diff/diff.go SetFlagErrorFunc). */
function readFlags({ words, path }: FoundVerb, title: string): ParsedFlags {
  try {
    return parseFlags(words, flagsOf(path.at(-1)), title)
  } catch (failure) {
    if (title !== 'kubectl diff' || !(failure instanceof CommandFailure)) throw failure
    throw new CommandFailure(failure.message.replace("See 'kubectl diff --help' for usage.", "See 'kubectl diff -h' for help and examples"), 2)
  }
}

function needFlags(verb: Verb, flags: ParsedFlags): void {
  const lacking = verb.required.filter((name) => !flags.values.has(name))
  if (lacking.length > 0) fail(`required flag(s) ${lacking.map((name) => `"${name}"`).join(', ')} not set`)
}

/** What runs a verb, and the words of the verb it reads itself (`generic` of `create secret`). */
interface Implementation {
  readonly command: Command
  readonly title: string
  readonly words: readonly string[]
}

function implementationOf({ path }: FoundVerb): Implementation | undefined {
  let command: Command | undefined
  let depth = 0
  for (const { name } of path) {
    const next: Command | undefined = command === undefined ? commandNamed(name) : command.commands?.find((candidate) => candidate.name === name)
    if (next === undefined) break
    command = next
    depth++
  }
  const names = path.map(({ name }) => name)
  const unknown = depth < path.length && (command === undefined || command.commands !== undefined)
  return command === undefined || unknown ? undefined : { command, title: ['kubectl', ...names.slice(0, depth)].join(' '), words: names.slice(depth) }
}

/** Verbs that tell what stands behind `--` from what stands before it. */
const withRest = new Set(['exec', 'debug', 'run', 'job', 'cronjob', 'deployment'])

function* invocationOf({ command, title, words }: Implementation, flags: ParsedFlags, env: Readonly<Record<string, string>>, own: readonly FlagSpec[]): Running<Invocation> {
  const keepsRest = withRest.has(words.at(-1) ?? command.name)
  const args = [...words, ...flags.args, ...(keepsRest ? [] : (flags.rest ?? []))]
  return { command: title, args, rest: keepsRest ? flags.rest : undefined, flags, allNamespaces: isSet(flags, 'all-namespaces'), ...(yield* clientOf(flags, env, own)) }
}

/** A verb of verbs shows its help when it stands alone (kubectl pkg/cmd/util DefaultSubCommandRun). */
function* verbOfVerbs(verb: Verb, title: string, flags: ParsedFlags): Running<number> {
  refuseArguments(title, flags)
  const text = helpText(title.split(' ').slice(1))
  yield* verb.name === 'rollout' ? print(text) : printError(text)
  return 1
}

function refuseArguments(title: string, { args, rest = [] }: ParsedFlags): void {
  const words = [...args, ...rest]
  if (words.length > 0) throw new CommandFailure(`error: unknown command ${JSON.stringify(words.join(' '))}\nSee '${title} -h' for help and examples`)
}
