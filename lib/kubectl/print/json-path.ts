import { fail } from '../failure'
import { goJsonText, isObject } from '../json'

type Part = { readonly text: string } | { readonly path: readonly Step[] } | { readonly range: readonly Step[]; readonly body: readonly Part[] }
type Step =
  | { readonly do: 'field'; readonly name: string }
  | { readonly do: 'deep'; readonly name: string }
  | { readonly do: 'all' }
  | { readonly do: 'index'; readonly from: number | undefined; readonly to: number | undefined; readonly step: number; readonly single: boolean }
  | { readonly do: 'union'; readonly names: readonly string[] }
  | { readonly do: 'filter'; readonly left: readonly Step[]; readonly operator: string; readonly right: unknown }

/** Prints a template such as `{.items[*].metadata.name}{"\n"}` over an object (client-go util/jsonpath). A template that cannot be read ends the command. */
export function printJsonPath(template: string, object: unknown): string {
  const { parts } = parseParts(relaxed(template), 0, false)
  return render(parts, object, object)
}

/** The values a path finds; used for sorting and for waiting. Missing fields find nothing. */
export function findByPath(path: string, object: unknown): readonly unknown[] {
  const bare = relaxed(path).replace(/^\{/, '').replace(/\}$/, '')
  return walk(parseSteps(bare), [object], object)
}

/** kubectl takes `.metadata.name` and `metadata.name` for `{.metadata.name}` (get/customcolumn RelaxedJSONPathExpression is the like). */
function relaxed(template: string): string {
  if (template.includes('{')) return template
  return `{${template.startsWith('.') || template.startsWith('[') ? '' : '.'}${template}}`
}

function parseParts(template: string, from: number, inRange: boolean): { readonly parts: Part[]; readonly end: number } {
  const parts: Part[] = []
  let at = from
  while (at < template.length) {
    const open = template.indexOf('{', at)
    if (open === -1) {
      parts.push({ text: template.slice(at) })
      at = template.length
      break
    }
    if (open > at) parts.push({ text: template.slice(at, open) })
    const close = closing(template, open)
    const inside = template.slice(open + 1, close).trim()
    at = close + 1
    if (inside === 'end') return { parts, end: at }
    if (inside.startsWith('range')) {
      const body = parseParts(template, at, true)
      parts.push({ range: parseSteps(inside.slice(5).trim()), body: body.parts })
      at = body.end
    } else if (/^["']/.test(inside)) parts.push({ text: unquote(inside) })
    else parts.push({ path: parseSteps(inside) })
  }
  if (inRange) fail('error parsing jsonpath: unclosed action')
  return { parts, end: at }
}

function closing(template: string, open: number): number {
  let quote = ''
  for (let at = open + 1; at < template.length; at++) {
    const character = template.charAt(at)
    if (quote !== '') {
      if (character === '\\') at++
      else if (character === quote) quote = ''
    } else if (character === '"' || character === "'") quote = character
    else if (character === '}') return at
  }
  return fail(`error parsing jsonpath ${template}, unclosed action`)
}

function unquote(text: string): string {
  return text.slice(1, -1).replace(/\\(n|t|r|\\|"|')/g, (_, letter: string) => ({ n: '\n', t: '\t', r: '\r' })[letter] ?? letter)
}

function parseSteps(text: string): Step[] {
  const steps: Step[] = []
  let at = 0
  const source = text.replace(/^[$@]/, '')
  while (at < source.length) {
    const rest = source.slice(at)
    const deep = /^\.\.([\w-]+|\*)/.exec(rest)
    const field = /^\.?((?:[\w$-]|\\.|\/)+)/.exec(rest)
    if (deep !== null) {
      steps.push({ do: 'deep', name: deep[1] ?? '' })
      at += deep[0].length
    } else if (rest.startsWith('.*')) {
      steps.push({ do: 'all' })
      at += 2
    } else if (rest.startsWith('[')) {
      const end = bracketEnd(rest)
      steps.push(bracket(rest.slice(1, end).trim(), source))
      at += end + 1
    } else if (field !== null) {
      steps.push({ do: 'field', name: (field[1] ?? '').replace(/\\(.)/g, '$1') })
      at += field[0].length
    } else if (rest.startsWith('.')) at++
    else fail(`error parsing jsonpath {${text}}, unrecognized character in action: U+${rest.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')} '${rest.charAt(0)}'`)
  }
  return steps
}

function bracketEnd(text: string): number {
  let depth = 0
  let quote = ''
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    if (quote !== '') quote = character === quote ? '' : quote
    else if (character === '"' || character === "'") quote = character
    else if (character === '[' || character === '(') depth++
    else if ((character === ']' || character === ')') && --depth === 0) return at
  }
  return fail('error parsing jsonpath, unterminated array')
}

function bracket(inside: string, source: string): Step {
  if (inside === '*') return { do: 'all' }
  const filter = /^\?\(\s*(.*?)\s*\)$/s.exec(inside)
  if (filter !== null) return parseFilter(filter[1] ?? '')
  if (/^['"]/.test(inside)) return { do: 'union', names: [...inside.matchAll(/'([^']*)'|"([^"]*)"/g)].map((match) => match[1] ?? match[2] ?? '') }
  const slice = /^(-?\d*)(?::(-?\d*))?(?::(\d+))?$/.exec(inside)
  if (slice === null || inside === '') return fail(`error parsing jsonpath {${source}}, invalid array index ${inside}`)
  const number = (text: string | undefined) => (text === undefined || text === '' ? undefined : Number(text))
  return { do: 'index', from: number(slice[1]), to: number(slice[2]), step: number(slice[3]) ?? 1, single: !inside.includes(':') }
}

function parseFilter(text: string): Step {
  const match = /^(.*?)\s*(==|!=|<=|>=|<|>)\s*(.*)$/s.exec(text)
  if (match === null) return { do: 'filter', left: parseSteps(text), operator: 'exists', right: undefined }
  const right = match[3] ?? ''
  const value = /^["']/.test(right) ? unquote(right) : right === 'true' ? true : right === 'false' ? false : Number.isNaN(Number(right)) ? right : Number(right)
  return { do: 'filter', left: parseSteps(match[1] ?? ''), operator: match[2] ?? '==', right: value }
}

function render(parts: readonly Part[], here: unknown, root: unknown): string {
  return parts
    .map((part) => {
      if ('text' in part) return part.text
      if ('path' in part) return walk(part.path, [here], root, true).map(printValue).join(' ')
      return walk(part.range, [here], root, true).map((item) => render(part.body, item, root)).join('')
    })
    .join('')
}

function printValue(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? goJsonText(value) : String(value as string | number | boolean)
}

function walk(steps: readonly Step[], from: readonly unknown[], root: unknown, strict = false): readonly unknown[] {
  let values = from
  for (const step of steps) values = values.flatMap((value) => take(step, value, root, strict))
  return values
}

function take(step: Step, value: unknown, root: unknown, strict: boolean): readonly unknown[] {
  switch (step.do) {
    case 'field':
      if (isObject(value) && step.name in value) return [value[step.name]]
      if (strict && Array.isArray(value)) return fail(`error executing jsonpath "{.${step.name}}": ${step.name} is not found`)
      return []
    case 'deep':
      return descend(value, step.name)
    case 'all':
      return Array.isArray(value) ? value : isObject(value) ? Object.values(value) : []
    case 'union':
      return isObject(value) ? step.names.flatMap((name) => (name in value ? [value[name]] : [])) : []
    case 'index':
      return Array.isArray(value) ? indexed(value, step) : []
    case 'filter':
      return Array.isArray(value) ? value.filter((item) => matches(step, item, root)) : []
  }
}

function indexed(list: readonly unknown[], { from, to, step, single }: Extract<Step, { do: 'index' }>): readonly unknown[] {
  const start = from === undefined ? 0 : from < 0 ? list.length + from : from
  if (single) {
    if (start < 0 || start >= list.length) return fail(`error executing jsonpath: array index out of bounds: index ${from ?? 0}, length ${list.length}`)
    return [list[start]]
  }
  const end = to === undefined ? list.length : to < 0 ? list.length + to : Math.min(to, list.length)
  const found: unknown[] = []
  for (let index = start; index < end; index += step) found.push(list[index])
  return found
}

function matches({ left, operator, right }: Extract<Step, { do: 'filter' }>, item: unknown, root: unknown): boolean {
  const found = walk(left, [item], root)
  if (operator === 'exists') return found.length > 0
  const value = found[0]
  if (operator === '==') return value === right
  if (operator === '!=') return found.length > 0 && value !== right
  if (value === undefined || value === null) return false
  if (operator === '<') return (value as number) < (right as number)
  if (operator === '>') return (value as number) > (right as number)
  return operator === '<=' ? (value as number) <= (right as number) : (value as number) >= (right as number)
}

function descend(value: unknown, name: string): unknown[] {
  if (Array.isArray(value)) return value.flatMap((item) => descend(item, name))
  if (!isObject(value)) return []
  const own = name === '*' ? Object.values(value) : name in value ? [value[name]] : []
  return [...own, ...Object.values(value).flatMap((child) => descend(child, name))]
}
