import { progressStore } from '@/components/progress/progress-store'
import { Session } from '@/lib/session/session'
import { engineHost } from './engine-host'

const sessions = new Map<string, Session>()

/** Another learner begins with the files as given, and their own drafts. */
progressStore.subscribe(({ learner }, before) => {
  if (before.learner !== '' && learner !== before.learner) sessions.clear()
})

/** This page's session of an exercise: kept while one moves between lessons. */
export function sessionOf(exercise: string, starter: Readonly<Record<string, string>>): Session {
  const known = sessions.get(exercise)
  if (known !== undefined) return known
  const session = new Session(exercise, starter, {}, engineHost.post)
  sessions.set(exercise, session)
  return session
}
