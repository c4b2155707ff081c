import { exercises } from '@/content/exercises'
import { completeLine } from '@/lib/session/complete-line'
import { Engine } from '@/lib/session/engine'
import { readToEngine, type FromEngine } from '@/lib/session/messages'

const scope = self as unknown as { postMessage: (message: FromEngine) => void; onmessage: ((event: MessageEvent<unknown>) => void) | null }

const engine = new Engine({
  load: async (id) => (Object.hasOwn(exercises, id) ? exercises[id]?.load() : undefined),
  complete: completeLine,
  post: (message) => scope.postMessage(message),
})

/** One after another: an exercise may still be loading when the next message comes. */
let turn = Promise.resolve()
scope.onmessage = ({ data }) => {
  const message = readToEngine(data)
  if (message !== undefined) turn = turn.then(() => engine.receive(message))
}
scope.postMessage({ say: 'started' })
