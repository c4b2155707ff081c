import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { readLessonHeader, type LessonHeader } from '@/lib/course/lesson-header'
import type { LessonEntry, ModuleEntry } from '@/lib/course/syllabus'
import type { Exercise } from '@/lib/grade/exercise'
import { exercises } from './exercises'
import { syllabus, type SyllabusModule } from './syllabus'

/**
 * The course as pages know it, read while they are built. Only front matter is read here, not the lessons' texts: a page that lists lessons must
 * not carry what they are made of. A lesson with wrong front matter ends the build and says what is wrong.
 */
export async function readCourse(): Promise<readonly ModuleEntry[]> {
  return Promise.all(syllabus.map(readModule))
}

async function readModule(module: SyllabusModule, index: number): Promise<ModuleEntry> {
  const { id, title, line, lessons } = module
  const entries = lessons.map(async ({ id: lesson, folder }, at): Promise<LessonEntry> => {
    const header = await readHeader(`${module.folder}/${folder}`)
    const loaded = await Promise.all(header.exercises.map(loadExercise))
    return { module: id, lesson, id: `${id}/${lesson}`, number: at + 1, header, exercises: loaded.map((exercise) => ({ id: exercise.id, title: exercise.title })) }
  })
  return { id, number: index + 1, title, line, state: lessons.length > 0 ? 'open' : 'planned', lessons: await Promise.all(entries) }
}

/** The front matter of a lesson, by its folder in content/. */
export async function readHeader(folder: string): Promise<LessonHeader> {
  const text = await readFile(join(process.cwd(), 'content', folder, 'lesson.mdx'), 'utf8')
  const read = readLessonHeader(parse(/^---\n([\s\S]*?)\n---/.exec(text)?.[1] ?? ''))
  if (!read.ok) throw new Error(`Front matter of content/${folder}/lesson.mdx: ${read.problems.join('; ')}`)
  return read.header
}

export function loadExercise(id: string): Promise<Exercise> {
  const found = exercises[id]
  if (found === undefined) throw new Error(`${id}: no exercise has this id (content/exercises.ts)`)
  return found.load()
}

/** What a page may carry of an exercise: nothing of its checks' code, and not its solution. */
export function briefOf({ id, title, starter, hints, expectations }: Exercise) {
  return { id, title, starter, hints, checks: expectations.map((each) => ({ id: each.id, title: each.title })) }
}
