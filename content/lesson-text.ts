import type { ComponentType } from 'react'

/** The text of a lesson, by the folders of its module and its own. */
export async function loadText(module: string, lesson: string): Promise<ComponentType> {
  const text = (await import(`./${module}/${lesson}/lesson.mdx`)) as { readonly default: ComponentType }
  return text.default
}
