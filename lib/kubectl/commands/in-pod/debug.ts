import { print, type Command, type Invocation } from '../../command'
import { fail } from '../../failure'
import { flag, flagList, isSet, type ParsedFlags } from '../../flags'
import { objectOf } from './pod-of'

export const debugCommand: Command = {
  name: 'debug',
  about: 'Look into a Pod or node with a container of its own: not part of this practice cluster.',
  usage: 'kubectl debug POD | TYPE/NAME --image=IMAGE',
  *run(invocation) {
    const { args, flags } = invocation
    checkOptions(invocation)
    const target = flag(flags, 'target') ?? ''
    if (target !== '' && (flag(flags, 'copy-to') ?? '') !== '') fail('--target is incompatible with --copy-to. Use --share-processes instead.')
    if (target !== '' && !isSet(flags, 'quiet')) yield* print(`Targeting container "${target}". If you don't see processes from this container it may be because the container runtime doesn't support this feature.`)
    if (isSet(flags, 'tty') && !isSet(flags, 'stdin')) fail('-i/--stdin is required for containers with -t/--tty=true')
    for (const word of args) {
      const { definition } = yield* objectOf(invocation, word)
      if (definition.kind !== 'Pod' && definition.kind !== 'Node') fail(`"${definition.group}/${definition.version}, Kind=${definition.kind}" not supported by debug`)
    }
    return fail('debugging with a container is not part of this practice cluster; look into the containers with kubectl exec')
  },
}

const imageName = /^[a-zA-Z\d][\w.-]*(?::\d+)?(?:\/[a-z\d]+(?:(?:[._]|__|-+)[a-z\d]+)*)*(?::[\w][\w.-]{0,127})?(?:@[A-Za-z][A-Za-z\d]*(?:[-_+.][A-Za-z][A-Za-z\d]*)*:[\dA-Fa-f]{32,})?$/

/** What of the options contradicts the rest, in kubectl's order (kubectl pkg/cmd/debug Validate). */
function checkOptions({ args, rest = [], flags }: Invocation): void {
  const [image = '', container = '', copy = ''] = ['image', 'container', 'copy-to'].map((name) => flag(flags, name))
  if (isSet(flags, 'attach') && image === '' && container === '') fail('you must specify --container or create a new container using --image in order to attach.')
  if (copy === '') checkWithoutCopy(flags, image === '')
  else checkCopy(rest.length > 0, image === '' && flagList(flags, 'set-image').length === 0, image === '' && container === '')
  checkImage(image, flag(flags, 'image-pull-policy'), args.length > 0 || flagList(flags, 'filename').length > 0)
}

function checkImage(image: string, policy = '', hasTarget = false): void {
  if (image !== '' && !imageName.test(image)) fail(`invalid image name ${JSON.stringify(image)}: invalid reference format`)
  if (!hasTarget) fail('NAME or filename is required for debug')
  if (!['Always', 'IfNotPresent', 'Never', ''].includes(policy)) fail(`invalid image pull policy: ${policy}`)
}

function checkCopy(hasArguments: boolean, imageless: boolean, nameless: boolean): void {
  if (imageless && !hasArguments) fail('you must specify --image, --set-image or command arguments.')
  if (hasArguments && nameless) fail('you must specify an existing container or a new image when specifying args.')
}

function checkWithoutCopy(flags: ParsedFlags, imageless: boolean): void {
  for (const name of ['replace', 'same-node']) if (isSet(flags, name)) fail(`--${name} may only be used with --copy-to.`)
  if (flagList(flags, 'set-image').length > 0) fail('--set-image may only be used with --copy-to.')
  if (imageless) fail('you must specify --image when not using --copy-to.')
}
