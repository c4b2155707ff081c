import type { PrintTime } from './printer'

/** Time since a timestamp, as `kubectl get` shows it: `<unknown>` without one (pkg/printers translateTimestampSince). */
export function ageOf(timestamp: string | null | undefined, { nowMs }: PrintTime): string {
  if (timestamp === undefined || timestamp === null || timestamp === '') return '<unknown>'
  return humanDuration(nowMs - Date.parse(timestamp))
}

/** A duration in at most two units, the coarser the longer it is (apimachinery pkg/util/duration HumanDuration). */
export function humanDuration(ms: number): string {
  const seconds = Math.trunc(ms / 1000)
  if (seconds < -1) return '<invalid>'
  if (seconds < 0) return '0s'
  if (seconds < 120) return `${String(seconds)}s`
  const minutes = Math.trunc(seconds / 60)
  if (minutes < 10) return twoUnits(minutes, 'm', seconds % 60, 's')
  if (minutes < 180) return `${String(minutes)}m`
  const hours = Math.trunc(minutes / 60)
  if (hours < 8) return twoUnits(hours, 'h', minutes % 60, 'm')
  if (hours < 48) return `${String(hours)}h`
  if (hours < 192) return twoUnits(Math.trunc(hours / 24), 'd', hours % 24, 'h')
  const days = Math.trunc(hours / 24)
  if (days < 730) return `${String(days)}d`
  const years = Math.trunc(days / 365)
  return days < 8 * 365 ? twoUnits(years, 'y', days % 365, 'd') : `${String(years)}y`
}

function twoUnits(coarse: number, coarseUnit: string, fine: number, fineUnit: string): string {
  return fine === 0 ? `${String(coarse)}${coarseUnit}` : `${String(coarse)}${coarseUnit}${String(fine)}${fineUnit}`
}
