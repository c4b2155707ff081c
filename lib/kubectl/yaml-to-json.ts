import { parseManifests } from '@/lib/yaml/parse-manifests'
import { goYamlProblem } from './go-yaml-problem'

/** One YAML or JSON document as JSON text (apimachinery pkg/util/yaml ToJSON): what begins with a brace is taken for JSON and stays as it was written. */
export function yamlToJson(text: string): { readonly text: string } | { readonly error: string } {
  if (/^\s*\{/.test(text)) return { text }
  try {
    JSON.parse(text)
    return { text }
  } catch {
    const { documents, diagnostics } = parseManifests(text, 'patch')
    const broken = diagnostics.find((diagnostic) => diagnostic.severity === 'error')
    if (broken !== undefined) return { error: goYamlProblem(text, broken).replace('error converting YAML to JSON: ', '') }
    return { text: JSON.stringify(documents[0]?.value ?? null) }
  }
}
