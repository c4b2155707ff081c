import type { KubeObject } from '@/lib/kube/object'

/** What a Table's cell holds. */
export type Cell = string | number | boolean | null

/** One column; `wide` ones are shown on request only. A column named Name is the object's name. */
export interface Column {
  readonly name: string
  readonly type?: 'string' | 'integer' | 'boolean' | 'date'
  readonly wide?: boolean
}

/** What cells are printed against. */
export interface PrintTime {
  /** Now, in Unix milliseconds: ages count from it. */
  readonly nowMs: number
}

/** How objects of one kind look in a Table (pkg/printers/internalversion/printers.go). */
export interface Printer {
  readonly columns: readonly Column[]
  cells(object: KubeObject, time: PrintTime): readonly Cell[]
  /** Rows that stand for something finished say so. */
  conditions?(object: KubeObject): readonly { readonly type: string; readonly status: string; readonly reason: string; readonly message: string }[] | undefined
}

/** A printer whose cells are made from the kind's own type. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller says which kind its printer is for
export function printer<T>(columns: readonly Column[], cells: (object: T, time: PrintTime) => readonly Cell[]): Printer {
  return { columns, cells: (object, time) => cells(object as unknown as T, time) }
}
