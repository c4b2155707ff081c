import { createStore } from 'zustand/vanilla'
import { eventIds } from '@/lib/progress/event-id'
import type { Fact, ProgressEvent } from '@/lib/progress/events'
import { fold, nobody, take, type LearnerProgress } from '@/lib/progress/fold'
import { merge } from '@/lib/progress/merge'
import type { Keeping, ProgressStorage } from './progress-storage'

const learnerKey = 'desired-state.learner'

export interface ProgressState {
  /** `loading` until the storage has been read: nothing is known before. */
  readonly phase: 'loading' | 'ready'
  /** Where events go: kept in this browser, or in memory alone because the storage refuses. */
  readonly keeping: Keeping
  /** Records that could not be read: set aside, never dropped. */
  readonly aside: number
  readonly events: readonly ProgressEvent[]
  readonly learners: Readonly<Record<string, LearnerProgress>>
  /** Who learns here. */
  readonly learner: string
}

/** This browser's progress: what is known, and the only way to add to it. One a page. */
export const progressStore = createStore<ProgressState>(() => ({ phase: 'loading', keeping: { state: 'kept' }, aside: 0, events: [], learners: {}, learner: '' }))

let isStarted = false
let storage: ProgressStorage | undefined
let channel: BroadcastChannel | undefined
const nextId = eventIds(Date.now, Math.random)
const early: Fact[] = []

/** Reads the storage and listens to the other tabs. Called once, when the page runs. */
export async function startProgress(): Promise<void> {
  if (isStarted) return
  isStarted = true
  const { openStorage } = await import('./progress-storage')
  storage = await openStorage((keeping) => progressStore.setState({ keeping }))
  const { events, aside } = await storage.readAll()
  adopt(events)
  const known = progressStore.getState().learners
  const learner = rememberedLearner() ?? Object.keys(known)[0] ?? nextId()
  rememberLearner(learner)
  progressStore.setState({ phase: 'ready', learner, aside })
  for (const fact of early.splice(0)) record(fact)
  if (typeof BroadcastChannel === 'undefined') return
  channel = new BroadcastChannel('desired-state.progress')
  channel.onmessage = (message: MessageEvent<readonly ProgressEvent[] | 'deleted'>) => {
    if (message.data === 'deleted') forget()
    else adopt(message.data)
  }
}

/** Records a fact about the learner who is here now. */
export function record(fact: Fact): void {
  const { phase, learner, events, learners } = progressStore.getState()
  if (phase === 'loading') {
    early.push(fact)
    return
  }
  const event = { id: nextId(), at: Date.now(), learner, ...fact } as ProgressEvent
  const before = learners[learner] ?? nobody(learner)
  progressStore.setState({ events: [...events, event], learners: { ...learners, [learner]: { ...take(before, event), lastAt: event.at } } })
  void storage?.add([event])
  channel?.postMessage([event])
}

/** Takes in events from a file or another tab; returns how many were new. */
export function adopt(events: readonly ProgressEvent[]): number {
  const before = progressStore.getState().events
  const all = merge(before, events)
  if (all.length > before.length) progressStore.setState({ events: all, learners: fold(all) })
  return all.length - before.length
}

/** Takes in an imported file's events and keeps them; returns how many were new, once the storage has them. */
export async function importEvents(events: readonly ProgressEvent[]): Promise<number> {
  const added = adopt(events)
  await storage?.add(events)
  channel?.postMessage(events)
  const { learner, learners } = progressStore.getState()
  const other = events[0]?.learner
  if (other !== undefined && (learners[learner]?.lastAt ?? 0) === 0) chooseLearner(other)
  return added
}

export function chooseLearner(learner: string): void {
  rememberLearner(learner)
  progressStore.setState({ learner })
}

/** A new learner in this browser, who is the one here from now on. */
export function addLearner(name: string): void {
  chooseLearner(nextId())
  record({ type: 'LearnerNamed', name })
}

/** Deletes everything recorded in this browser, of all learners, in all tabs. */
export async function deleteEverything(): Promise<void> {
  await storage?.clear()
  forget()
  channel?.postMessage('deleted')
}

function forget(): void {
  const learner = nextId()
  rememberLearner(learner)
  progressStore.setState({ events: [], learners: {}, learner, aside: 0 })
}

function rememberedLearner(): string | undefined {
  try {
    return localStorage.getItem(learnerKey) ?? undefined
  } catch {
    return undefined
  }
}

function rememberLearner(learner: string): void {
  try {
    localStorage.setItem(learnerKey, learner)
  } catch {
    // Closed storage is already said by `keeping`.
  }
}
