'use client'
import type { Shown } from '@/lib/session/timeline'
import { usePaced } from '../ui/use-paced'
import { useReducedMotion } from '../ui/use-reduced-motion'

/** Without motion what is on show changes in steps, this many real milliseconds apart. */
const stepMs = 500

/** What to draw of a cluster: for who asked for no motion a picture every half second while time runs, and what holds once it stands still. */
export function useInSteps(shown: Shown | undefined): Shown | undefined {
  const still = useReducedMotion()
  const stands = shown === undefined || shown.clock === 'paused'
  // While time stands still the picture keeps up, so that it does not fall back when time goes on.
  const paced = usePaced(shown, !still ? 0 : stands ? 1 : stepMs)
  return stands ? shown : paced
}
