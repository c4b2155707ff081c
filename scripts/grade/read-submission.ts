import { readFileSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Step, Submission } from '@/lib/grade/submission'

/** Files as a submission, or why they cannot be one. */
export type ReadSubmission = { readonly submission: Submission } | { readonly error: string }

const manifest = /\.(?:ya?ml|json)$/

/** Reads files in the order given: manifests are one step each, a `.kubectl` file one step a line; its folder's manifests may be named with -f. */
export function readSubmission(paths: readonly string[]): ReadSubmission {
  const steps: Step[] = []
  const files: Record<string, string> = {}
  for (const path of paths) {
    if (!manifest.test(path) && !path.endsWith('.kubectl')) return { error: `${path}: a submission is made of .yaml, .yml, .json and .kubectl files.` }
    let text: string
    try {
      text = readFileSync(path, 'utf8')
    } catch (error) {
      return { error: `${path}: cannot be read (${error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'}).` }
    }
    if (manifest.test(path)) steps.push({ do: 'apply', file: basename(path), text })
    else {
      Object.assign(files, manifestsBeside(path))
      steps.push(...kubectlSteps(basename(path), text))
    }
  }
  return { submission: { steps, files } }
}

function kubectlSteps(file: string, text: string): Step[] {
  const steps = text.split(/\r?\n/).flatMap((line, index): Step[] => {
    const trimmed = line.trim()
    return trimmed === '' || trimmed.startsWith('#') ? [] : [{ do: 'kubectl', line: trimmed, file, lineNumber: index + 1 }]
  })
  return steps.length > 0 ? steps : [{ do: 'kubectl', line: '', file, lineNumber: 1 }]
}

function manifestsBeside(path: string): Record<string, string> {
  const folder = dirname(path)
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile() && manifest.test(entry.name))
  return Object.fromEntries(names.map(({ name }) => [name, readFileSync(join(folder, name), 'utf8')]))
}
