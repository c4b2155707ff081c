import type { Cluster } from '@/lib/cluster/cluster'
import type { Step } from './submission'
import type { StepOutcome, Trial } from './trial'
import type { Location } from './verdict'

/** Where the learner wrote a field of an object: in the file that named it last, or the kubectl line after it that names or changes the object. */
export function placeOf(trial: Pick<Trial, 'steps' | 'written'>, kind: string, name: string, field: string, namespace = 'default'): { readonly at?: Location } {
  const line = trial.steps.findLast((outcome) => outcome.step.do === 'kubectl' && (names(outcome.step.line, kind, name) || changes(outcome, kind, name, namespace)))?.step
  const inFile = trial.written.locate(kind, name, field, namespace)
  if (line === undefined || line.do !== 'kubectl') return inFile === undefined ? {} : { at: inFile }
  const index = (file: string) => trial.steps.findLastIndex(({ step }) => step.file === file)
  if (inFile !== undefined && index(inFile.file) > trial.steps.findLastIndex(({ step }) => step === line)) return { at: inFile }
  return { at: { file: line.file, line: line.lineNumber } }
}

/** Where a step stands: its line, or its file's first. */
export function placeOfStep(step: Step | undefined): { readonly at?: Location } {
  return step === undefined ? {} : { at: { file: step.file, line: step.do === 'kubectl' ? step.lineNumber : 1 } }
}

const shortNames: Readonly<Record<string, readonly string[]>> = { Deployment: ['deploy', 'deployment'], ReplicaSet: ['rs', 'replicaset'], Pod: ['po', 'pod'], Service: ['svc', 'service'] }

/** Whether the command itself made or changed the object: `kubectl expose deployment web` makes a Service of that name. */
function changes({ before, applied }: StepOutcome, kind: string, name: string, namespace: string): boolean {
  if (before === applied) return false
  const version = (cluster: Cluster) => find(cluster, kind, name, namespace)?.metadata.resourceVersion
  const after = version(applied)
  return after !== undefined && after !== version(before)
}

function find({ objects }: Cluster, kind: string, name: string, namespace: string) {
  for (const object of objects.values()) if (object.kind === kind && object.metadata.name === name && (object.metadata.namespace ?? namespace) === namespace) return object
  return undefined
}

function names(line: string, kind: string, name: string): boolean {
  const words = line.split(/\s+/)
  const kinds = (shortNames[kind] ?? [kind.toLowerCase()]).flatMap((word) => [word, `${word}s`])
  if (words.some((word) => kinds.some((own) => word.toLowerCase().startsWith(`${own}/`)) && word.slice(word.indexOf('/') + 1) === name)) return true
  return words.includes(name) && words.some((word) => kinds.some((own) => word.toLowerCase() === own || word.toLowerCase().startsWith(`${own}.`)))
}
