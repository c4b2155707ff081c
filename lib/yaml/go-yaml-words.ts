import type { Diagnostic } from './diagnostic'

/** What the Go programs say of a text they cannot read: the words of go-yaml's scanner and parser, with the line within the document. */
export function goYamlWords(text: string, problem: Diagnostic): string {
  const documentStart = text.lastIndexOf('\n---', problem.range.start.offset)
  const before = documentStart === -1 ? 0 : text.slice(0, documentStart + 1).split('\n').length
  const line = Math.max(1, problem.range.start.line - before)
  const says = (words: string, at = line) => `yaml: line ${at}: ${words}`
  const source = text.split('\n')[problem.range.start.line - 1] ?? ''
  switch (problem.code) {
    case 'control-character':
      return 'yaml: control characters are not allowed'
    case 'tab-as-indent':
      return says('found character that cannot start any token')
    case 'aliases':
      return alias(text, problem, (words, at) => says(words, at - before))
    case 'bad-scalar-start':
      return says('found character that cannot start any token')
    case 'bad-dq-escape':
      return says('found unknown escape character')
    case 'block-as-implicit-key':
      return says('mapping values are not allowed in this context', /^\s*-?\S*[^:\s]\s*$/.test(source) ? line + 1 : line)
    case 'multiline-implicit-key':
      return multiline(text, problem, says, line)
    case 'missing-char':
      return missing(text, problem, says, line)
    case 'bad-indent':
      return says(openBracket(text.slice(0, problem.range.start.offset)) ?? 'did not find expected key', line - 1)
    case 'unexpected-token':
      return says('did not find expected key', line - 1)
    default:
      return says('could not find expected \':\'')
  }
}

function missing(text: string, { message }: Diagnostic, says: (words: string, at?: number) => string, line: number): string {
  const isJson = text.trimStart().startsWith('{')
  if (message.includes('quote')) return isJson ? 'unexpected EOF' : says('found unexpected end of stream')
  if (/flow map|}/.test(message)) return isJson ? 'unexpected EOF' : says("did not find expected ',' or '}'")
  if (/flow seq|,/.test(message)) return says("did not find expected ',' or ']'", line - 1)
  return says('did not find expected key', line - 1)
}

function alias(text: string, { message }: Diagnostic, says: (words: string, at: number) => string): string {
  const name = /must be set before the alias\): (\S+?)\.?$/.exec(message)?.[1]
  if (name !== undefined && /^[\w-]+$/.test(name)) return `yaml: unknown anchor '${name}' referenced`
  const at = text.split('\n').findIndex((one) => /:\s+\*[^\w-]/.test(one))
  return at === -1 ? 'yaml: document contains excessive aliasing' : says('did not find expected alphabetic or numeric character', at + 1)
}

/** What a flow collection that is still open wants next. */
function openBracket(before: string): string | undefined {
  const open: string[] = []
  for (const [token] of before.matchAll(/"(?:[^"\\]|\\.)*"|'[^']*'|#.*|[[\]{}]/g)) {
    if (token === '[' || token === '{') open.push(token)
    else if (token === ']' || token === '}') open.pop()
  }
  const last = open.at(-1)
  return last === undefined ? undefined : `did not find expected ',' or '${last === '[' ? ']' : '}'}'`
}

/** A line without colon: where a key has to stand, its colon is missed; elsewhere it is a text that goes on, and the next colon is one too many. */
function multiline(text: string, problem: Diagnostic, says: (words: string, at?: number) => string, line: number): string {
  const lines = text.split('\n')
  const at = problem.range.start.line - 1
  const next = lines.slice(at + 1).find((one) => one.trim() !== '') ?? ''
  const here = indentOf(lines[at] ?? '')
  const goesOn = indentOf(next) > here || (indentOf(next) === here && !isMapping(lines.slice(0, at), here))
  if (goesOn && /:\s|:$/.test(next)) return says('mapping values are not allowed in this context', line + 1)
  return says("could not find expected ':'", line + 1)
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length
}

/** Whether a key stands above at the same indentation, its list item's dash not counted. */
function isMapping(above: readonly string[], indent: number): boolean {
  const key = (line: string) => line.replace(/^(\s*)((?:- +)*)/, (_, blanks: string, dashes: string) => blanks + ' '.repeat(dashes.length))
  const nearest = above.filter((line) => line.trim() !== '').findLast((line) => indentOf(key(line)) <= indent)
  return nearest !== undefined && indentOf(key(nearest)) === indent && /:(?:\s|$)/.test(nearest)
}
