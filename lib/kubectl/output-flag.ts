import type { Running } from './command'
import type { FileAnswer } from './effect'
import { CommandFailure } from './failure'
import { flag, type FlagSpec, type ParsedFlags } from './flags'
import { isColumnFormat, isFileFormat, isTemplateFormat } from './print/output'

/**
 * `-o` with all it needs in it: `--template` is the template of a format that has none, of go-template where there is no format (cli-runtime
 * genericclioptions template_flags.go), and a template that stands in a file is read.
 */
export function* withTemplate(flags: ParsedFlags, own: readonly FlagSpec[]): Running<ParsedFlags> {
  if (!own.some(({ name }) => name === 'template')) return flags
  const given = flag(flags, 'output') ?? ''
  const output = yield* withFile(withTemplateFlag(given, flag(flags, 'template') ?? ''))
  return output === given ? flags : { ...flags, values: new Map([...flags.values, ['output', [output]]]) }
}

function withTemplateFlag(output: string, template: string): string {
  if (template === '') return output
  if (output === '') return `go-template=${template}`
  return isTemplateFormat(output) ? `${output}=${template}` : output
}

function* withFile(output: string): Running<string> {
  const equals = output.indexOf('=')
  const format = output.slice(0, Math.max(equals, 0))
  const path = output.slice(equals + 1)
  if (!isTemplateFormat(format) || !isFileFormat(format) || path === '') return output
  const answer = (yield { effect: 'read', path }) as FileAnswer
  const text = 'files' in answer && answer.files[0]?.name === path ? answer.files[0].text : undefined
  if (text !== undefined) return `${format}=${text}`
  const columns = isColumnFormat(format)
  throw new CommandFailure(`error: error reading ${columns ? '' : '--'}template ${path}, open ${path}: no such file or directory${columns ? '\n' : ''}`)
}
