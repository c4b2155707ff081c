import type { Controller } from '../working/working'

/** Everything that acts over time in a practice cluster. The order decides who hears of a change first, and so which of two things due at once goes first. */
export const controllers: readonly Controller[] = []
