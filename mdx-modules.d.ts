declare module '*.mdx' {
  import type { ComponentType } from 'react'
  export const frontmatter: unknown
  const Lesson: ComponentType
  export default Lesson
}
