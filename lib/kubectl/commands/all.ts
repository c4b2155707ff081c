import type { Command, Running } from '../command'
import { runCompletion } from '../completion/run-completion'
import { apiResourcesCommand } from './api-resources'
import { apiVersionsCommand, clusterInfoCommand, topCommand, versionCommand } from './about'
import { applyCommand } from './apply/apply'
import { autoscaleCommand } from './autoscale'
import { completionCommand } from './completion'
import { createCommand } from './create/create'
import { configCommand } from './config/config'
import { deleteCommand } from './delete'
import { describeCommand } from './describe'
import { diffCommand } from './diff'
import { editCommand } from './edit/edit'
import { explainCommand } from './explain'
import { exposeCommand } from './expose/expose'
import { getCommand } from './get/get'
import { attachCommand } from './in-pod/attach'
import { cpCommand } from './in-pod/cp'
import { debugCommand } from './in-pod/debug'
import { execCommand } from './in-pod/exec'
import { logsCommand } from './in-pod/logs'
import { portForwardCommand } from './in-pod/port-forward'
import { authCommand } from './auth'
import { cordonCommand, drainCommand, uncordonCommand } from './cordon'
import { eventsCommand } from './events'
import { taintCommand } from './taint'
import { annotateCommand, labelCommand } from './label'
import { patchCommand } from './patch'
import { replaceCommand } from './replace'
import { rolloutCommand } from './rollout/rollout'
import { runCommand } from './run-pod'
import { scaleCommand } from './scale'
import { setCommand } from './set/set'
import { waitCommand } from './wait/wait'

/** Every verb, in the order of the help. In a browser `on-demand.ts` stands for this file (package.json, imports). */
export const commands: readonly Command[] = [
  getCommand,
  describeCommand,
  applyCommand,
  diffCommand,
  createCommand,
  deleteCommand,
  editCommand,
  exposeCommand,
  runCommand,
  scaleCommand,
  autoscaleCommand,
  setCommand,
  rolloutCommand,
  labelCommand,
  annotateCommand,
  patchCommand,
  replaceCommand,
  execCommand,
  logsCommand,
  attachCommand,
  portForwardCommand,
  cpCommand,
  debugCommand,
  waitCommand,
  explainCommand,
  eventsCommand,
  authCommand,
  cordonCommand,
  uncordonCommand,
  drainCommand,
  taintCommand,
  apiResourcesCommand,
  apiVersionsCommand,
  versionCommand,
  clusterInfoCommand,
  topCommand,
  configCommand,
  completionCommand,
]

/** The verb of that name, if the practice cluster's kubectl has it. */
export function commandNamed(name: string): Command | undefined {
  return commands.find((command) => command.name === name)
}

/** What `commandNamed` knows. */
export function commandNames(): readonly string[] {
  return commands.map(({ name }) => name)
}

/** Every verb is here from the beginning. */
export function loadCommands(_names: readonly string[]): Promise<void> {
  return Promise.resolve()
}

/** Answers a shell that asks to complete these words. */
export function completionOf(words: readonly string[], env: Readonly<Record<string, string>>): Running<number> {
  return runCompletion(words, env)
}

/** That too is here from the beginning. */
export function loadCompletion(): Promise<void> {
  return Promise.resolve()
}
