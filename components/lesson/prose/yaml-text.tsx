import type { ReactNode } from 'react'

/** YAML with its keys and comments set apart: enough for reading, without a parser. */
export function YamlText({ text }: { readonly text: string }) {
  return text.split('\n').map((line, at) => (
    <span key={at} className="code-line">
      {paint(line)}
      {'\n'}
    </span>
  ))
}

function paint(line: string): ReactNode {
  const comment = /^(\s*)(#.*)$/.exec(line)
  if (comment !== null) return <span className="code-comment">{line}</span>
  const pair = /^(\s*(?:- )*)([\w./"'-]+)(:)(\s.*)?$/.exec(line)
  if (pair === null) return line
  const [, indent, key, colon, rest] = pair
  return (
    <>
      {indent}
      <span className="code-key">{key}</span>
      {colon}
      {rest}
    </>
  )
}
