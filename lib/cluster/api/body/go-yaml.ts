import type { JsonNotes } from '@/lib/kube/schema/decode'
import { goYamlWords } from '@/lib/yaml/go-yaml-words'
import { parseManifests } from '@/lib/yaml/parse-manifests'

/** A YAML body as sigs.k8s.io/yaml turns it into JSON: the first document, keys in order; keys that stood twice are complaints of the strict reader. */
export type GoYaml = { readonly value: unknown; readonly notes: JsonNotes; readonly strict: readonly string[] } | { readonly error: string }

export function parseGoYaml(text: string): GoYaml {
  const { documents, diagnostics } = parseManifests(text, 'body')
  const fault = diagnostics.find((diagnostic) => diagnostic.severity === 'error')
  if (fault !== undefined && documents.length === 0) return { error: goYamlWords(text, fault) }
  const keyless = nullKey(text)
  if (keyless !== undefined) return { error: keyless }
  const duplicates = diagnostics.flatMap((diagnostic) => {
    const key = /^(?:The key )?"([^"]+)"/.exec(diagnostic.message)?.[1]
    return diagnostic.severity === 'warning' && key !== undefined ? [`  line ${String(diagnostic.range.start.line)}: key ${JSON.stringify(key)} already set in map`] : []
  })
  const strict = duplicates.length === 0 ? [] : [`yaml: unmarshal errors:\n${duplicates.join('\n')}`]
  return { value: sorted(documents[0]?.value ?? null), notes: { numbers: new Map(), duplicates: new Set() }, strict }
}

/** JSON has no key null (sigs.k8s.io/yaml convertToJSONableObject). */
function nullKey(text: string): string | undefined {
  const value = /^[ \t-]*(?:null|Null|NULL|~)[ \t]*:[ \t]+"?([^"\n]*)"?[ \t]*$/m.exec(text)?.[1]
  return value === undefined ? undefined : `unsupported map key of type: %!s(<nil>), key: <nil>, value: ${JSON.stringify(value)}`
}

/** What `!!binary` stands for is a text in JSON. */
function sorted(value: unknown): unknown {
  if (value instanceof Uint8Array) return new TextDecoder().decode(value)
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted((value as Record<string, unknown>)[key])]))
}
