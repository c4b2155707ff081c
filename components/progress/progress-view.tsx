'use client'
import Link from 'next/link'
import { lessonPath, type ModuleEntry } from '@/lib/course/syllabus'
import { untouched, type ExerciseProgress, type Standing } from '@/lib/progress/fold'
import { Learners } from './learners'
import { ProgressFile } from './progress-file'
import { StandingSquare } from './standing-square'
import { useLearner, useProgressState } from './use-progress'
import './progress.css'

/** Who learns here, how far they are, and what can be done with what is recorded. */
export function ProgressView({ modules }: { readonly modules: readonly ModuleEntry[] }) {
  const phase = useProgressState((state) => state.phase)
  return (
    <div className="progress" data-phase={phase}>
      <Learners />
      {modules
        .filter(({ state }) => state === 'open')
        .map((module) => (
          <ModuleTable key={module.id} module={module} />
        ))}
      <ProgressFile />
    </div>
  )
}

function ModuleTable({ module }: { readonly module: ModuleEntry }) {
  const learner = useLearner()
  const rows = module.lessons.flatMap((lesson) => lesson.exercises.map((exercise) => ({ lesson, exercise, progress: learner.exercises[exercise.id] ?? untouched })))
  return (
    <section className="progress-module" aria-labelledby={`progress-${module.id}`}>
      <h2 id={`progress-${module.id}`}>
        {module.number}&ensp;{module.title}
      </h2>
      <div className="progress-scroll" role="region" aria-label={`Exercises of ${module.title}`} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Exercise</th>
              <th scope="col">Standing</th>
              <th scope="col">Attempts</th>
              <th scope="col">Hints</th>
              <th scope="col">Time</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ lesson, exercise, progress }) => (
              <tr key={exercise.id}>
                <th scope="row">
                  <Link href={`${lessonPath(lesson)}#${exercise.id.replace('/', '-')}`}>{exercise.title}</Link>
                </th>
                <td>
                  <StandingSquare standing={progress.standing} /> {standingWords(progress)}
                </td>
                <td>{progress.attempts}</td>
                <td>{progress.hints}</td>
                <td>{spent(progress.spentMs)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

const words: Readonly<Record<Standing, string>> = { untouched: 'not begun', tried: 'not right yet', passed: 'passed', 'passed-with-hints': 'passed with hints', revealed: 'solution shown' }

function standingWords({ standing, met, of, hints, drafts }: ExerciseProgress): string {
  if (standing === 'untouched' && (hints > 0 || Object.keys(drafts).length > 0)) return 'begun'
  return standing === 'tried' ? `${met} of ${of} checks hold` : words[standing]
}

/** Milliseconds as whole minutes, beginning with one. */
function spent(ms: number): string {
  return ms === 0 ? '–' : `${Math.max(1, Math.round(ms / 60_000))} min`
}
