import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { syllabus } from '@/content/syllabus'
import { readLessonHeader, type LessonHeader } from '@/lib/course/lesson-header'

/** A lesson as its author wrote it, with the parts that tests look at. */
export interface LessonSource {
  /** `deployments/online-store` */
  readonly id: string
  readonly header: LessonHeader
  /** Without front matter. */
  readonly text: string
  readonly fences: readonly { readonly language: string; readonly title: string | undefined; readonly code: string }[]
}

export function readLessons(): readonly LessonSource[] {
  return syllabus.flatMap((module) => module.lessons.map((lesson) => readLesson(`${module.id}/${lesson.id}`, `${module.folder}/${lesson.folder}`)))
}

function readLesson(id: string, folder: string): LessonSource {
  const whole = readFileSync(join(import.meta.dirname, '../content', folder, 'lesson.mdx'), 'utf8')
  const [, front = '', text = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(whole) ?? []
  const read = readLessonHeader(parse(front))
  if (!read.ok) throw new Error(`${id}: ${read.problems.join('; ')}`)
  const fences = [...text.matchAll(/^```(\w+)(?: title="([^"]*)")?\n([\s\S]*?)^```$/gm)].map(([, language = '', title, code = '']) => ({ language, title, code }))
  return { id, header: read.header, text, fences }
}

/** What is read as English: no fences, no code, no addresses, no names of components and of their parts. */
export function proseOf(text: string): string {
  return text
    .replace(/```[\s\S]*?```/g, ' ')
    .replace(/`[^`]*`/g, ' ')
    .replace(/\]\([^)]*\)/g, ' ')
    .replace(/\b(?:id|href)="[^"]*"/g, ' ')
    .replace(/https?:\S+/g, ' ')
    .replace(/<\/?[A-Z]\w*/g, ' ')
}
