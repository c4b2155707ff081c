import { record } from '@/components/progress/progress-store'
import { engineHost } from '@/components/session/engine-host'
import type { Session } from '@/lib/session/session'

const since = new Map<string, number>()

/** From here on time is spent on this exercise. */
export function startSpending(exercise: string): void {
  if (!since.has(exercise)) since.set(exercise, Date.now())
}

/** Applies what is new and grades; the attempt is recorded, once, when its verdict comes. */
export function gradeNow(session: Session): void {
  if (session.state.grading.state === 'running') return
  engineHost.open(session)
  session.grade()
  const stop = session.store.subscribe(({ grading }) => {
    if (grading.state === 'running') return
    stop()
    if (grading.state !== 'done') return
    const { verdict } = grading
    const front = verdict.findings.find(({ met, waitsFor }) => !met && waitsFor === undefined)
    const now = Date.now()
    record({
      type: 'AttemptGraded',
      exercise: session.id,
      status: verdict.status,
      met: verdict.findings.filter(({ met }) => met).length,
      of: verdict.findings.length,
      ...(front?.mistake === undefined ? {} : { mistake: front.mistake }),
      spentMs: now - (since.get(session.id) ?? now),
    })
    since.set(session.id, now)
  })
}
