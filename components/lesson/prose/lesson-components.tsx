import type { MDXComponents } from 'mdx/types'
import { Aside, InProduction, Exact, Links } from './asides'
import { CodeBlock } from './code-block'
import { Exercise } from './exercise'
import { Figure } from './figure'
import { ProseLink } from './prose-link'
import { Option, Question, Quiz } from '@/components/quiz/quiz'
import { Table } from './table'
import { Term } from './term'
import { CodeWords } from '@/components/ui/code-words'

/** What a lesson.mdx may use, besides Markdown. docs/authoring.md explains each. */
export const lessonComponents = { a: ProseLink, code: CodeWords, pre: CodeBlock, table: Table, Aside, Exact, Exercise, Figure, InProduction, Links, Option, Question, Quiz, Term } satisfies MDXComponents
