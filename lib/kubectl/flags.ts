import { CommandFailure, fail } from './failure'

/** One flag a command takes. A `bool` may stand alone; `optional` takes a value only with `=` (`--dry-run`). */
export interface FlagSpec {
  readonly name: string
  readonly short?: string
  /** `list`: commas divide, as in a line of CSV; `array`: they don't; `map`: `key=value`, commas divide. */
  readonly type: 'string' | 'bool' | 'int' | 'list' | 'array' | 'map' | 'duration' | 'optional'
  /** Of an `optional` flag without value. */
  readonly alone?: string
  /** Said when it is used; such a flag is not completed. */
  readonly deprecated?: string
}

/** What was given: every flag's values in order, and the words that are none. */
export interface ParsedFlags {
  readonly args: readonly string[]
  /** Words behind `--`. */
  readonly rest: readonly string[] | undefined
  readonly values: ReadonlyMap<string, readonly string[]>
  /** Flags whose values commas do not divide. */
  readonly whole: ReadonlySet<string>
  /** Deprecated flags that were used, in order. */
  readonly deprecated: readonly FlagSpec[]
}

/** Reads flags as pflag does: `--name=value`, `--name value`, `-nvalue`, `-n value`, grouped short booleans; anywhere among the words. */
export function parseFlags(words: readonly string[], specs: readonly FlagSpec[], command: string): ParsedFlags {
  const args: string[] = []
  const values = new Map<string, string[]>()
  const deprecated: FlagSpec[] = []
  const add = (spec: FlagSpec, value: string): void => {
    check(spec, value, command)
    values.set(spec.name, [...(values.get(spec.name) ?? []), value])
    if (spec.deprecated !== undefined) deprecated.push(spec)
  }
  const whole = new Set(specs.filter(({ type }) => type === 'array').map(({ name }) => name))
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? ''
    if (word === '--') return { args, rest: words.slice(at + 1), values, whole, deprecated }
    if (word.startsWith('--')) at += long(words, at, specs, command, add)
    else if (word.length > 1 && word.startsWith('-')) at += short(words, at, specs, command, add)
    else args.push(word)
  }
  return { args, rest: undefined, values, whole, deprecated }
}

type Add = (spec: FlagSpec, value: string) => void

/** Ends the command with a flag error: the message and where to find help. */
function failFlag(command: string, message: string): never {
  throw new CommandFailure(`error: ${message}\nSee '${command} --help' for usage.`)
}

/** Returns how many further words it took. */
function long(words: readonly string[], at: number, specs: readonly FlagSpec[], command: string, add: Add): number {
  const word = words[at] ?? ''
  const equals = word.indexOf('=')
  const name = word.slice(2, equals === -1 ? undefined : equals)
  if (name === '' || name.startsWith('-')) failFlag(command, `bad flag syntax: ${word}`)
  const spec = flagNamed(specs, name) ?? failFlag(command, `unknown flag: --${name}`)
  if (equals !== -1) {
    add(spec, word.slice(equals + 1))
    return 0
  }
  const alone = withoutValue(spec)
  if (alone !== undefined) {
    add(spec, alone)
    return 0
  }
  const next = words[at + 1] ?? failFlag(command, `flag needs an argument: --${name}`)
  add(spec, next)
  return 1
}

function short(words: readonly string[], at: number, specs: readonly FlagSpec[], command: string, add: Add): number {
  const word = words[at] ?? ''
  for (let index = 1; index < word.length; index++) {
    const letter = word.charAt(index)
    const spec = specs.find((candidate) => candidate.short === letter) ?? failFlag(command, `unknown shorthand flag: '${firstByte(letter)}' in -${word.slice(index)}`)
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
    const next = words[at + 1] ?? failFlag(command, `flag needs an argument: '${letter}' in -${word.slice(index)}`)
    add(spec, next)
    return 1
  }
  return 0
}

/** pflag reads a short flag byte by byte and turns the first byte of a letter beyond ASCII into a letter twice: every such letter is shown as Ã. */
function firstByte(letter: string): string {
  return letter.charCodeAt(0) < 0x80 ? letter : 'Ã'
}

/** A flag by its name; underscores count as dashes (component-base WordSepNormalizeFunc). */
export function flagNamed(specs: readonly FlagSpec[], name: string): FlagSpec | undefined {
  const dashed = name.replaceAll('_', '-')
  return specs.find((candidate) => candidate.name === dashed)
}

/** The value of a flag that stands alone; undefined where it needs one. */
export function withoutValue(spec: FlagSpec): string | undefined {
  return spec.type === 'bool' ? 'true' : spec.type === 'optional' ? (spec.alone ?? '') : undefined
}

const trueWords = ['1', 't', 'T', 'true', 'TRUE', 'True']
const falseWords = ['0', 'f', 'F', 'false', 'FALSE', 'False']

/** What Go reads as a boolean (strconv.ParseBool); undefined: something else. */
export function boolWord(text: string): boolean | undefined {
  return trueWords.includes(text) ? true : falseWords.includes(text) ? false : undefined
}

function check(spec: FlagSpec, value: string, command: string): void {
  const problem = problemOf(spec, value)
  const flag = spec.short === undefined ? `"--${spec.name}"` : `"-${spec.short}, --${spec.name}"`
  if (problem !== undefined) failFlag(command, `invalid argument ${JSON.stringify(value)} for ${flag} flag: ${problem}`)
}

function problemOf({ type }: FlagSpec, value: string): string | undefined {
  const quoted = JSON.stringify(value)
  switch (type) {
    case 'int':
      if (!/^[-+]?(?:\d+|0[xX][\da-fA-F]+|0[bB][01]+|0[oO][0-7]+)$/.test(value)) return `strconv.ParseInt: parsing ${quoted}: invalid syntax`
      return Math.abs(Number(value)) > Number.MAX_SAFE_INTEGER ? `strconv.ParseInt: parsing ${quoted}: value out of range` : undefined
    case 'bool':
      return boolWord(value) !== undefined ? undefined : `strconv.ParseBool: parsing ${quoted}: invalid syntax`
    case 'duration':
      return durationMs(value) === undefined ? durationProblem(value) : undefined
    case 'map':
      return value === '' || csv(value).every((pair) => pair.includes('=')) ? undefined : `${csv(value).find((pair) => !pair.includes('=')) ?? ''} must be formatted as key=value`
    default:
      return undefined
  }
}

/** Why Go cannot read a duration (time.ParseDuration). */
export function durationProblem(text: string): string {
  const quoted = JSON.stringify(text)
  if (/^[-+]?(?:\d+(?:\.\d*)?(?:ns|us|µs|ms|h|m|s))*\d+(?:\.\d*)?$/.test(text)) return `time: missing unit in duration ${quoted}`
  const unit = /^[-+]?(?:\d+(?:\.\d*)?(?:ns|us|µs|ms|h|m|s))*\d+(?:\.\d*)?([^\d.]+)/.exec(text)?.[1]
  return unit === undefined ? `time: invalid duration ${quoted}` : `time: unknown unit ${JSON.stringify(unit)} in duration ${quoted}`
}

const unitMs: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000 }

/** Go's duration in milliseconds: `30s`, `1m30s`, `0`. */
export function durationMs(text: string): number | undefined {
  if (/^[-+]?0$/.test(text)) return 0
  const match = /^([-+]?)((?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|ms|h|m|s))+)$/.exec(text)
  if (match === null) return undefined
  const total = [...(match[2] ?? '').matchAll(/([\d.]+)(ns|us|µs|ms|h|m|s)/g)].reduce((sum, [, number, unit]) => sum + Number(number) * (unitMs[unit ?? 's'] ?? 1000), 0)
  return match[1] === '-' ? -total : total
}

/** A flag's last value. */
export function flag(flags: ParsedFlags, name: string): string | undefined {
  return flags.values.get(name)?.at(-1)
}

export function isSet(flags: ParsedFlags, name: string): boolean {
  return trueWords.includes(flag(flags, name) ?? 'false')
}

/** A list flag's values, divided at commas where the flag is one that is. */
export function flagList(flags: ParsedFlags, name: string): readonly string[] {
  const values = flags.values.get(name) ?? []
  return flags.whole.has(name) ? values : values.flatMap((value) => (value === '' ? [] : csv(value)))
}

/** A whole number as Go reads it with its base from the prefix. */
export function flagNumber(flags: ParsedFlags, name: string): number | undefined {
  const value = flag(flags, name)
  return value === undefined ? undefined : Number(value)
}

/** One line of comma separated values; quotes keep commas together (pflag StringSlice). */
function csv(line: string): readonly string[] {
  if (!line.includes('"')) return line.split(',')
  const fields: string[] = []
  const field = /(?:"((?:[^"]|"")*)"|([^,]*))(?:,|$)/y
  while (field.lastIndex < line.length) {
    const match = field.exec(line) ?? fail(`parse error in ${line}`)
    fields.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '')
  }
  return fields
}
