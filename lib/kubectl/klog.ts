import { clock, printError, type Running } from './command'

/** A line of kubectl's own log as klog writes it: month and day, time, process, where in the source, text. */
export function klogLine(severity: 'E' | 'F' | 'W', timeMs: number, where: string, text: string): string {
  const [date = '', time = ''] = new Date(timeMs).toISOString().split('T')
  return `${severity}${date.slice(5).replace('-', '')} ${time.slice(0, 12)}000   1 ${where}] ${text}\n`
}

/** A warning of the log. */
export function* klogWarning(where: string, text: string): Running<void> {
  const { nowMs, epochMs } = yield* clock()
  yield* printError(klogLine('W', epochMs + nowMs, where, text))
}
