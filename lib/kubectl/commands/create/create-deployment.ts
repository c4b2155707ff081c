import { fail } from '../../failure'
import { flagList, flagNumber } from '../../flags'
import type { Command } from '../../command'
import { createBuilt, metadataOf, nameArgument } from './create-built'

/** `create deployment NAME --image=… [-- COMMAND …]` (kubectl pkg/cmd/create/create_deployment.go). */
export const createDeployment: Command = {
  name: 'deployment',
  about: 'Make a Deployment.',
  usage: 'kubectl create deployment NAME --image=IMAGE [--replicas=N] [--port=P] [-- COMMAND …]',
  *run(invocation) {
    const name = nameArgument(invocation)
    const images = flagList(invocation.flags, 'image').filter((image, _at, all) => all.length > 1 || image !== '')
    const command = invocation.rest ?? []
    if (images.length > 1 && command.length > 0) fail('cannot specify multiple --image options and command')
    const port = flagNumber(invocation.flags, 'port') ?? -1
    const containers = images.map((image, at) => ({
      name: containerName(image),
      image,
      ...(command.length === 0 ? {} : { command }),
      ...(port < 0 || at > 0 ? {} : { ports: [{ containerPort: port }] }),
      resources: {},
    }))
    const labels = { app: name }
    const spec = { replicas: flagNumber(invocation.flags, 'replicas') ?? 1, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers } }, strategy: {} }
    return yield* createBuilt(invocation, { kind: 'Deployment', apiVersion: 'apps/v1', metadata: metadataOf(invocation, name, { labels }), spec, status: {} }, { failed: 'failed to create deployment: ' })
  },
}

/** The image's last part without tag and digest; kubectl puts a random suffix behind a name it had to mend, we one that follows from the name. */
function containerName(image: string): string {
  const [name = ''] = (image.split('/').at(-1) ?? image).split(/[:@]/)
  if (!/[_.]/.test(name)) return name
  const letters = 'bcdfghjklmnpqrstvwxz2456789'
  let sum = [...image].reduce((total, character) => (total * 31 + character.charCodeAt(0)) % 14_348_907, 7)
  let suffix = ''
  for (let at = 0; at < 5; at++) {
    suffix += letters.charAt(sum % letters.length)
    sum = Math.floor(sum / letters.length)
  }
  return `${name.replace(/[_.]/g, '-')}-${suffix}`
}
