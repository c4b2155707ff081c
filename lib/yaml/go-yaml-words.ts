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
      return text.slice(0, problem.range.start.offset).trimEnd().endsWith(']') || !/[[{]/.test(text.slice(0, problem.range.start.offset).split('\n').at(-2) ?? '') ? says('did not find expected key', line - 1) : says("did not find expected ',' or ']'", line - 1)
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

function multiline(text: string, problem: Diagnostic, says: (words: string, at?: number) => string, line: number): string {
  const next = text.split('\n').slice(problem.range.start.line).find((one) => one.trim() !== '') ?? ''
  const here = text.split('\n')[problem.range.start.line - 1] ?? ''
  const deeper = next.length - next.trimStart().length >= here.length - here.trimStart().length
  if (deeper && /:\s|:$/.test(next)) return says('mapping values are not allowed in this context', line + 1)
  return says("could not find expected ':'", line + 1)
}
