import { readEvent, type ProgressEvent } from './events'

const format = 'desired-state-progress'
const version = 1

/** One file with everything recorded, for another browser. */
export function writeExport(events: readonly ProgressEvent[]): string {
  return `${JSON.stringify({ format, version, events }, undefined, 1)}\n`
}

/** Reads such a file. What is no progress file, or only in part, is said in one line; nothing is taken from it then. */
export function readExport(text: string): { readonly ok: true; readonly events: readonly ProgressEvent[] } | { readonly ok: false; readonly say: string } {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch {
    return { ok: false, say: 'This file is not a progress file: it is not JSON, or it was cut off.' }
  }
  const given = typeof data === 'object' && data !== null ? (data as Readonly<Record<string, unknown>>) : {}
  if (given['format'] !== format) return { ok: false, say: 'This file is not a progress file of Desired State.' }
  if (given['version'] !== version) return { ok: false, say: `This progress file is of version ${String(given['version'])}; this page reads version ${version}.` }
  if (!Array.isArray(given['events'])) return { ok: false, say: 'This progress file holds no events.' }
  const all: readonly unknown[] = given['events']
  const events = all.map(readEvent).filter((event) => event !== undefined)
  if (events.length < all.length) return { ok: false, say: `This progress file is damaged: ${all.length - events.length} of its ${all.length} events cannot be read. Nothing was taken from it.` }
  return { ok: true, events }
}
