import type { KubectlProgram } from './effect'
import type { Command, Invocation, Running } from './command'
import { print, printError, printExactly } from './command'
import { commands } from './commands/all'
import { CommandFailure } from './failure'
import { flag, isSet, parseFlags } from './flags'

/**
 * Runs one kubectl command: a pure client of the API, a generator of effects whose return value is the exit code. `argv` are the words behind
 * `kubectl`. Whatever is typed gets an answer; nothing is thrown.
 */
export function* kubectl(argv: readonly string[]): KubectlProgram {
  try {
    return yield* dispatch(argv)
  } catch (failure) {
    if (!(failure instanceof CommandFailure)) throw failure
    yield* printExactly(failure.printed)
    yield* printError(failure.message)
    return failure.exitCode
  }
}

function* dispatch(argv: readonly string[]): Running<number> {
  const words = hoistGlobals(argv)
  const [verb, ...rest] = words
  if (verb === undefined || verb === 'help' || verb === '--help' || verb === '-h') return yield* help(rest[0])
  const command = commands.find((candidate) => candidate.name === verb || aliases[verb] === candidate.name)
  if (command === undefined) throw new CommandFailure(verb.startsWith('-') ? `error: unknown flag: ${verb}\nSee 'kubectl --help' for usage.` : `error: unknown command "${verb}" for "kubectl"${didYouMean(verb)}`)
  return yield* runCommand(command, `kubectl ${command.name}`, rest)
}

const aliases: Readonly<Record<string, string | undefined>> = { ro: 'rollout' }

function* runCommand(command: Command, title: string, words: readonly string[]): Running<number> {
  const below = command.commands
  if (below !== undefined) {
    const [name, ...rest] = words
    const sub = below.find((candidate) => candidate.name === name || subAliases[name ?? ''] === candidate.name)
    if (sub !== undefined) return yield* runCommand(sub, `${title} ${sub.name}`, rest)
    if (name?.startsWith('-') === false) throw new CommandFailure(`error: unknown command "${words.join(' ')}"\nSee '${title} -h' for help and examples`)
    if (command.flags.length === 0) {
      yield* print(helpText(command))
      return 0
    }
  }
  const flags = parseFlags(words, command.flags, title)
  if (isSet(flags, 'help')) {
    yield* print(helpText(command))
    return 0
  }
  const namespace = flag(flags, 'namespace')
  const invocation: Invocation = { command: title, args: flags.args, rest: flags.rest, flags, namespace: namespace ?? 'default', namespaceGiven: namespace !== undefined, allNamespaces: isSet(flags, 'all-namespaces') }
  return yield* command.run(invocation)
}

const subAliases: Readonly<Record<string, string | undefined>> = { nodes: 'node', no: 'node', pods: 'pod', po: 'pod', deploy: 'deployment', svc: 'service', cm: 'configmap', ns: 'namespace', sa: 'serviceaccount' }

/** `kubectl -n shop get pods`: flags before the verb count as if they stood behind it. */
function hoistGlobals(argv: readonly string[]): readonly string[] {
  const early: string[] = []
  let at = 0
  while (at < argv.length) {
    const word = argv[at] ?? ''
    if (!/^(?:-n.*|-s|--(?:namespace|as|as-group|context|kubeconfig|server|token|user|cluster|request-timeout)(?:=.*)?)$/.test(word)) break
    early.push(word)
    at++
    if (!word.includes('=') && !/^-n.+/.test(word)) early.push(argv[at++] ?? '')
  }
  const [verb, ...rest] = argv.slice(at)
  return verb === undefined ? early : [verb, ...early, ...rest]
}

function* help(verb: string | undefined): Running<number> {
  const command = commands.find((candidate) => candidate.name === verb)
  if (command !== undefined) {
    yield* print(helpText(command))
    return 0
  }
  const width = Math.max(...commands.map((candidate) => candidate.name.length)) + 3
  const known = commands.filter((candidate) => !candidate.about.startsWith('Not part'))
  yield* print(`kubectl talks to the practice cluster.\n\n${known.map((candidate) => `  ${candidate.name.padEnd(width)}${candidate.about}\n`).join('')}\nkubectl VERB --help tells more. Not part of this practice cluster: ${commands.filter((candidate) => candidate.about.startsWith('Not part')).map((candidate) => candidate.name).join(', ')}.\n`)
  return 0
}

function helpText(command: Command): string {
  const below = command.commands === undefined ? '' : `\nCommands below it:\n${command.commands.map((sub) => `  ${sub.name}: ${sub.about}\n`).join('')}`
  const flags = command.flags.map((spec) => `  ${spec.short === undefined ? '    ' : `-${spec.short}, `}--${spec.name}`).join('\n')
  return `${command.about}\n\nUsage:\n  ${command.usage}\n${below}${flags === '' ? '' : `\nFlags:\n${flags}\n`}`
}

function didYouMean(verb: string): string {
  const near = commands.map((command) => command.name).filter((name) => name.startsWith(verb) || (name[0] === verb[0] && Math.abs(name.length - verb.length) <= 2 && [...name].filter((letter) => !verb.includes(letter)).length <= 1))
  return near.length === 0 ? '' : `\n\nDid you mean this?\n${near.map((name) => `\t${name}\n`).join('')}`
}
