'use client'
import { useEffect, useState } from 'react'
import { turns } from '../ui/turns'
import { nextPicture, type Picture } from './next-picture'

interface Drawn {
  readonly picture: Picture
  /** What it is on the way to. */
  readonly target: Picture
  readonly isWhole: boolean
  readonly frame: unknown
}

/**
 * The picture that is drawn of a target: it follows in turns of its own, in steps of which each is one frame's work. What is drawn for another
 * `frame` (a view, a room) is there at once.
 */
export function usePicture(target: Picture, frame: unknown): Picture {
  const [drawn, setDrawn] = useState((): Drawn => ({ picture: target, target, isWhole: true, frame }))
  useEffect(() => {
    if (drawn.target === target && drawn.frame === frame && drawn.isWhole) return undefined
    const step = () => setDrawn((before) => (before.frame === frame ? { ...nextPicture(before.picture, target), target, frame } : { picture: target, target, isWhole: true, frame }))
    turns.ask(step)
    return () => turns.drop(step)
  }, [drawn, target, frame])
  return drawn.frame === frame ? drawn.picture : target
}
