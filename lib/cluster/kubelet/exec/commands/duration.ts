/** `5`, `0.5`, `10s`, `2m`, `1h`, `1d`, `infinity` in milliseconds; undefined when it is none. */
export function sleepMs(word: string | undefined): number | undefined {
  if (word === 'infinity' || word === 'inf') return Infinity
  const match = /^(\d+(?:\.\d+)?)([smhd]?)$/.exec(word ?? '')
  if (match === null) return undefined
  const unit = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }[match[2] ?? ''] ?? 1000
  return Math.round(Number(match[1]) * unit)
}
