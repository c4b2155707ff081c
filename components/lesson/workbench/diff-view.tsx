import { diffLines, type DiffLine } from '@/lib/session/line-diff'

const signs: Readonly<Record<DiffLine['change'], string>> = { same: ' ', added: '+', removed: '−' }

/** What was given against what stands there now. */
export function DiffView({ before, after }: { readonly before: string; readonly after: string }) {
  if (before === after) return <p className="editor-ask">This file is as it was given.</p>
  return (
    <pre className="diff" tabIndex={0} aria-label="Changes against the file as it was given">
      {diffLines(before, after).map(({ change, text }, at) => (
        <span key={at} className="diff-line" data-change={change}>
          <span className="diff-sign">{signs[change]}</span>
          {text}
          {'\n'}
        </span>
      ))}
    </pre>
  )
}
