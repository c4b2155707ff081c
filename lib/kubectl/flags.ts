import { fail, failUsage } from './failure'

/** One flag a command takes. A `bool` may stand alone; `optional` takes a value only with `=` (`--dry-run`). */
export interface FlagSpec {
  readonly name: string
  readonly short?: string
  readonly type: 'string' | 'bool' | 'int' | 'list' | 'duration' | 'optional'
  /** Of an `optional` flag without value. */
  readonly alone?: string
}

/** What was given: every flag's values in order, and the words that are none. */
export interface ParsedFlags {
  readonly args: readonly string[]
  /** Words behind `--`. */
  readonly rest: readonly string[] | undefined
  readonly values: ReadonlyMap<string, readonly string[]>
}

/** Flags that every command takes. */
export const globalFlags: readonly FlagSpec[] = [
  { name: 'namespace', short: 'n', type: 'string' },
  { name: 'as', type: 'string' },
  { name: 'as-group', type: 'list' },
  { name: 'as-uid', type: 'string' },
  { name: 'context', type: 'string' },
  { name: 'cluster', type: 'string' },
  { name: 'user', type: 'string' },
  { name: 'kubeconfig', type: 'string' },
  { name: 'server', short: 's', type: 'string' },
  { name: 'token', type: 'string' },
  { name: 'request-timeout', type: 'string' },
  { name: 'warnings-as-errors', type: 'bool' },
  { name: 'v', short: 'v', type: 'int' },
  { name: 'help', short: 'h', type: 'bool' },
]

/** Reads flags as pflag does: `--name=value`, `--name value`, `-nvalue`, `-n value`, grouped short booleans; anywhere among the words. */
export function parseFlags(words: readonly string[], specs: readonly FlagSpec[], command: string): ParsedFlags {
  const all = [...specs, ...globalFlags]
  const args: string[] = []
  const values = new Map<string, string[]>()
  const add = (spec: FlagSpec, value: string): void => void values.set(spec.name, [...(values.get(spec.name) ?? []), check(spec, value)])
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? ''
    if (word === '--') return { args, rest: words.slice(at + 1), values }
    if (word.startsWith('--')) at += long(words, at, all, command, add)
    else if (word.length > 1 && word.startsWith('-')) at += short(words, at, all, command, add)
    else args.push(word)
  }
  return { args, rest: undefined, values }
}

type Add = (spec: FlagSpec, value: string) => void

/** Returns how many further words it took. */
function long(words: readonly string[], at: number, specs: readonly FlagSpec[], command: string, add: Add): number {
  const word = words[at] ?? ''
  const equals = word.indexOf('=')
  const name = word.slice(2, equals === -1 ? undefined : equals)
  if (name === '' || name.startsWith('-')) failUsage(command, `bad flag syntax: ${word}`)
  const spec = specs.find((candidate) => candidate.name === name) ?? failUsage(command, `unknown flag: --${name}`)
  if (equals !== -1) {
    add(spec, word.slice(equals + 1))
    return 0
  }
  const alone = withoutValue(spec)
  if (alone !== undefined) {
    add(spec, alone)
    return 0
  }
  const next = words[at + 1] ?? failUsage(command, `flag needs an argument: --${name}`)
  add(spec, next)
  return 1
}

function short(words: readonly string[], at: number, specs: readonly FlagSpec[], command: string, add: Add): number {
  const word = words[at] ?? ''
  for (let index = 1; index < word.length; index++) {
    const letter = word.charAt(index)
    const spec = specs.find((candidate) => candidate.short === letter) ?? failUsage(command, `unknown shorthand flag: '${letter}' in ${word}`)
    const rest = word.slice(index + 1)
    if (rest.startsWith('=')) {
      add(spec, rest.slice(1))
      return 0
    }
    const alone = withoutValue(spec)
    if (alone !== undefined) {
      add(spec, alone)
      continue
    }
    if (rest !== '') {
      add(spec, rest)
      return 0
    }
    const next = words[at + 1] ?? failUsage(command, `flag needs an argument: '${letter}' in ${word}`)
    add(spec, next)
    return 1
  }
  return 0
}

function withoutValue(spec: FlagSpec): string | undefined {
  return spec.type === 'bool' ? 'true' : spec.type === 'optional' ? (spec.alone ?? '') : undefined
}

function check(spec: FlagSpec, value: string): string {
  const flag = spec.short === undefined ? `"--${spec.name}"` : `"-${spec.short}, --${spec.name}"`
  if (spec.type === 'int' && !/^[-+]?\d+$/.test(value)) fail(`invalid argument "${value}" for ${flag} flag: strconv.ParseInt: parsing "${value}": invalid syntax`)
  if (spec.type === 'bool' && !/^(?:1|t|T|true|TRUE|True|0|f|F|false|FALSE|False)$/.test(value)) fail(`invalid argument "${value}" for ${flag} flag: strconv.ParseBool: parsing "${value}": invalid syntax`)
  if (spec.type === 'duration' && durationMs(value) === undefined) fail(`invalid argument "${value}" for ${flag} flag: time: ${/^\d+$/.test(value) ? 'missing unit in duration' : 'invalid duration'} "${value}"`)
  return value
}

/** Go's duration in milliseconds: `30s`, `1m30s`, `0`. */
export function durationMs(text: string): number | undefined {
  if (/^[-+]?0$/.test(text)) return 0
  const match = /^([-+]?)((?:\d+(?:\.\d+)?(?:ms|h|m|s))+)$/.exec(text)
  if (match === null) return undefined
  const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }
  const total = [...(match[2] ?? '').matchAll(/([\d.]+)(ms|h|m|s)/g)].reduce((sum, [, number, unit]) => sum + Number(number) * (units[unit ?? 's'] ?? 1000), 0)
  return match[1] === '-' ? -total : total
}

/** A flag's last value. */
export function flag(flags: ParsedFlags, name: string): string | undefined {
  return flags.values.get(name)?.at(-1)
}

export function isSet(flags: ParsedFlags, name: string): boolean {
  return ['1', 't', 'T', 'true', 'TRUE', 'True'].includes(flag(flags, name) ?? 'false')
}

/** A list flag's values, commas split. */
export function flagList(flags: ParsedFlags, name: string): readonly string[] {
  return (flags.values.get(name) ?? []).flatMap((value) => value.split(','))
}
