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
 * names the object and its causes, a text begins with `error: `. Several are listed as they are, the server's with reason and message,
 * and so is one that is `nested`: a list within the list.
 */
export function problemText(problems: readonly Problem[], nested = false): string {
  const [first] = problems
  if (first === undefined) return ''
  if (problems.length > 1 || (nested && !isMisplaced(first))) return problems.map((problem) => `${plainText(problem)}\n`).join('')
  return typeof first === 'string' ? withPrefix(first) : statusMessage(first.status, first.doing)
}

/** An object of another namespace is no fault of its file: that stands in no list of its own. */
function isMisplaced(problem: Problem): boolean {
  return typeof problem === 'string' && problem.startsWith('the namespace from the provided object ')
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
