import { Children, Fragment, type HTMLAttributes } from 'react'

/** Letters of the longest word that is kept on one line; a phone's column holds some thirty. */
const longestKept = 24

/** Code within a sentence. A line ends between its words, not after a hyphen: `-l` and `feed-canary` stay whole. */
export function CodeWords({ children, ...rest }: HTMLAttributes<HTMLElement>) {
  return <code {...rest}>{Children.map(children, (child) => (typeof child === 'string' ? words(child) : child))}</code>
}

function words(text: string) {
  return text.split(/( )/).map((word, at) =>
    word.includes('-') && word.length <= longestKept ? (
      <span key={at} className="code-word">
        {word}
      </span>
    ) : (
      <Fragment key={at}>{word}</Fragment>
    ),
  )
}
