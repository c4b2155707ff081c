import { Fragment } from 'react'
import { CodeWords } from './code-words'

/** A sentence in which the words between backticks are code. */
export function CodeText({ text }: { readonly text: string }) {
  return text.split('`').map((part, index) => (index % 2 === 1 ? <CodeWords key={index}>{part}</CodeWords> : <Fragment key={index}>{part}</Fragment>))
}
