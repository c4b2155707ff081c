import type { LessonHeader } from './lesson-header'

/** A lesson's place: `/services/clusterip`. */
export interface LessonPlace {
  readonly module: string
  readonly lesson: string
}

/** A lesson as the course home, the crumbs and the search know it. */
export interface LessonEntry extends LessonPlace {
  /** `services/clusterip`: stable for good, the key of what is recorded about it. */
  readonly id: string
  /** From 1, within its module. */
  readonly number: number
  readonly header: LessonHeader
  readonly exercises: readonly { readonly id: string; readonly title: string }[]
}

/** A module: `planned` ones are named, and have nothing to open. */
export interface ModuleEntry {
  readonly id: string
  readonly number: number
  readonly title: string
  readonly line: string
  readonly state: 'open' | 'planned'
  readonly lessons: readonly LessonEntry[]
}

export function lessonPath({ module, lesson }: LessonPlace): string {
  return `/${module}/${lesson}`
}

/** The lessons before and after one in the order of the course. */
export function neighbours(modules: readonly ModuleEntry[], id: string): { readonly before: LessonEntry | undefined; readonly after: LessonEntry | undefined } {
  const all = modules.flatMap((module) => module.lessons)
  const at = all.findIndex((lesson) => lesson.id === id)
  return { before: at > 0 ? all[at - 1] : undefined, after: at < 0 ? undefined : all[at + 1] }
}
