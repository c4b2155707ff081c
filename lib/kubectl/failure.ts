import type { Status } from '@/lib/kube/meta/v1.generated'

/** Unwinds a command with what it prints to stderr and its exit code; kubectl.ts catches it, nothing escapes from there. */
export class CommandFailure extends Error {
  readonly exitCode: number

  /** What goes to stdout before. */
  readonly printed: string

  constructor(message: string, exitCode = 1, printed = '') {
    super(message)
    this.exitCode = exitCode
    this.printed = printed
  }
}

/** Ends a command that asked for a kind the server does not serve; kubectl.ts says it with the word that was typed. */
export class UnservedResource extends CommandFailure {
  readonly resource: string

  constructor(resource: string) {
    super(`error: the server doesn't have a resource type "${resource}"`)
    this.resource = resource
  }
}

/** Ends the command: `error: …`. */
export function fail(message: string): never {
  throw new CommandFailure(`error: ${message}`)
}

/** Ends the command with a usage error of pflag: the message and where to find help. */
export function failUsage(command: string, message: string): never {
  throw new CommandFailure(`error: ${message}\nSee '${command} --help' for usage.`)
}

/**
 * An API server's refusal as kubectl words it (kubectl pkg/cmd/util/helpers.go StandardErrorMessage). `doing` says with which file:
 * `error when creating "web.yaml"`.
 */
export function statusMessage(status: Status, doing?: string): string {
  const { reason = '', message = '', details } = status
  if (reason === 'Invalid' && details !== undefined) return invalidMessage(details, message)
  const where = doing === undefined ? '' : `${doing}: `
  return reason === '' || reason === 'Unknown' ? `Error from server: ${where}${message}` : `Error from server (${reason}): ${where}${message}`
}

function invalidMessage({ kind = '', name = '', causes = [] }: NonNullable<Status['details']>, message: string): string {
  const subject = kind === '' ? 'The request is invalid' : `The ${kind} "${name}" is invalid`
  const lines = unique(causes.map(({ field = '', message: why = '' }) => (field === '' ? why : `${field}: ${why}`)))
  if (lines.length === 0) return kind === '' ? `${subject}: ${message}` : subject
  // Each line has an end of its own, even one that brings its own (MultilineError).
  return lines.length === 1 ? `${subject}: ${lines[0] ?? ''}\n` : `${subject}:\n${lines.map((line) => `* ${line}\n`).join('')}`
}

/** The client's aggregate of errors says each only once. */
function unique(lines: readonly string[]): readonly string[] {
  return [...new Set(lines)]
}

/** The same for a change of an object: an Invalid names itself, everything else says what was being done. */
export function refuseText(status: Status, doing: string): string {
  return statusMessage(status, status.reason === 'Invalid' ? undefined : doing)
}

/** Whether a response body is a Status that refuses. */
export function isFailure(body: unknown): body is Status {
  return typeof body === 'object' && body !== null && (body as { readonly kind?: unknown }).kind === 'Status' && (body as Status).status === 'Failure'
}
