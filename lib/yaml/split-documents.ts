/** A document's own text within the file: `start` is its first character's offset. */
export interface DocumentText {
  readonly start: number
  readonly text: string
}

/**
 * Cuts a file where kubectl does: at every line that begins with `---` (apimachinery pkg/util/yaml, YAMLReader); JSON objects that follow one
 * another are documents too. Cutting first means that one broken document leaves the others readable.
 */
export function splitDocuments(text: string): readonly DocumentText[] {
  return startsAsJson(text) ? splitJson(text) : splitYaml(text)
}

/** kubectl looks at the first character that is not blank: a brace means JSON (GuessJSONStream). */
export function startsAsJson(text: string): boolean {
  return /^[\uFEFF\s]*\{/.test(text)
}

function splitYaml(text: string): readonly DocumentText[] {
  const documents: DocumentText[] = []
  let start = text.startsWith('\uFEFF') ? 1 : 0
  for (const separator of text.matchAll(/^---[^\n]*(?:\n|$)/gm)) {
    documents.push({ start, text: text.slice(start, separator.index) })
    start = separator.index + separator[0].length
  }
  documents.push({ start, text: text.slice(start) })
  return documents
}

function splitJson(text: string): readonly DocumentText[] {
  const documents: DocumentText[] = []
  let depth = 0
  let start = -1
  let end = 0
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (character === '"') at = endOfString(text, at)
    else if (isOneOf(character, '{[')) {
      if (depth++ === 0) start = at
    } else if (isOneOf(character, '}]') && --depth === 0) {
      documents.push({ start, text: text.slice(start, at + 1) })
      end = at + 1
    }
  }
  if (depth === 0 && text.slice(end).trim() === '') return documents
  const bom = text.startsWith('\uFEFF') ? 1 : 0
  return documents.length === 0 ? [{ start: bom, text: text.slice(bom) }] : [...documents, { start: end, text: text.slice(end) }]
}

function isOneOf(character: string | undefined, set: string): boolean {
  return character !== undefined && set.includes(character)
}

function endOfString(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '"') return at
  }
  return text.length
}
