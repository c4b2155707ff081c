import { exercises } from '@/content/exercises'
import { Engine } from '@/lib/session/engine'
import type { FromEngine } from '@/lib/session/messages'
import { packed, unpackFrame } from '@/lib/session/pack-frame'
import { Session } from '@/lib/session/session'

/** A page and an engine without a worker between them; what is said travels as it would. */
export function connected(id = 'services/empty-endpoints', starter: Readonly<Record<string, string>> = {}) {
  const said: FromEngine[] = []
  const waiting: Promise<void>[] = []
  const session = new Session(id, starter, {}, (message) => void waiting.push(engine.receive(message)))
  const engine = new Engine({
    load: async (each) => exercises[each]?.load(),
    complete: () => ({ from: 0, items: [] }),
    post: (message) => {
      said.push(message)
      if (message.say !== 'started' && message.say !== 'heard' && message.say !== 'shot') session.receive(arrived(message))
    },
  })
  const settle = async () => {
    while (waiting.length > 0) await waiting.shift()
  }
  const tick = async (times: number, elapsedMs = 100) => {
    for (let i = 0; i < times; i++) await engine.receive({ do: 'tick', elapsedMs })
  }
  return { session, engine, said, settle, tick }
}

function arrived<T extends FromEngine>(message: T): T {
  const posted = packed(message)
  return posted.say === 'frame' ? ({ say: 'frame', session: posted.session, frame: unpackFrame(posted.packed) } as T) : (structuredClone(message))
}

export async function opened(id?: string) {
  const page = connected(id)
  page.session.open()
  await page.settle()
  return page
}
