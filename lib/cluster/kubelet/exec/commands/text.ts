import { absolute, letters, type Call, type Program } from '../call'

function lines(text: string): string[] {
  const all = text.split('\n')
  if (all.at(-1) === '') all.pop()
  return all
}

/** The text of the files named, or of standard input; undefined when a file can't be read (and says so). */
function input(call: Call, paths: readonly string[]): string | undefined {
  if (paths.length === 0) return call.stdin
  let all = ''
  for (const path of paths) {
    const text = call.files.read(absolute(call, path))
    if (!text.ok) {
      call.err(`${call.argv[0] ?? ''}: ${path}: ${text.fault}\n`)
      return undefined
    }
    all += text.value
  }
  return all
}

/** A program that turns lines into lines. */
function filter(change: (all: string[], call: Call) => string[], valued = '', operands = 0): Program {
  return (call) => {
    const text = input(call, letters(call.argv, valued).rest.slice(operands))
    if (text === undefined) return 1
    const result = change(lines(text), call)
    if (result.length > 0) call.out(`${result.join('\n')}\n`)
    return 0
  }
}

const echo: Program = (call) => {
  let words = call.argv.slice(1)
  let newline = true
  let escapes = false
  while (/^-[neE]+$/.test(words[0] ?? '')) {
    newline &&= !(words[0] ?? '').includes('n')
    escapes ||= (words[0] ?? '').includes('e')
    words = words.slice(1)
  }
  const text = words.join(' ')
  call.out((escapes ? unescape(text) : text) + (newline ? '\n' : ''))
  return 0
}

function unescape(text: string): string {
  return text.replace(/\\([nt\\r])/g, (_, letter: string) => ({ n: '\n', t: '\t', r: '\r' })[letter] ?? letter)
}

const printf: Program = (call) => {
  const [format = '', ...values] = call.argv.slice(1)
  let rest = values
  do {
    let used = 0
    call.out(unescape(format).replace(/%(-?\d*)([sdi%])/g, (_, width: string, kind: string) => {
      if (kind === '%') return '%'
      const value = rest[used++] ?? (kind === 's' ? '' : '0')
      return width.startsWith('-') ? value.padEnd(Number(width.slice(1))) : value.padStart(Number(width))
    }))
    if (used === 0) break
    rest = rest.slice(used)
  } while (rest.length > 0)
  return 0
}

const grep: Program = (call) => {
  const { on, rest } = letters(call.argv.filter((word) => word !== '-e'))
  const patterns = call.argv.flatMap((word, index) => (call.argv[index - 1] === '-e' ? [word] : []))
  const files = patterns.length > 0 ? rest.filter((word) => !patterns.includes(word)) : rest.slice(1)
  const text = input(call, files)
  if (text === undefined) return 2
  const all = patterns.length > 0 ? patterns : [rest[0] ?? '']
  const tests = all.map((pattern) => new RegExp(on.has('F') ? pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : on.has('E') ? pattern : basic(pattern), on.has('i') ? 'i' : ''))
  const found = lines(text).filter((line) => tests.some((test) => test.test(line)) !== on.has('v'))
  if (on.has('c')) call.out(`${String(found.length)}\n`)
  else if (on.has('o')) for (const line of found) call.out(`${tests.map((test) => test.exec(line)?.[0]).find((part) => part !== undefined) ?? ''}\n`)
  else if (!on.has('q')) for (const line of found) call.out(`${line}\n`)
  return found.length > 0 ? 0 : 1
}

/** A basic regular expression in our own notation: `\|`, `\(`, `\+` are special there, the bare signs are not. */
function basic(pattern: string): string {
  return pattern.replace(/\\?[|(){}+?]/g, (sign) => (sign.startsWith('\\') ? sign.slice(1) : `\\${sign}`))
}

const sed: Program = (call) => {
  const { on, rest } = letters(call.argv.filter((word) => word !== '-e'))
  const [script = '', ...files] = rest
  const match = /^s(.)(.*?)(?<!\\)\1(.*?)(?<!\\)\1([gi]*)$/.exec(script)
  const shown = /^(\d+)(?:,(\d+|\$))?p$/.exec(script)
  const text = input(call, files)
  if (text === undefined) return 1
  if (match === null && shown === null) {
    call.err('sed: only s/pattern/replacement/ and line numbers are part of this practice cluster\n')
    return 1
  }
  const all = lines(text)
  const result = match === null ? between(all, shown) : substituted(all, match, on.has('E'))
  const joined = result.length === 0 ? '' : `${result.join('\n')}\n`
  if (on.has('i')) for (const path of files) call.files.write(absolute(call, path), joined)
  else call.out(joined)
  return 0
}

/** `2p`, `2,4p`, `2,$p`. */
function between(all: readonly string[], shown: RegExpExecArray | null): readonly string[] {
  const [, from, to = from] = shown ?? []
  return all.slice(Number(from) - 1, to === '$' ? undefined : Number(to))
}

function substituted(all: readonly string[], [, , pattern = '', replacement = '', flags]: RegExpExecArray, extended: boolean): readonly string[] {
  const expression = new RegExp(extended ? pattern : basic(pattern), flags)
  const text = replacement.replace(/\\(\d)/g, '$$$1').replaceAll('&', '$&')
  return all.map((line) => line.replace(expression, text))
}

const count = (call: Call, fallback: number) => Number(letters(call.argv, 'n').values.get('n') ?? /^-(\d+)$/.exec(call.argv[1] ?? '')?.[1] ?? fallback)
const head = filter((all, call) => all.slice(0, count(call, 10)), 'n')
const tail: Program = (call) => {
  if (letters(call.argv, 'n').on.has('f')) {
    call.spend(Infinity)
    return 137
  }
  return filter((all) => all.slice(-Math.abs(count(call, 10))), 'n')(call)
}

const sort = filter((all, call) => {
  const { on } = letters(call.argv, 'k')
  const sorted = on.has('n') ? [...all].sort((a, b) => Number.parseFloat(a) - Number.parseFloat(b)) : [...all].sort()
  const unique = on.has('u') ? [...new Set(sorted)] : sorted
  return on.has('r') ? unique.reverse() : unique
}, 'k')

const uniq = filter((all, call) => {
  const groups: { line: string; count: number }[] = []
  for (const line of all) {
    const last = groups.at(-1)
    if (last?.line === line) last.count++
    else groups.push({ line, count: 1 })
  }
  return groups.map((group) => (letters(call.argv).on.has('c') ? `${String(group.count).padStart(7)} ${group.line}` : group.line))
})

const cut = filter((all, call) => {
  const { values } = letters(call.argv, 'dfc')
  const ranges = (values.get('f') ?? values.get('c') ?? '1').split(',').map((part) => {
    const [from, to] = part.split('-')
    return { from: Number(from === '' ? 1 : from), to: part.includes('-') ? Number(to === '' ? Infinity : to) : Number(from) }
  })
  const chosen = (_: string, index: number) => ranges.some((range) => index + 1 >= range.from && index + 1 <= range.to)
  const delimiter = values.get('d') ?? '\t'
  if (values.has('c')) return all.map((line) => [...line].filter(chosen).join(''))
  return all.map((line) => (line.includes(delimiter) ? line.split(delimiter).filter(chosen).join(delimiter) : line))
}, 'dfc')

const wc: Program = (call) => {
  const { on, rest } = letters(call.argv)
  const text = input(call, rest)
  if (text === undefined) return 1
  const counts: [string, number][] = [['l', text.split('\n').length - 1], ['w', text.split(/\s+/).filter((word) => word !== '').length], ['c', text.length]]
  const shown = on.size === 0 ? counts : counts.filter(([letter]) => on.has(letter))
  const width = shown.length > 1 ? 9 : 0
  call.out(`${shown.map(([, number]) => String(number).padStart(width)).join(width > 0 ? ' ' : '')}${rest.length > 0 ? ` ${rest.join(' ')}` : ''}\n`)
  return 0
}

const tr: Program = (call) => {
  const { on, rest } = letters(call.argv)
  const set = (text: string) => [...unescape(text).replace(/(.)-(.)/g, (_, a: string, b: string) => Array.from({ length: b.charCodeAt(0) - a.charCodeAt(0) + 1 }, (_each, index) => String.fromCharCode(a.charCodeAt(0) + index)).join(''))]
  const from = set(rest[0] ?? '')
  const to = set(rest[1] ?? '')
  call.out([...call.stdin].map((character) => {
    const index = from.indexOf(character)
    return index < 0 ? character : on.has('d') ? '' : (to[index] ?? to.at(-1) ?? '')
  }).join(''))
  return 0
}

const seq: Program = (call) => {
  const numbers = call.argv.slice(1).map(Number)
  const first = numbers.length > 1 ? (numbers[0] ?? 1) : 1
  const step = numbers.length > 2 ? (numbers[1] ?? 1) : 1
  const last = Math.min(numbers.at(-1) ?? 0, first + step * 100_000)
  for (let value = first; value <= last && step > 0; value += step) call.out(`${String(value)}\n`)
  return 0
}

const tee: Program = (call) => {
  const { on, rest } = letters(call.argv)
  call.out(call.stdin)
  let code = 0
  for (const path of rest) {
    const done = call.files.write(absolute(call, path), call.stdin, on.has('a'))
    if (done.ok) continue
    call.err(`tee: ${path}: ${done.fault}\n`)
    code = 1
  }
  return code
}

/** Programs that work on text. */
export const textPrograms: Readonly<Record<string, Program>> = { echo, printf, grep, sed, head, tail, sort, uniq, cut, wc, tr, seq, tee }
