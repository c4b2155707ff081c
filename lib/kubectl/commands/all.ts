import type { Command } from '../command'
import { apiResourcesCommand, missing, versionCommand } from './about'
import { applyCommand } from './apply'
import { createCommand } from './create'
import { deleteCommand } from './delete'
import { describeCommand } from './describe'
import { editCommand } from './edit'
import { explainCommand } from './explain'
import { exposeCommand } from './expose'
import { getCommand } from './get'
import { execCommand, logsCommand } from './in-pod'
import { annotateCommand, labelCommand } from './label'
import { patchCommand } from './patch'
import { replaceCommand } from './replace'
import { rolloutCommand } from './rollout'
import { runCommand } from './run-pod'
import { scaleCommand } from './scale'
import { setCommand } from './set'
import { waitCommand } from './wait'

/** Every verb, in the order of the help. */
export const commands: readonly Command[] = [
  getCommand,
  describeCommand,
  applyCommand,
  createCommand,
  deleteCommand,
  editCommand,
  exposeCommand,
  runCommand,
  scaleCommand,
  setCommand,
  rolloutCommand,
  labelCommand,
  annotateCommand,
  patchCommand,
  replaceCommand,
  execCommand,
  logsCommand,
  waitCommand,
  explainCommand,
  apiResourcesCommand,
  versionCommand,
  ...['attach', 'autoscale', 'auth', 'certificate', 'cluster-info', 'config', 'cordon', 'cp', 'debug', 'diff', 'drain', 'events', 'kustomize', 'plugin', 'port-forward', 'proxy', 'taint', 'top', 'uncordon', 'api-versions', 'completion'].map(missing),
]
