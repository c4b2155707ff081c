import type { Verdict } from '@/lib/grade/verdict'

/** Everything a verdict says against an answer; undefined where it passed. */
export function complaint({ status, refusals, findings }: Verdict): string | undefined {
  if (status === 'met') return undefined
  return [...refusals.map(({ message }) => message), ...findings.filter(({ met }) => !met).map(({ expectation, message }) => `${expectation}: ${message}`)].join('\n')
}
