import type { Trial } from './trial'
import type { Location } from './verdict'

/** Where the learner wrote a field of an object: in the file that named it last, or the kubectl line after it that names the object. */
export function placeOf(trial: Pick<Trial, 'steps' | 'written'>, kind: string, name: string, field: string): { readonly at?: Location } {
  const line = trial.steps.findLast(({ step }) => step.do === 'kubectl' && names(step.line, kind, name))?.step
  const inFile = trial.written.locate(kind, name, field)
  if (line === undefined || line.do !== 'kubectl') return inFile === undefined ? {} : { at: inFile }
  const index = (file: string) => trial.steps.findLastIndex(({ step }) => step.file === file)
  if (inFile !== undefined && index(inFile.file) > trial.steps.findLastIndex(({ step }) => step === line)) return { at: inFile }
  return { at: { file: line.file, line: line.lineNumber } }
}

const shortNames: Readonly<Record<string, readonly string[]>> = { Deployment: ['deploy', 'deployment'], ReplicaSet: ['rs', 'replicaset'], Pod: ['po', 'pod'], Service: ['svc', 'service'] }

function names(line: string, kind: string, name: string): boolean {
  const words = line.split(/\s+/)
  const kinds = (shortNames[kind] ?? [kind.toLowerCase()]).flatMap((word) => [word, `${word}s`])
  if (words.some((word) => kinds.some((own) => word.toLowerCase().startsWith(`${own}/`)) && word.slice(word.indexOf('/') + 1) === name)) return true
  return words.includes(name) && words.some((word) => kinds.some((own) => word.toLowerCase() === own || word.toLowerCase().startsWith(`${own}.`)))
}
