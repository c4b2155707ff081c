import type { MDXComponents } from 'mdx/types'
import { lessonComponents } from '@/components/lesson/prose/lesson-components'

export function useMDXComponents(): MDXComponents {
  return lessonComponents
}
