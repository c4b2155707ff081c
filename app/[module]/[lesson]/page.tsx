import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { LessonScreen } from '@/components/lesson/lesson-screen'
import { Crumbs } from '@/components/site/crumbs'
import { SiteHeader } from '@/components/site/site-header'
import { WorkspaceProvider } from '@/components/session/session-context'
import { briefOf, loadExercise, readCourse } from '@/content/course'
import { loadText } from '@/content/lesson-text'
import { syllabus } from '@/content/syllabus'
import { lessonPath, neighbours } from '@/lib/course/syllabus'

interface PageProps {
  readonly params: Promise<{ readonly module: string; readonly lesson: string }>
}

export const dynamicParams = false

export async function generateStaticParams() {
  const modules = await readCourse()
  return modules.flatMap(({ lessons }) => lessons.map(({ module, lesson }) => ({ module, lesson })))
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { module, lesson } = await params
  const entry = (await readCourse()).flatMap(({ lessons }) => lessons).find((each) => each.module === module && each.lesson === lesson)
  return entry === undefined ? {} : { title: entry.header.title, description: entry.header.aim }
}

export default async function LessonPage({ params }: PageProps) {
  const { module: moduleId, lesson: lessonId } = await params
  const modules = await readCourse()
  const inModule = modules.find(({ id }) => id === moduleId)
  const lesson = inModule?.lessons.find((each) => each.lesson === lessonId)
  const home = syllabus.find(({ id }) => id === moduleId)
  const folder = home?.lessons.find(({ id }) => id === lessonId)?.folder
  if (inModule === undefined || lesson === undefined || home === undefined || folder === undefined) notFound()
  const { before, after } = neighbours(modules, lesson.id)
  const { header } = lesson
  const [Text, exercises] = await Promise.all([loadText(home.folder, folder), Promise.all(header.exercises.map(loadExercise))])
  return (
    <WorkspaceProvider exercises={exercises.map(briefOf)}>
      <SiteHeader>
        <Crumbs module={inModule} lesson={lesson} />
      </SiteHeader>
      <LessonScreen lesson={lesson.id}>
        <h1>{header.title}</h1>
        <p className="lesson-facts">
          Lesson {lesson.number} of {inModule.lessons.length} · {header.minutes} minutes · {countExercises(header.exercises.length)}
        </p>
        <p className="lesson-aim">{header.aim}</p>
        <Text />
        <nav className="prose-next" aria-label="Lessons">
          {before === undefined ? null : <Link href={lessonPath(before)}>← {before.header.short}</Link>}
          {after === undefined ? <Link href="/">All lessons</Link> : <Link href={lessonPath(after)}>{after.header.short} →</Link>}
        </nav>
      </LessonScreen>
    </WorkspaceProvider>
  )
}

function countExercises(count: number): string {
  if (count === 0) return 'no exercise'
  return count === 1 ? 'one exercise' : `${count} exercises`
}
