import type { CDPSession } from 'playwright'

/** As much of a trace's event as is read. Times are microseconds. */
interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly ts: number
  readonly dur?: number
  /** Processor time of its thread: what `dur` would be on a machine that does nothing else. */
  readonly tdur?: number
  readonly pid: number
  readonly tid: number
  readonly args?: { readonly name?: string }
}

const categories = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'v8']
/** What a frame's time is spent on: script with what it waits for, style, layout. Painting and compositing are other threads' or not ours. */
const counted = new Set(['FunctionCall', 'EvaluateScript', 'TimerFire', 'FireAnimationFrame', 'FireIdleCallback', 'EventDispatch', 'RunMicrotasks', 'HandlePostMessage', 'MinorGC', 'MajorGC', 'UpdateLayoutTree', 'Layout'])

/** Traces while `during` runs; milliseconds of processor time for script, style and layout of each frame of the page's main thread in which there was any. */
export async function framesWhile(devtools: CDPSession, during: () => Promise<void>): Promise<number[]> {
  const events: TraceEvent[] = []
  const collect = ({ value }: { value: unknown[] }) => void events.push(...(value as TraceEvent[]))
  devtools.on('Tracing.dataCollected', collect)
  await devtools.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { recordMode: 'recordAsMuchAsPossible', includedCategories: categories } })
  await during()
  const complete = new Promise<void>((resolve) => devtools.once('Tracing.tracingComplete', () => resolve()))
  await devtools.send('Tracing.end')
  await complete
  devtools.off('Tracing.dataCollected', collect)
  return frameTimes(events)
}

/** The main thread's work, cut where its frames are handed on (`Commit`); overlapping events are counted once. */
export function frameTimes(events: readonly TraceEvent[]): number[] {
  const main = mainThread(events)
  const own = events.filter(({ pid, tid }) => pid === main?.pid && tid === main.tid)
  const ends = own.filter(({ name, ph }) => ph === 'X' && name === 'Commit').map(({ ts }) => ts).sort((a, b) => a - b)
  const work = own.filter(({ name, ph, dur }) => ph === 'X' && dur !== undefined && counted.has(name)).sort((a, b) => a.ts - b.ts)
  const frames = new Map<number, number>()
  let [frame, reached] = [0, 0]
  for (const { ts, dur = 0, tdur = dur } of work) {
    while ((ends[frame] ?? Infinity) <= ts) frame += 1
    // What lies within another event is counted with it.
    if (ts + dur <= reached) continue
    frames.set(frame, (frames.get(frame) ?? 0) + tdur / 1000)
    reached = ts + dur
  }
  return [...frames.values()]
}

/** The renderer whose main thread did most. */
function mainThread(events: readonly TraceEvent[]): TraceEvent | undefined {
  const threads = events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
  const work = ({ pid, tid }: TraceEvent) => events.reduce((sum, each) => (each.pid === pid && each.tid === tid ? sum + (each.dur ?? 0) : sum), 0)
  return threads.toSorted((a, b) => work(b) - work(a))[0]
}
