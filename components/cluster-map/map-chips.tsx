import type { SentRequest } from '@/lib/session/timeline'

/** How many of the last requests the chip counts. */
const counted = 20

/** `✕ 0 of 20 requests answered`, or nothing before the first request. */
export function RequestChip({ requests }: { readonly requests: readonly SentRequest[] }) {
  const last = requests.slice(-counted)
  if (last.length === 0) return null
  const answered = last.filter((request) => request.result.answered).length
  const all = answered === last.length
  return (
    <span className="map-chip" data-state={all ? 'ready' : 'failing'}>
      {`${all ? '✓' : '✕'} ${answered} of ${last.length} requests answered`}
    </span>
  )
}

/** `goal: 3 of 5`. */
export function GoalChip({ goal }: { readonly goal: { readonly met: number; readonly of: number } | undefined }) {
  if (goal === undefined) return null
  return (
    <span className="map-chip" data-state={goal.met >= goal.of ? 'ready' : 'pending'}>
      {`${goal.met >= goal.of ? '✓ ' : ''}goal: ${goal.met} of ${goal.of}`}
    </span>
  )
}
