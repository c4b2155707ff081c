'use client'
import { useId, type ReactNode } from 'react'
import { record } from '@/components/progress/progress-store'
import { useLearner } from '@/components/progress/use-progress'
import './quiz.css'

export interface QuizQuestion {
  readonly ask: string
  readonly options: readonly { readonly text: ReactNode; readonly right: boolean; readonly why: string }[]
}

/** Questions whose options explain themselves when they are chosen; one may choose again. What was chosen last is kept. */
export function QuizCard({ id, questions }: { readonly id: string; readonly questions: readonly QuizQuestion[] }) {
  const { answers } = useLearner()
  return (
    <section className="quiz" aria-label="Quiz">
      <p className="quiz-label">{questions.length === 1 ? 'Question' : `${questions.length} questions`}</p>
      {questions.map((question, at) => (
        <QuestionCard key={question.ask} question={question} chosen={answers[`${id}#${at}`]?.option} onChoose={(option) => record({ type: 'QuestionAnswered', quiz: id, question: at, option, right: question.options[option]?.right === true })} />
      ))}
    </section>
  )
}

interface QuestionCardProps {
  readonly question: QuizQuestion
  readonly chosen: number | undefined
  readonly onChoose: (option: number) => void
}

function QuestionCard({ question, chosen, onChoose }: QuestionCardProps) {
  const name = useId()
  const option = chosen === undefined ? undefined : question.options[chosen]
  return (
    <fieldset className="quiz-question">
      <legend>{question.ask}</legend>
      {question.options.map(({ text, right }, at) => (
        <label key={at} className="quiz-option" data-verdict={at !== chosen ? undefined : right ? 'right' : 'wrong'}>
          <input type="radio" name={name} checked={at === chosen} onChange={() => onChoose(at)} />
          <span>{text}</span>
        </label>
      ))}
      <p className="quiz-why" role="status" data-verdict={option === undefined ? undefined : option.right ? 'right' : 'wrong'}>
        {option === undefined ? null : (
          <>
            <strong>{option.right ? '✓ Right.' : '✕ Not this one.'}</strong> {option.why}
          </>
        )}
      </p>
    </fieldset>
  )
}
