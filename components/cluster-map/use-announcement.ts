'use client'
import { useEffect, useRef, useState } from 'react'
import { announceChanges } from './announce'
import type { MapModel } from './map-model'

/** Shortest time between two announcements. */
const quietMs = 2500

/** What to tell a screen reader: the changes since the last announcement, at most one in a while. */
export function useAnnouncement(model: MapModel): string {
  const told = useRef({ model, at: 0 })
  const [text, setText] = useState('')
  useEffect(() => {
    const wait = Math.max(300, told.current.at + quietMs - performance.now())
    const timer = setTimeout(() => {
      const said = told.current.model.namespace === model.namespace ? announceChanges(told.current.model, model) : ''
      if (said !== '') setText(said)
      told.current = { model, at: said === '' ? told.current.at : performance.now() }
    }, wait)
    return () => clearTimeout(timer)
  }, [model])
  return text
}
