import type { StepMetrics } from './verdict'

/** `10-percent.yaml: feed:1.0 90 %, feed:2.0 10 %; 0 errors in 10000 requests`. */
export function sayMetrics({ say, sent, failed, versions }: StepMetrics): string {
  const shares = versions.map(({ image, answered, errors }) => `${shortImage(image)} ${perCent(answered / sent)} %${errors === 0 ? '' : ` (${perCent(errors / answered)} % of its answers are errors)`}`)
  return `${say}: ${shares.length === 0 ? 'no Pod answers' : shares.join(', ')}; ${failed} errors in ${sent} requests`
}

function shortImage(image: string): string {
  return image.replace(/^example\.com\//, '')
}

function perCent(share: number): string {
  return String(Math.round(share * 1000) / 10)
}
