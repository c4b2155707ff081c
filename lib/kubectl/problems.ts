import type { Status } from '@/lib/kube/meta/v1.generated'
import { statusMessage } from './failure'

/** Something that went wrong with one of several objects: a text, or the server's refusal and what was being done. */
export type Problem = string | { readonly status: Status; readonly doing?: string }

/** The server's refusal as one problem of a command. */
export function refusal(status: Status, doing?: string): Problem {
  return doing === undefined ? { status } : { status, doing }
}

/**
 * What a command prints of its problems (kubectl pkg/cmd/util/helpers.go checkErr). One alone is put as if it were the command's own: an Invalid
 * names the object and its causes, a text begins with `error: `. Several are listed as they are, the server's with reason and message.
 */
export function problemText(problems: readonly Problem[]): string {
  const unique = problems.filter((problem, at) => problems.findIndex((other) => plainText(other) === plainText(problem)) === at)
  const [first] = unique
  if (first === undefined) return ''
  if (unique.length > 1) return unique.map((problem) => `${plainText(problem)}\n`).join('')
  return typeof first === 'string' ? withPrefix(first) : statusMessage(first.status, first.doing)
}

function withPrefix(text: string): string {
  return /^error: |^Error from server|^The connection to the server |^The .* is invalid/.test(text) ? text : `error: ${text}`
}

function plainText(problem: Problem): string {
  if (typeof problem === 'string') return problem
  const { reason = '', message = '' } = problem.status
  const where = problem.doing === undefined ? '' : `${problem.doing}: `
  return reason === '' || reason === 'Unknown' ? `Error from server: ${where}${message}` : `Error from server (${reason}): ${where}${message}`
}
