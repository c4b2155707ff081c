'use client'
import { useEffect, useMemo, useState } from 'react'
import { turns } from '../ui/turns'
import { nextPicture, type Picture } from './next-picture'

interface Drawn<I, R> {
  readonly input: I
  readonly room: R
  readonly picture: Picture
  /** What it is on the way to: the picture of `input`. */
  readonly target: Picture
  readonly isWhole: boolean
  /** Whether the picture came nearer to this target yet. */
  readonly hasMoved: boolean
}

/**
 * The picture that is drawn of an input. It follows in turns of its own: one in which `layOut` says where all is to stand, then steps of which each
 * is one frame's work. What is drawn for another room, or `atOnce`, is there at once.
 */
export function usePicture<I, R>(input: I, room: R, layOut: (input: I, room: R) => Picture, atOnce: boolean): Picture {
  const [drawn, setDrawn] = useState(() => wholeOf(input, room, layOut))
  const isSudden = atOnce || drawn.room !== room
  const sudden = useMemo(() => (isSudden ? layOut(input, room) : undefined), [isSudden, input, room, layOut])
  useEffect(() => {
    if (drawn.input === input && drawn.room === room && drawn.isWhole) return undefined
    const step = () => setDrawn((before) => (sudden === undefined ? stepOf(before, input, layOut) : { input, room, picture: sudden, target: sudden, isWhole: true, hasMoved: true }))
    turns.ask(step)
    return () => turns.drop(step)
  }, [drawn, input, room, sudden, layOut])
  return sudden ?? drawn.picture
}

function wholeOf<I, R>(input: I, room: R, layOut: (input: I, room: R) => Picture): Drawn<I, R> {
  const picture = layOut(input, room)
  return { input, room, picture, target: picture, isWhole: true, hasMoved: true }
}

/** Another input is laid out as soon as the picture came a step nearer to the last one: else it would never come, where inputs follow fast. */
function stepOf<I, R>(before: Drawn<I, R>, input: I, layOut: (input: I, room: R) => Picture): Drawn<I, R> {
  if (before.input !== input && before.hasMoved) return { ...before, input, target: layOut(input, before.room), isWhole: false, hasMoved: false }
  return { ...before, ...nextPicture(before.picture, before.target), hasMoved: true }
}
