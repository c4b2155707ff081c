import { goJsonStreamFault } from '@/lib/cluster/api/body/go-json'
import type { Diagnostic } from '@/lib/yaml/diagnostic'
import { goYamlWords } from '@/lib/yaml/go-yaml-words'
import { startsAsJson } from '@/lib/yaml/split-documents'

/**
 * What kubectl says of a text it cannot read: what begins with a brace is read as JSON first, and if it is neither, JSON's problem counts
 * (apimachinery pkg/util/yaml YAMLOrJSONDecoder).
 */
export function goYamlProblem(text: string, problem: Diagnostic): string {
  const fault = startsAsJson(text) ? goJsonStreamFault(text) : undefined
  if (fault !== undefined) return fault
  const words = goYamlWords(text, problem)
  return words.startsWith('yaml: ') ? `error converting YAML to JSON: ${words}` : words
}
