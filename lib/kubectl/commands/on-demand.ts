import { loadPrograms } from '#container-programs'
import { loadDescriptions } from '#field-descriptions'
import { NotFetched } from '@/lib/kube/not-fetched'
import type { Command, Running } from '../command'
import type * as Completion from '../completion/run-completion'
import { applyCommand } from './apply/apply'
import { getCommand } from './get/get'

/** Where the code of a verb is that a learner may never type; `all.ts` is the whole list. */
const sources: Readonly<Record<string, () => Promise<Command>>> = {
  describe: async () => (await import('./describe')).describeCommand,
  diff: async () => (await import('./diff')).diffCommand,
  create: async () => (await withPrograms(import('./create/create'))).createCommand,
  delete: async () => (await import('./delete')).deleteCommand,
  edit: async () => (await import('./edit/edit')).editCommand,
  expose: async () => (await import('./expose/expose')).exposeCommand,
  run: async () => (await withPrograms(import('./run-pod'))).runCommand,
  scale: async () => (await import('./scale')).scaleCommand,
  autoscale: async () => (await import('./autoscale')).autoscaleCommand,
  set: async () => (await import('./set/set')).setCommand,
  rollout: async () => (await import('./rollout/rollout')).rolloutCommand,
  label: async () => (await import('./label')).labelCommand,
  annotate: async () => (await import('./label')).annotateCommand,
  patch: async () => (await import('./patch')).patchCommand,
  replace: async () => (await import('./replace')).replaceCommand,
  exec: async () => (await withPrograms(import('./in-pod/exec'))).execCommand,
  logs: async () => (await import('./in-pod/logs')).logsCommand,
  attach: async () => (await import('./in-pod/attach')).attachCommand,
  'port-forward': async () => (await import('./in-pod/port-forward')).portForwardCommand,
  cp: async () => (await import('./in-pod/cp')).cpCommand,
  debug: async () => (await import('./in-pod/debug')).debugCommand,
  wait: async () => (await import('./wait/wait')).waitCommand,
  explain: async () => {
    await loadDescriptions()
    return (await import('./explain')).explainCommand
  },
  events: async () => (await import('./events')).eventsCommand,
  auth: async () => (await import('./auth')).authCommand,
  cordon: async () => (await import('./cordon')).cordonCommand,
  uncordon: async () => (await import('./cordon')).uncordonCommand,
  drain: async () => (await import('./cordon')).drainCommand,
  taint: async () => (await import('./taint')).taintCommand,
  'api-resources': async () => (await import('./api-resources')).apiResourcesCommand,
  'api-versions': async () => (await import('./about')).apiVersionsCommand,
  version: async () => (await import('./about')).versionCommand,
  'cluster-info': async () => (await import('./about')).clusterInfoCommand,
  top: async () => (await import('./about')).topCommand,
  config: async () => (await import('./config/config')).configCommand,
  completion: async () => (await import('./completion')).completionCommand,
}

/** For verbs by which a learner has a program run in a container. */
async function withPrograms<T>(code: Promise<T>): Promise<T> {
  await loadPrograms()
  return code
}

/** What every lesson needs at once, and what was fetched since. */
const here = new Map<string, Command>([getCommand, applyCommand].map((command) => [command.name, command]))

/** The verb of that name, if the practice cluster's kubectl has it. Its code must have been fetched. */
export function commandNamed(name: string): Command | undefined {
  if (!here.has(name) && Object.hasOwn(sources, name)) throw new NotFetched(`kubectl ${name}`, () => loadCommands([name]))
  return here.get(name)
}

/** What `commandNamed` knows. */
export function commandNames(): readonly string[] {
  return [...new Set([...here.keys(), ...Object.keys(sources)])]
}

/** Fetches the code of these verbs; names of none are passed over. */
export async function loadCommands(names: readonly string[]): Promise<void> {
  const missing = Object.entries(sources).filter(([name]) => names.includes(name) && !here.has(name))
  for (const command of await Promise.all(missing.map(([, load]) => load()))) here.set(command.name, command)
}

let completion: typeof Completion | undefined

/** Answers a shell that asks to complete these words. */
export function completionOf(words: readonly string[], env: Readonly<Record<string, string>>): Running<number> {
  if (completion === undefined) throw new NotFetched('a completion', loadCompletion)
  return completion.runCompletion(words, env)
}

export async function loadCompletion(): Promise<void> {
  completion = await import('../completion/run-completion')
}
