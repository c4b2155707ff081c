import { clock, printError, type Running } from './command'

/** A warning as klog writes it: month and day, time, process, where in the source, text. */
export function* klogWarning(where: string, text: string): Running<void> {
  const { nowMs, epochMs } = yield* clock()
  const [date = '', time = ''] = new Date(epochMs + nowMs).toISOString().split('T')
  yield* printError(`W${date.slice(5).replace('-', '')} ${time.slice(0, 12)}000   1 ${where}] ${text}`)
}
