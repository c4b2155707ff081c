'use client'
import { useStore } from 'zustand'
import { nobody, untouched, type ExerciseProgress, type LearnerProgress } from '@/lib/progress/fold'
import { progressStore, type ProgressState } from './progress-store'

const unknown = nobody('')

/** The progress of the learner who is here. Before the storage has been read nothing is known: `phase` tells. */
export function useLearner(): LearnerProgress {
  return useStore(progressStore, (state) => state.learners[state.learner] ?? unknown)
}

export function useExerciseProgress(exercise: string): ExerciseProgress {
  return useStore(progressStore, (state) => state.learners[state.learner]?.exercises[exercise] ?? untouched)
}

export function useProgressState<T>(select: (state: ProgressState) => T): T {
  return useStore(progressStore, select)
}
