import { openDB, type IDBPDatabase } from 'idb'
import { readEvent, type ProgressEvent } from '@/lib/progress/events'
import { superseded } from '@/lib/progress/merge'

/** Whether what is recorded survives this page, and if not, why. */
export type Keeping = { readonly state: 'kept' } | { readonly state: 'in-memory'; readonly why: 'closed' | 'full' | 'broken' }

export interface ProgressStorage {
  readAll(): Promise<{ readonly events: readonly ProgressEvent[]; readonly aside: number }>
  /** Resolves when they are written, or could not be; the second is told through `tell`. */
  add(events: readonly ProgressEvent[]): Promise<void>
  clear(): Promise<void>
}

interface Schema {
  events: { key: string; value: unknown }
  aside: { key: number; value: unknown }
}

/** Opens the browser's database; where that is refused, a storage that keeps nothing and says so through `tell`. */
export async function openStorage(tell: (keeping: Keeping) => void): Promise<ProgressStorage> {
  try {
    const database = await openDB<Schema>('desired-state', 1, {
      upgrade(db) {
        db.createObjectStore('events', { keyPath: 'id' })
        db.createObjectStore('aside', { autoIncrement: true })
      },
      terminated: () => tell({ state: 'in-memory', why: 'broken' }),
    })
    return keepIn(database, tell)
  } catch {
    tell({ state: 'in-memory', why: 'closed' })
    return { readAll: () => Promise.resolve({ events: [], aside: 0 }), add: () => Promise.resolve(), clear: () => Promise.resolve() }
  }
}

function keepIn(database: IDBPDatabase<Schema>, tell: (keeping: Keeping) => void): ProgressStorage {
  const failed = (cause: unknown) => tell({ state: 'in-memory', why: cause instanceof DOMException && cause.name === 'QuotaExceededError' ? 'full' : 'broken' })
  const store = async (events: readonly ProgressEvent[]) => {
    const write = database.transaction('events', 'readwrite')
    await Promise.all([...events.map((event) => write.store.put(event)), write.done])
  }
  return {
    async readAll() {
      try {
        return await readAndSort(database)
      } catch (cause) {
        failed(cause)
        return { events: [], aside: 0 }
      }
    },
    add: (events) => store(events).catch(failed),
    async clear() {
      const write = database.transaction(['events', 'aside'], 'readwrite')
      await Promise.all([write.objectStore('events').clear(), write.objectStore('aside').clear(), write.done])
    },
  }
}

/** Reads all events; what cannot be read moves aside (and is counted this once), drafts that newer ones replaced go. */
async function readAndSort(database: IDBPDatabase<Schema>): Promise<{ events: readonly ProgressEvent[]; aside: number }> {
  const write = database.transaction(['events', 'aside'], 'readwrite')
  const stored = write.objectStore('events')
  const [records, keys] = await Promise.all([stored.getAll(), stored.getAllKeys()])
  const events: ProgressEvent[] = []
  let aside = 0
  for (const [index, data] of records.entries()) {
    const event = readEvent(data)
    if (event !== undefined) {
      events.push(event)
      continue
    }
    aside += 1
    await write.objectStore('aside').add(data)
    const key = keys[index]
    if (key !== undefined) await stored.delete(key)
  }
  const old = new Set(superseded(events).map(({ id }) => id))
  for (const id of old) await stored.delete(id)
  await write.done
  return { events: events.filter(({ id }) => !old.has(id)), aside }
}
