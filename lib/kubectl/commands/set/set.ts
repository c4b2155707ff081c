import type { Command } from '../../command'
import { setEnv } from './set-env'
import { setImage } from './set-image'
import { setResources } from './set-resources'
import { setSelector } from './set-selector'
import { setServiceAccount } from './set-service-account'
import { setSubject } from './set-subject'

export const setCommand: Command = {
  name: 'set',
  about: 'Change single things: image, env, resources, selector, serviceaccount, subject.',
  usage: 'kubectl set image|env|resources|selector|serviceaccount|subject …',
  commands: [setEnv, setImage, setResources, setSelector, setServiceAccount, setSubject],
  // A verb that only has commands below it: kubectl.ts shows its help.
  *run() {
    yield* []
    return 0
  },
}
