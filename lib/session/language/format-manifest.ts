import { parseAllDocuments } from 'yaml'

/** A manifest with two-space indentation, comments and order kept; undefined where it cannot be read (nothing is changed then). */
export function formatManifest(text: string): string | undefined {
  const documents = parseAllDocuments(text, { uniqueKeys: false, logLevel: 'silent' })
  if (!Array.isArray(documents) || documents.some((document) => document.errors.length > 0)) return undefined
  return documents.map((document, index) => `${index > 0 && document.directives.docStart !== true ? '---\n' : ''}${document.toString({ indent: 2, indentSeq: false, lineWidth: 0 })}`).join('')
}
