import { NotFetched } from '@/lib/kube/not-fetched'

/** Things done one after another. Where one finds that code has to be fetched first, it stalls, and the rest waits for it. */
export class Stalls<T> {
  #stalled: { readonly by: NotFetched; readonly what: T } | undefined
  #left: (() => void)[] = []

  /** The code that is waited for. */
  get missing(): NotFetched | undefined {
    return this.#stalled?.by
  }

  /** Runs a part of something that can go on later where it stopped. */
  attempt(what: T, run: () => void): void {
    try {
      run()
    } catch (cause) {
      if (!(cause instanceof NotFetched)) throw cause
      this.#stalled = { by: cause, what }
    }
  }

  doAll(things: readonly (() => void)[]): void {
    this.#left.push(...things)
    while (this.#stalled === undefined && this.#left.length > 0) this.#left.shift()?.()
  }

  /** The code is here: what stalled goes on, then what waited for it. */
  resume(goOn: (what: T) => void): void {
    const stalled = this.#stalled
    this.#stalled = undefined
    if (stalled !== undefined) goOn(stalled.what)
    this.doAll([])
  }
}
