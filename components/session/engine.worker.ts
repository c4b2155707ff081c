import { exercises } from '@/content/exercises'
import { completeLine } from '@/lib/session/complete-line'
import { Engine } from '@/lib/session/engine'
import { readToEngine, type Posted } from '@/lib/session/messages'
import { packed } from '@/lib/session/pack-frame'
import { fetchStructure } from './api-structure'

const scope = self as unknown as { postMessage: (message: Posted) => void; onmessage: ((event: MessageEvent<unknown>) => void) | null }

const engine = new Engine({
  load: async (id) => (Object.hasOwn(exercises, id) ? exercises[id]?.load() : undefined),
  complete: completeLine,
  post: (message) => scope.postMessage(packed(message)),
})

/** One after another: an exercise may still be loading when the next message comes. None is sent before the structure of the API is here. */
let turn = fetchStructure().then(() => scope.postMessage({ say: 'started' }))
scope.onmessage = ({ data }) => {
  const message = readToEngine(data)
  if (message !== undefined) turn = turn.then(() => engine.receive(message))
}
