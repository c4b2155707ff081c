import { isAlias, isMap, isPair, isScalar, isSeq, parseDocument, type Document, type Node, type YAMLMap } from 'yaml'
import type { Diagnostic, Path, Range } from './diagnostic'
import { goTags } from './go-schema'
import { goYamlFault } from './go-yaml/parser'
import { wholeLines } from './go-yaml-words'
import { longestText } from './longest-text'
import { LineIndex } from './position'
import { describeProblem } from './problem'
import { splitDocuments } from './split-documents'

/** One document of a file, with the way back from a field to its place. */
export interface ManifestDocument {
  /** From 0, counting only documents that hold something. */
  readonly index: number
  readonly file: string
  readonly range: Range
  /** As JSON would hold it; undefined where the document could not be read. */
  readonly value: unknown
  /** Where the value at a path stands; of a missing one, where its nearest present parent does. */
  rangeOf(path: Path): Range
  /** Where the key of a path stands (for unknown fields); falls back to the value. */
  keyRangeOf(path: Path): Range
}

/** What a file holds, and everything wrong with its text. */
export interface ManifestFile {
  readonly documents: readonly ManifestDocument[]
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Reads a file as kubectl does: YAML or JSON, several documents, anchors, merge keys. Never throws: whatever is wrong is a diagnostic with its
 * place, and what the real one lets through (a duplicate key, a forgotten `---`) is a warning.
 */
export function parseManifests(text: string, file: string): ManifestFile {
  const lines = new LineIndex(text)
  if (text.length > longestText) {
    const message = `This file has ${(text.length / 1024 / 1024).toFixed(1)} MiB; the practice cluster reads files up to 1 MiB.`
    return { documents: [], diagnostics: [{ code: 'too-long', severity: 'error', message, file, range: lines.range(0, 0) }] }
  }
  const documents: ManifestDocument[] = []
  const diagnostics: Diagnostic[] = []
  for (const part of splitDocuments(text)) {
    const parsed = parseOne(part.text, part.start, documents.length, file, lines)
    diagnostics.push(...parsed.diagnostics)
    if (parsed.document !== undefined) documents.push(parsed.document)
  }
  return { documents, diagnostics }
}

interface Parsed {
  readonly document?: ManifestDocument
  readonly diagnostics: readonly Diagnostic[]
}

function parseOne(text: string, start: number, index: number, file: string, lines: LineIndex): Parsed {
  const whole = lines.range(start, start + text.length)
  const refuse = (code: string, message: string, range: Range = whole): Parsed => ({ diagnostics: [{ code, severity: 'error', message, file, range }] })
  const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.exec(text)
  if (control !== null) {
    const at = start + control.index
    return refuse('control-character', `There is a control character (U+${text.charCodeAt(control.index).toString(16).padStart(4, '0')}) here: control characters are not allowed.`, lines.range(at, at + 1))
  }
  if (deepest(text) > 1000) return refuse('too-deep', 'Brackets are nested more than 1,000 deep here: no Kubernetes object is.')
  let parsed: Document.Parsed
  let value: unknown
  try {
    parsed = parseDocument(text, { version: '1.1', customTags: goTags, merge: true, uniqueKeys: false, keepSourceTokens: false, prettyErrors: false, strict: true, logLevel: 'silent' })
    if (parsed.errors.length > 0) {
      const diagnostics = parsed.errors.map((error): Diagnostic => ({ severity: 'error', file, ...describeProblem(error, text), range: lines.range(start + error.pos[0], start + error.pos[1]) }))
      return { diagnostics }
    }
    value = parsed.toJS({ maxAliasCount: 100 })
    const fault = goYamlFault(wholeLines(text))
    if (fault !== undefined) return refuse('go-yaml', goSentence(fault), lineOf(fault, lines.range(start, start).start.line, lines))
  } catch (error) {
    if (error instanceof RangeError) return refuse('too-deep', 'This document is nested too deeply to be read.')
    return refuse('aliases', `Aliases cannot be resolved here: ${error instanceof Error ? error.message : 'unknown problem'}.`)
  }
  if (value === null || value === undefined) return { diagnostics: [] }
  const rangeOfNode = (node: { range?: readonly [number, number, number] | null | undefined } | null | undefined): Range | undefined => {
    const at = node?.range
    return at === null || at === undefined ? undefined : lines.range(start + at[0], start + at[1])
  }
  const root = parsed.contents
  const document: ManifestDocument = {
    index,
    file,
    value,
    range: rangeOfNode(root) ?? whole,
    rangeOf: (path) => rangeOfNode(find(root, path, parsed)) ?? whole,
    keyRangeOf: (path) => rangeOfNode(findKey(root, path, parsed) ?? find(root, path, parsed)) ?? whole,
  }
  return { document, diagnostics: duplicateKeys(root, file, rangeOfNode, whole) }
}

/** What only the Go parser refuses, as a sentence. */
function goSentence(fault: string): string {
  const problem = fault.replace(/^yaml: (?:line \d+: )?/, '')
  return `${problem.charAt(0).toUpperCase()}${problem.slice(1)}.`
}

function lineOf(fault: string, first: number, lines: LineIndex): Range {
  const line = first + Math.max(0, Number(/line (\d+): /.exec(fault)?.[1] ?? 1) - 1)
  return lines.lineRange(line)
}

function resolve(node: unknown, document: Document.Parsed): unknown {
  return isAlias(node) ? node.resolve(document) : node
}

function pairOf(map: YAMLMap, key: string | number) {
  return map.items.findLast((pair) => isScalar(pair.key) && String(pair.key.value) === String(key))
}

function find(root: unknown, path: Path, document: Document.Parsed): Node | undefined {
  let node = root
  let nearest = root as Node | undefined
  for (const step of path) {
    const here = resolve(node, document)
    if (isMap(here)) node = pairOf(here, step)?.value
    else if (isSeq(here)) node = here.items[Number(step)]
    else return nearest
    if (node === null || node === undefined) return nearest
    nearest = node as Node
  }
  return nearest
}

function findKey(root: unknown, path: Path, document: Document.Parsed): Node | undefined {
  const last = path.at(-1)
  if (last === undefined) return undefined
  const parent = resolve(find(root, path.slice(0, -1), document), document)
  const pair = isMap(parent) ? pairOf(parent, last) : undefined
  return pair === undefined ? undefined : (pair.key as Node)
}

function duplicateKeys(root: unknown, file: string, rangeOfNode: (node: Node) => Range | undefined, whole: Range): Diagnostic[] {
  const found: Diagnostic[] = []
  const visit = (node: unknown, depth: number): void => {
    if (isSeq(node)) for (const item of node.items) visit(item, depth + 1)
    if (!isMap(node)) return
    const seen = new Set<string>()
    for (const pair of node.items) {
      if (isPair(pair) && isScalar(pair.key)) {
        const key = String(pair.key.value)
        if (seen.has(key) && key !== '<<') found.push(duplicate(key, depth, file, rangeOfNode(pair.key as Node) ?? whole))
        seen.add(key)
      }
      visit(pair.value, depth + 1)
    }
  }
  visit(root, 0)
  return found
}

function duplicate(key: string, depth: number, file: string, range: Range): Diagnostic {
  if (depth === 0 && (key === 'apiVersion' || key === 'kind'))
    return { code: 'missing-separator', severity: 'warning', message: `"${key}" is here a second time: without a line of --- between them, two objects become one and only the last value of each key counts.`, file, range }
  return { code: 'duplicate-key', severity: 'warning', message: `The key "${key}" is here a second time: kubectl takes the last one and drops the first without a word.`, file, range }
}

function deepest(text: string): number {
  let depth = 0
  let most = 0
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at)
    if (character === 0x5b || character === 0x7b) most = Math.max(most, ++depth)
    else if (character === 0x5d || character === 0x7d) depth = Math.max(0, depth - 1)
    else if (character === 0x0a && depth < 3) depth = 0
  }
  return most
}
