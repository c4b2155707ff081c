import type { Diagnostic } from '@/lib/yaml/diagnostic'
import { goYamlWords } from '@/lib/yaml/go-yaml-words'

/** What kubectl says of a text it cannot read. */
export function goYamlProblem(text: string, problem: Diagnostic): string {
  const words = goYamlWords(text, problem)
  return words.startsWith('yaml: ') ? `error converting YAML to JSON: ${words}` : words
}
