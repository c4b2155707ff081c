import type { SceneRequest } from '@/lib/course/scene'

/** The requests of one second, and the share of errors in the ten seconds up to its end. */
export interface ChartedSecond {
  /** Its beginning, in simulated milliseconds. */
  readonly at: number
  readonly byVersion: Readonly<Record<string, number>>
  readonly failed: number
  readonly errorPercent: number
}

interface Count {
  readonly byVersion: Record<string, number>
  sent: number
  failed: number
}

/** Errors are counted over so many seconds. */
const window = 10

/** Counts requests second by second between two times. A server error is a failure, as an answer that did not come is. */
export function secondsOf(requests: readonly SceneRequest[], fromMs: number, untilMs: number): ChartedSecond[] {
  const first = Math.floor(fromMs / 1000)
  const counted = Array.from({ length: Math.ceil(untilMs / 1000) - first }, (): Count => ({ byVersion: {}, sent: 0, failed: 0 }))
  for (let index = requests.length - 1; index >= 0; index -= 1) {
    const request = requests[index]
    if (request === undefined || request.at < fromMs) break
    const second = counted[Math.floor(request.at / 1000) - first]
    if (second === undefined) continue
    second.sent += 1
    if (isFailure(request)) second.failed += 1
    else if (request.version !== undefined) second.byVersion[request.version] = (second.byVersion[request.version] ?? 0) + 1
  }
  return counted.map(({ byVersion, failed }, index) => {
    const recent = counted.slice(Math.max(0, index - window + 1), index + 1)
    const sent = recent.reduce((sum, each) => sum + each.sent, 0)
    return { at: (first + index) * 1000, byVersion, failed, errorPercent: sent === 0 ? 0 : (recent.reduce((sum, each) => sum + each.failed, 0) / sent) * 100 }
  })
}

export function isFailure({ result }: Pick<SceneRequest, 'result'>): boolean {
  return !result.answered || (result.status ?? 200) >= 500
}
