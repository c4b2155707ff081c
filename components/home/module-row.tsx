'use client'
import Link from 'next/link'
import { StandingSquare } from '@/components/progress/standing-square'
import { useLearner } from '@/components/progress/use-progress'
import { lessonPath, type ModuleEntry } from '@/lib/course/syllabus'
import { isPassed } from '@/lib/progress/fold'
import { lessonStanding } from '@/lib/progress/lesson-standing'

/** A module: its lessons, and a square for each of its exercises. */
export function ModuleRow({ module }: { readonly module: ModuleEntry }) {
  return (
    <li className="module" id={module.id} data-state={module.state}>
      <span className="module-number" aria-hidden="true">
        {module.number}
      </span>
      <div>
        <h2>{module.title}</h2>
        <p>{module.line}</p>
      </div>
      {module.state === 'planned' ? <p className="module-planned">not open yet</p> : <OpenModule module={module} />}
    </li>
  )
}

function OpenModule({ module }: { readonly module: ModuleEntry }) {
  const learner = useLearner()
  const exercises = module.lessons.flatMap((lesson) => lesson.exercises)
  const standings = exercises.map(({ id }) => learner.exercises[id]?.standing ?? 'untouched')
  return (
    <>
      <ul className="module-lessons">
        {module.lessons.map((lesson) => {
          const standing = lessonStanding(learner, lesson)
          return (
            <li key={lesson.id}>
              <Link href={lessonPath(lesson)} className="lesson-chip" data-standing={standing} data-here={learner.lessons.at(-1) === lesson.id}>
                <i aria-hidden="true" /> {lesson.header.short}
                <span className="unseen">{standing === 'done' ? ', done' : standing === 'open' ? ', begun' : ''}</span>
              </Link>
            </li>
          )
        })}
      </ul>
      <p className="module-count">
        <span className="module-squares" aria-hidden="true">
          {standings.map((standing, at) => (
            <StandingSquare key={exercises[at]?.id} standing={standing} />
          ))}
        </span>
        <span>
          <span className="unseen">Exercises passed: </span>
          {standings.filter(isPassed).length} of {exercises.length}
        </span>
      </p>
    </>
  )
}
