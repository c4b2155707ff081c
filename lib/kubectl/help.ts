import { commandNamed, commandNames } from '#kubectl-verbs'
import { print, type Command, type Running } from './command'
import { commandTree, type Verb } from './command-tree'

/** Prints the help of a verb, or of kubectl. */
export function* help(path: readonly string[]): Running<number> {
  yield* print(helpText(path))
  return 0
}

/** Our own help: what the verb does here, and its flags. */
export function helpText(path: readonly string[]): string {
  const verb = verbAt(path)
  if (verb === undefined) return overview()
  const command = commandAt(path)
  const below = verb.verbs.length === 0 ? '' : `\nVerbs below it:\n${verb.verbs.map(({ name }) => `  ${name}\n`).join('')}`
  const flags = verb.flags.filter(({ deprecated }) => deprecated === undefined).map(({ name, short }) => `  ${short === undefined ? '    ' : `-${short}, `}--${name}`)
  const usage = command?.usage ?? `kubectl ${path.join(' ')}`
  return `${command?.about ?? 'Not part of this practice cluster.'}\n\nUsage:\n  ${usage}\n${below}${flags.length === 0 ? '' : `\nFlags:\n${flags.sort().join('\n')}\n`}`
}

function overview(): string {
  const known = commandTree.filter(({ name }) => commandNames().includes(name))
  const unknown = commandTree.filter((verb) => !known.includes(verb) && verb.name !== 'help').map(({ name }) => name)
  const width = Math.max(...known.map(({ name }) => name.length)) + 3
  return `kubectl talks to the practice cluster.\n\n${known.map(({ name }) => `  ${name.padEnd(width)}${commandAt([name])?.about ?? ''}\n`).join('')}\nkubectl VERB --help tells more. Not part of this practice cluster: ${unknown.join(', ')}.\n`
}

function verbAt(path: readonly string[]): Verb | undefined {
  const [first, ...rest] = path
  return rest.reduce<Verb | undefined>((verb, name) => verb?.verbs.find((below) => below.name === name) ?? verb, commandTree.find(({ name }) => name === first))
}

function commandAt(path: readonly string[]): Command | undefined {
  const [first, ...rest] = path
  return rest.reduce<Command | undefined>((command, name) => command?.commands?.find((below) => below.name === name) ?? command, commandNamed(first ?? ''))
}
