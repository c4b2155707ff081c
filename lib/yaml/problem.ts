import type { YAMLParseError } from 'yaml'

/** What is wrong with a YAML text, in words for a learner. The code is the parser's own, in kebab case. */
export function describeProblem(error: YAMLParseError, text: string): { readonly code: string; readonly message: string } {
  const code = error.code.toLowerCase().replaceAll('_', '-')
  const line = lineAt(text, error.pos[0])
  return { code, message: explain(error, line) ?? sentence(error.message) }
}

function explain(error: YAMLParseError, line: string): string | undefined {
  const tab = /^\s*\t/.test(line)
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return 'A tab indents this line: YAML allows spaces only.'
    case 'UNEXPECTED_TOKEN':
      if (tab) return 'A tab indents this line: YAML allows spaces only.'
      return undefined
    case 'BLOCK_AS_IMPLICIT_KEY':
      return 'Mapping values are not allowed here: a second ": " stands on one line, or the line above lacks its colon. Quote the value if the colon belongs to it.'
    case 'MISSING_CHAR':
      if (/implicit map keys|':'|: after/i.test(error.message)) return 'A colon and a blank are missing after this key.'
      if (/quote/i.test(error.message)) return 'The closing quote of this text is missing.'
      return sentence(error.message)
    case 'MULTILINE_IMPLICIT_KEY':
      return 'This line is read as the start of a key, but no colon follows it: a colon is missing, or the line is indented wrongly.'
    case 'BAD_INDENT':
      return tab ? 'A tab indents this line: YAML allows spaces only.' : 'This line is indented neither like its siblings nor like its parent.'
    case 'BAD_ALIAS':
      return sentence(error.message)
    case 'BAD_DQ_ESCAPE':
      return `${sentence(error.message)} Inside double quotes a backslash begins an escape; single quotes take it as it is.`
    default:
      return undefined
  }
}

function lineAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', Math.max(0, offset - 1)) + 1
  const end = text.indexOf('\n', offset)
  return text.slice(start, end === -1 ? undefined : end)
}

function sentence(message: string): string {
  const plain = message.replace(/\s+at line \d+.*$/s, '').trim()
  return /[.!?]$/.test(plain) ? plain : `${plain}.`
}
