import type { Film, FilmScript } from '@/lib/course/film'
import { tookTooLong } from '@/lib/session/limits'
import { readFromEngine, type Posted, type ToEngine } from '@/lib/session/messages'
import type { Session } from '@/lib/session/session'
import { turns } from '../ui/turns'
import { FrameQueue } from './frame-queue'
import { startWorker } from './start-worker'

/** Real milliseconds between two ticks while a clock runs. */
const tickMs = 50
/** How long the engine may take with a message before it is given up, in real milliseconds; opening loads code and makes a cluster, a rare verb's code is fetched first. */
const patienceMs: Partial<Record<ToEngine['do'], number>> = { open: 20_000, stage: 20_000, act: 8_000, grade: 8_000, kubectl: 8_000, shoot: 20_000 }
const usualPatienceMs = 3_000

/** Whom the engine answers about a film. */
const filmSession = 'films'

type CommandMessage = Extract<Posted, { say: 'printed' | 'edit' | 'exited' | 'failed' }>

function isOfCommand(message: Posted): message is CommandMessage {
  return ['printed', 'edit', 'exited', 'failed'].includes(message.say)
}

type Worked = { readonly message: ToEngine; readonly since: number }

/** The page's one engine: starts the worker, watches it, and gives a new one all work when it dies. */
class EngineHost {
  #worker: Worker | undefined
  #isUp = false
  readonly #sessions = new Map<string, Session>()
  readonly #films = new Map<number, (film: Film | undefined) => void>()
  readonly #frames = new FrameQueue({
    beforeDrawing: (call) => turns.ask(call),
    now: () => performance.now(),
    show: (session, frames) => this.#sessions.get(session)?.show(frames),
  })
  readonly #said: CommandMessage[] = []
  #nextFilm = 1
  #queue: ToEngine[] = []
  #unheard: Worked[] = []
  #timer: ReturnType<typeof setInterval> | undefined
  #lastTick = 0
  #lostAtOpen = 0

  /** Opens a session, starting the engine if need be. */
  open(session: Session): void {
    if (this.#sessions.get(session.id) === session) return
    this.#sessions.set(session.id, session)
    if (this.#worker === undefined) this.#start()
    session.open()
  }

  /** Films a run; undefined where the engine could not, or died of it. */
  film(script: FilmScript): Promise<Film | undefined> {
    const ticket = this.#nextFilm++
    if (this.#worker === undefined) this.#start()
    return new Promise((answer) => {
      this.#films.set(ticket, answer)
      this.post({ do: 'shoot', session: filmSession, ticket, script })
    })
  }

  readonly post = (message: ToEngine): void => {
    if (!this.#isUp) {
      if (message.do === 'open' || message.do === 'stage') this.#queue = this.#queue.filter((each) => each.do !== message.do || each.session !== message.session)
      this.#queue.push(message)
      return
    }
    this.#unheard.push({ message, since: performance.now() })
    this.#worker?.postMessage(message)
  }

  #start(): void {
    const worker = startWorker()
    if (worker === undefined) return
    this.#worker = worker
    worker.onmessage = ({ data }: MessageEvent<unknown>) => {
      const message = readFromEngine(data)
      if (message !== undefined && worker === this.#worker) this.#receive(message)
    }
    worker.onerror = () => {
      if (worker === this.#worker) this.#restart()
    }
    this.#timer ??= setInterval(() => this.#beat(), tickMs)
  }

  #receive(message: Posted): void {
    if (message.say === 'started') {
      this.#isUp = true
      for (const queued of this.#queue.splice(0)) this.post(queued)
    } else if (message.say === 'heard') {
      this.#unheard.shift()
      const next = this.#unheard[0]
      if (next !== undefined) this.#unheard[0] = { ...next, since: performance.now() }
    } else if (message.say === 'shot') this.#answerFilm(message.ticket, message.film)
    else if (message.say === 'failed' && message.session === filmSession) this.#answerFilm(message.ticket, undefined)
    else if (message.say === 'frame') this.#frames.push(message)
    else if (isOfCommand(message)) {
      this.#said.push(message)
      turns.ask(this.#tell)
    } else {
      if (message.say === 'opened') {
        this.#lostAtOpen = 0
        this.#tell()
        this.#frames.forget(message.session)
      }
      this.#sessions.get(message.session)?.receive(message)
    }
  }

  /** What commands said since the terminal was last drawn: most print and end within a frame. */
  readonly #tell = (): void => {
    for (const message of this.#said.splice(0)) this.#sessions.get(message.session)?.receive(message)
  }

  #answerFilm(ticket: number | undefined, film: Film | undefined): void {
    if (ticket === undefined) return
    this.#films.get(ticket)?.(film)
    this.#films.delete(ticket)
  }

  #beat(): void {
    const now = performance.now()
    const oldest = this.#unheard[0]
    if (oldest !== undefined && now - oldest.since > (patienceMs[oldest.message.do] ?? usualPatienceMs)) return this.#restart()
    const elapsedMs = Math.min(now - this.#lastTick, 1_000)
    this.#lastTick = now
    if (!this.#isUp || this.#unheard.length > 0 || !this.#frames.isEmpty || document.visibilityState === 'hidden') return
    const runs = [...this.#sessions.values()].some(({ state }) => state.shown !== undefined && state.shown.clock !== 'paused')
    if (runs) this.post({ do: 'tick', elapsedMs })
  }

  /** Ends the worker and begins anew: the message it died of is answered for it, and what stood behind that is sent again. */
  #restart(): void {
    const [guilty, ...waiting] = this.#unheard
    this.#worker?.terminate()
    this.#worker = undefined
    this.#isUp = false
    this.#unheard = []
    this.#queue = waiting.map(({ message }) => message).filter((message) => message.do === 'diagnose' || message.do === 'open' || message.do === 'stage' || message.do === 'shoot')
    this.#tell()
    for (const session of this.#sessions.values()) {
      this.#frames.forget(session.id)
      session.lost()
    }
    if (guilty !== undefined) this.#blame(guilty.message)
    if (this.#lostAtOpen > 2) return
    this.#start()
    for (const session of this.#sessions.values()) session.open()
  }

  #blame(message: ToEngine): void {
    if (message.do === 'open') this.#lostAtOpen += 1
    if (message.do === 'shoot') this.#answerFilm(message.ticket, undefined)
    if (message.do !== 'diagnose') return
    const { session, ticket, file } = message
    this.#sessions.get(session)?.receive({ say: 'diagnosed', session, ticket, file, diagnostics: [tookTooLong(file)] })
  }
}

export const engineHost = new EngineHost()
