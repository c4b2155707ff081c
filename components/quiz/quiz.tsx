import { Children, isValidElement, type ReactElement, type ReactNode } from 'react'
import { QuizCard, type QuizQuestion } from './quiz-card'

interface QuestionProps {
  readonly ask: string
  readonly children: ReactNode
}

interface OptionProps {
  readonly right?: boolean
  /** Said when this option is chosen: why it holds, or what it misses. */
  readonly why: string
  readonly children: ReactNode
}

/** A short quiz: `<Quiz id><Question ask><Option right why>…`. Each question has one right option, and each option explains itself. */
export function Quiz({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  const questions = elementsOf<QuestionProps>(children).map((question) => questionOf(id, question.props))
  if (questions.length === 0) throw new Error(`<Quiz id="${id}"> has no <Question>`)
  return <QuizCard id={id} questions={questions} />
}

/** Read by Quiz. */
export function Question(_props: QuestionProps) {
  return null
}

/** Read by Quiz. */
export function Option(_props: OptionProps) {
  return null
}

function questionOf(quiz: string, { ask, children }: QuestionProps): QuizQuestion {
  const options = elementsOf<OptionProps>(children).map(({ props }) => ({ text: props.children, right: props.right === true, why: props.why }))
  if (options.filter(({ right }) => right).length !== 1) throw new Error(`<Quiz id="${quiz}">: “${ask}” needs exactly one right option`)
  return { ask, options }
}

function elementsOf<P>(children: ReactNode): ReactElement<P>[] {
  return Children.toArray(children).filter((child): child is ReactElement<P> => isValidElement(child))
}
