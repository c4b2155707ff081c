import type { Diagnostic } from './diagnostic'
import { goYamlFault } from './go-yaml/parser'
import { splitDocuments } from './split-documents'

/** What the Go programs say of a text they cannot read: go-yaml's words, with the line within the document that the problem stands in. */
export function goYamlWords(text: string, { code, range }: Diagnostic): string {
  const document = splitDocuments(text).findLast(({ start }) => start <= range.start.offset)
  const fault = goYamlFault(wholeLines(document?.text ?? text))
  if (fault !== undefined) return fault
  return code === 'aliases' ? 'yaml: document contains excessive aliasing' : 'yaml: unknown problem parsing YAML content'
}

/** A file is read line by line, and a last line without an end is given one (apimachinery pkg/util/yaml YAMLReader). */
export function wholeLines(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`
}
