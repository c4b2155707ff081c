import { readCourse } from '@/content/course'
import { glossary } from '@/content/glossary'
import { lessonPath } from '@/lib/course/syllabus'
import type { SearchEntry } from '@/lib/course/search'

export const dynamic = 'force-static'

/** What the search looks through, written once when the pages are built. */
export async function GET(): Promise<Response> {
  const modules = await readCourse()
  const lessons = modules.flatMap((module) => module.lessons.map((lesson) => ({ module, lesson })))
  const entries: readonly SearchEntry[] = [
    ...lessons.map(({ module, lesson }) => ({ kind: 'lesson' as const, title: lesson.header.title, note: `${module.title} · ${lesson.header.short} · ${lesson.header.aim}`, href: lessonPath(lesson) })),
    ...lessons.flatMap(({ lesson }) => lesson.exercises.map(({ id, title }) => ({ kind: 'exercise' as const, title, note: `${lesson.header.short} · ${id}`, href: `${lessonPath(lesson)}#${id.replace('/', '-')}` }))),
    ...glossary.map(({ id, word, means }) => ({ kind: 'word' as const, title: word, note: means, href: `/glossary#${id}` })),
  ]
  return Response.json(entries)
}
