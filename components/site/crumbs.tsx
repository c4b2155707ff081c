import Link from 'next/link'
import { LessonSteps } from '@/components/progress/lesson-steps'
import type { LessonEntry, ModuleEntry } from '@/lib/course/syllabus'

/** `1 Services / ClusterIP`, and a bar a lesson of the module. */
export function Crumbs({ module, lesson }: { readonly module: ModuleEntry; readonly lesson: LessonEntry }) {
  return (
    <>
      <nav className="site-crumbs" aria-label="Where you are">
        <span className="site-crumbs-module">
          {module.number}&ensp;<Link href={`/#${module.id}`}>{module.title}</Link>&ensp;/
        </span>
        <span aria-current="page">{lesson.header.short}</span>
      </nav>
      <LessonSteps lessons={module.lessons} current={lesson.id} />
    </>
  )
}
