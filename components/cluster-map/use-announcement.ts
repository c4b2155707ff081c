'use client'
import { useEffect, useRef, useState } from 'react'
import { turns } from '../ui/turns'
import { announceChanges } from './announce'
import type { MapModel } from './map-model'

/** Shortest time between two announcements. */
const quietMs = 2500

/** What to tell a screen reader: the changes since the last announcement, at most one in a while. */
export function useAnnouncement(model: MapModel): string {
  const latest = useRef(model)
  const told = useRef({ model, at: 0 })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [text, setText] = useState('')
  useEffect(() => {
    latest.current = model
    // What waits tells of the latest; to begin the wait again with each change would cost every frame a timer.
    if (timer.current !== undefined) return
    const wait = Math.max(300, told.current.at + quietMs - performance.now())
    const say = () => {
      timer.current = undefined
      const now = latest.current
      const said = told.current.model.namespace === now.namespace ? announceChanges(told.current.model, now) : ''
      if (said !== '') setText(said)
      told.current = { model: now, at: said === '' ? told.current.at : performance.now() }
    }
    timer.current = setTimeout(() => turns.ask(say), wait)
  }, [model])
  useEffect(() => () => {
    clearTimeout(timer.current)
    timer.current = undefined
  }, [])
  return text
}
