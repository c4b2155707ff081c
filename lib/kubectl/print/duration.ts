/** An age as kubectl prints it (apimachinery pkg/util/duration HumanDuration). */
export function duration(ms: number): string {
  if (Number.isNaN(ms)) return '<unknown>'
  const seconds = Math.floor(ms / 1000)
  if (seconds < -1) return '<invalid>'
  if (seconds < 120) return `${String(Math.max(0, seconds))}s`
  const minutes = Math.floor(seconds / 60)
  const both = (large: number, unit: string, small: number, smaller: string) => `${String(large)}${unit}${small === 0 ? '' : `${String(small)}${smaller}`}`
  if (minutes < 10) return both(minutes, 'm', seconds % 60, 's')
  if (minutes < 180) return `${String(minutes)}m`
  const hours = Math.floor(minutes / 60)
  if (hours < 8) return both(hours, 'h', minutes % 60, 'm')
  if (hours < 48) return `${String(hours)}h`
  const days = Math.floor(hours / 24)
  if (hours < 192) return both(days, 'd', hours % 24, 'h')
  return days < 730 ? `${String(days)}d` : both(Math.floor(days / 365), 'y', days % 365, 'd')
}
