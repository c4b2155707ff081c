/** Round numbers from 0 to at least `max`, about `count` of them. */
export function ticksUpTo(max: number, count: number): number[] {
  const step = roundStep(Math.max(max, 1) / count)
  return Array.from({ length: Math.ceil(Math.max(max, 1) / step) + 1 }, (_, index) => index * step)
}

/** 1, 2 or 5 times a power of ten, at least as large as `wanted`, and never a part of one. */
function roundStep(wanted: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, wanted)))
  return [1, 2, 5, 10].map((each) => each * power).find((each) => each >= wanted) ?? power
}

/** Whole seconds for a time axis of about `count` labels from `fromMs` on, as milliseconds. */
export function timeTicks(fromMs: number, durationMs: number, count: number): number[] {
  const wanted = durationMs / 1000 / count
  const stepMs = ([1, 2, 5, 10, 20, 30, 60, 120, 300, 600].find((each) => each >= wanted) ?? 1200) * 1000
  const first = Math.ceil(fromMs / stepMs)
  return Array.from({ length: Math.floor((fromMs + durationMs) / stepMs) - first + 1 }, (_, index) => (first + index) * stepMs)
}

/** `30 s`, `2 min`. */
export function axisTime(atMs: number): string {
  const seconds = Math.round(atMs / 1000)
  return seconds >= 120 && seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`
}
