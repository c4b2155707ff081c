import type { LanguageAnswer, LanguageAnswers, LanguageQuestion } from './language-messages'

let worker: Worker | undefined
let nextTicket = 1
const waiting = new Map<number, (answer: unknown) => void>()

type Question = LanguageQuestion extends infer Q ? (Q extends LanguageQuestion ? Omit<Q, 'ticket'> : never) : never

/** Asks the language worker, started with the first question. A worker that fails answers nothing: the editor goes on without suggestions. */
export function askLanguage<A extends keyof LanguageAnswers>(question: Extract<Question, { ask: A }>): Promise<LanguageAnswers[A] | undefined> {
  const ticket = nextTicket++
  return new Promise((resolve) => {
    waiting.set(ticket, (answer) => resolve(answer as LanguageAnswers[A] | undefined))
    started().postMessage({ ...question, ticket })
  })
}

function started(): Worker {
  if (worker !== undefined) return worker
  const fresh = new Worker(new URL('./language.worker.ts', import.meta.url), { type: 'module' })
  fresh.addEventListener('message', (event: MessageEvent<LanguageAnswer>) => settle(event.data.ticket, 'answer' in event.data ? event.data.answer : undefined))
  fresh.addEventListener('error', () => {
    worker = undefined
    for (const ticket of [...waiting.keys()]) settle(ticket, undefined)
  })
  worker = fresh
  return fresh
}

function settle(ticket: number, answer: unknown): void {
  waiting.get(ticket)?.(answer)
  waiting.delete(ticket)
}
