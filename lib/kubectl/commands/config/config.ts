import type { Command } from '../../command'
import { currentContext, deleteContext, getContexts, renameContext, setContext, useContext } from './contexts'
import { entryCommands } from './entries'
import { setProperty, unsetProperty } from './properties'
import { viewConfig } from './view'

export const configCommand: Command = {
  name: 'config',
  about: 'Change which cluster, user and namespace kubectl means.',
  usage: 'kubectl config view|get-contexts|use-context|set-context|…',
  commands: [viewConfig, currentContext, getContexts, useContext, setContext, renameContext, deleteContext, ...entryCommands, setProperty, unsetProperty],
  *run() {
    yield* []
    return 1
  },
}
