/**
 * Code that a browser fetches when it is asked for is not here yet. Thrown before anything has changed: whoever catches it awaits `load` and asks for the
 * same again.
 */
export class NotFetched extends Error {
  readonly load: () => Promise<void>

  constructor(what: string, load: () => Promise<void>) {
    super(`${what} was asked for before its code was fetched`)
    this.load = load
  }
}
