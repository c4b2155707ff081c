'use client'
import { useEffect, useState } from 'react'
import { turns } from './turns'

/** What `work` makes of an input, worked out in a turn of its own: what it made of the one before stands until then. The first is there at once. */
export function useInTurn<I, T>(input: I, work: (input: I) => T): T {
  const [done, setDone] = useState(() => ({ input, result: work(input) }))
  useEffect(() => {
    if (done.input === input) return undefined
    const step = () => setDone({ input, result: work(input) })
    turns.ask(step)
    return () => turns.drop(step)
  }, [done, input, work])
  return done.result
}
