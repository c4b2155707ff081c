import { isValidElement, type HTMLAttributes, type ReactNode } from 'react'
import { InsertButton, RunButton } from './code-buttons'
import { YamlText } from './yaml-text'
import { CodeWords } from '@/components/ui/code-words'

interface CodeProps {
  readonly className?: string
  readonly 'data-title'?: string
  readonly children?: ReactNode
}

/** A fenced block: `yaml` can be inserted into the editor, each line of `kubectl` can be run, anything else is shown. */
export function CodeBlock({ children, ...rest }: HTMLAttributes<HTMLPreElement>) {
  if (!isValidElement<CodeProps>(children) || typeof children.props.children !== 'string') return <pre {...rest}>{children}</pre>
  const text = children.props.children.replace(/\n$/, '')
  const title = children.props['data-title']
  const language = /language-(\w+)/.exec(children.props.className ?? '')?.[1]
  if (language === 'kubectl') return <KubectlBlock text={text} />
  return (
    <figure className="code">
      {title === undefined && language !== 'yaml' ? null : (
        <figcaption>
          <span>{title}</span>
          {language === 'yaml' ? <InsertButton text={text} title={title} /> : null}
        </figcaption>
      )}
      <pre tabIndex={0}>
        <code>{language === 'yaml' ? <YamlText text={text} /> : text}</code>
      </pre>
    </figure>
  )
}

function KubectlBlock({ text }: { readonly text: string }) {
  return (
    <figure className="code code-kubectl">
      {text.split('\n').map((line, at) =>
        line.trim() === '' || line.startsWith('#') ? (
          <p key={at} className="code-comment">
            {line}
          </p>
        ) : (
          <div key={at}>
            <CodeWords>{line}</CodeWords>
            <RunButton line={line} />
          </div>
        ),
      )}
    </figure>
  )
}
