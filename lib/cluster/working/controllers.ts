import type { ObjectKey } from '@/lib/kube/object'
import type { Controller } from './working'

const known = new WeakMap<readonly Controller[], Controllers>()

/** A list of controllers, found by name and by what they watch. */
export class Controllers {
  readonly #all: readonly Controller[]
  readonly #byName: ReadonlyMap<string, Controller>
  readonly #watching = new Map<string, readonly Controller[]>()

  private constructor(all: readonly Controller[]) {
    this.#all = all
    this.#byName = new Map(all.map((controller) => [controller.name, controller]))
  }

  /** The same list is prepared once. */
  static of(all: readonly Controller[]): Controllers {
    let controllers = known.get(all)
    if (controllers === undefined) {
      controllers = new Controllers(all)
      known.set(all, controllers)
    }
    return controllers
  }

  byName(name: string): Controller | undefined {
    return this.#byName.get(name)
  }

  /** Who wants to hear of changes of this object, in the list's order. */
  watching(key: ObjectKey): readonly Controller[] {
    const resource = key.slice(0, key.indexOf('/', key.indexOf('/') + 1))
    let watching = this.#watching.get(resource)
    if (watching === undefined) {
      watching = this.#all.filter((controller) => controller.watches?.includes(resource) ?? true)
      this.#watching.set(resource, watching)
    }
    return watching
  }
}
