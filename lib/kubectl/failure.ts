import type { Status } from '@/lib/kube/meta/v1.generated'

/** Unwinds a command with what it prints to stderr and its exit code; kubectl.ts catches it, nothing escapes from there. */
export class CommandFailure extends Error {
  readonly exitCode: number

  constructor(message: string, exitCode = 1) {
    super(message)
    this.exitCode = exitCode
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
  const causes = details?.causes ?? []
  if (reason === 'Invalid' && details !== undefined) {
    const subject = details.kind === undefined || details.kind === '' ? 'The request is invalid' : `The ${details.kind} "${details.name ?? ''}" is invalid`
    const lines = unique(causes.map((cause) => `${cause.field === undefined || cause.field === '' ? '' : `${cause.field}: `}${cause.message ?? ''}`))
    if (lines.length === 0) return details.kind === undefined || details.kind === '' ? `${subject}: ${message}` : `${subject}`
    return lines.length === 1 ? `${subject}: ${lines[0] ?? ''}` : `${subject}:\n${lines.map((line) => `* ${line}`).join('\n')}`
  }
  const where = doing === undefined ? '' : `${doing}: `
  return reason === '' || reason === 'Unknown' ? `Error from server: ${where}${message}` : `Error from server (${reason}): ${where}${message}`
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
  return typeof body === 'object' && body !== null && (body as Status & { kind?: string }).kind === 'Status' && (body as Status).status === 'Failure'
}
