import { CommandFailure, fail } from '../failure'
import { flag, isSet } from '../flags'
import { dryRunOf, print, type Command, type Invocation, type Running } from '../command'
import type { JsonObject } from '../json'
import { overridden } from '../patch/overridden'
import { checkChangeOutput, DocumentPrinter } from '../print/document-printer'
import type { Problem } from '../problems'
import { finish } from './change-object'
import { createBuilt, makeBuilt, metadataOf, printBuilt } from './create/create-built'
import { checkAttachable, runAttached } from './in-pod/run-attached'

/** `run NAME --image=IMAGE` (kubectl pkg/cmd/run/run.go). */
export const runCommand: Command = {
  name: 'run',
  about: 'Make a Pod that runs one image.',
  usage: 'kubectl run NAME --image=IMAGE [--rm -it] [--port=P] [--expose] [--env=K=V] [--labels=K=V,…] [--restart=Never] [--command -- COMMAND …]',
  *run(invocation) {
    const [name] = invocation.args
    if (name === undefined) failUse('NAME is required for run')
    const image = flag(invocation.flags, 'image') ?? ''
    checkImage(image)
    const attaches = checkOptions(invocation)
    checkChangeOutput(flag(invocation.flags, 'output'))
    const words = [...invocation.args.slice(1), ...(invocation.rest ?? [])]
    if (attaches) yield* checkAttachable(invocation, image, words)
    const labels = labelsOf(invocation, name)
    const pod = overridden(invocation, {
      kind: 'Pod',
      apiVersion: 'v1',
      metadata: metadataOf(invocation, name, { labels, ...annotationsOf(invocation) }),
      spec: { containers: [containerOf(invocation, name, image, words)], restartPolicy: restartPolicy(invocation), dnsPolicy: 'ClusterFirst' },
      status: {},
    })
    const printer = new DocumentPrinter()
    const made = yield* makeBuilt(invocation, pod, { manager: 'kubectl-run', printer, saves: dryRunOf(invocation) !== 'client' })
    const problems = isSet(invocation.flags, 'expose') ? yield* exposeIt(invocation, name, labels, printer) : []
    if (attaches) return yield* runAttached(invocation, name, restartPolicy(invocation))
    yield* printBuilt(invocation, made)
    return yield* finish(problems)
  },
}

function failUse(message: string): never {
  throw new CommandFailure(`error: ${message}\nSee 'kubectl run -h' for help and examples`)
}

// github.com/distribution/reference: a domain, a path in lower case, a tag, a digest.
const domain = '(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?'
const part = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*'
const reference = new RegExp(`^(?:${domain}/)?${part}(?:/${part})*(?::[\\w][\\w.-]{0,127})?(?:@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?$`)

function checkImage(image: string): void {
  if (image === '') fail('--image is required')
  if (!reference.test(image)) fail(`Invalid image name "${image}": invalid reference format`)
}

/** Whether the command would attach. */
function checkOptions(invocation: Invocation): boolean {
  const { flags } = invocation
  const stdin = isSet(flags, 'stdin')
  const port = flag(flags, 'port') ?? ''
  if (isSet(flags, 'tty') && !stdin) failUse('-i/--stdin is required for containers with -t/--tty=true')
  if (isSet(flags, 'expose') && port === '') failUse('--port must be set when exposing a service')
  restartPolicy(invocation)
  const attaches = wouldAttach(invocation)
  const policy = flag(flags, 'image-pull-policy') ?? ''
  if (!['', 'Always', 'IfNotPresent', 'Never'].includes(policy)) failUse(`invalid image pull policy: ${policy}`)
  return attaches
}

function wouldAttach(invocation: Invocation): boolean {
  const { flags } = invocation
  const attaches = flag(flags, 'attach') === undefined ? isSet(flags, 'stdin') || isSet(flags, 'tty') : isSet(flags, 'attach')
  if (!attaches && isSet(flags, 'rm')) failUse('--rm should only be used for attached containers')
  if (attaches && dryRunOf(invocation) !== 'none') failUse("--dry-run=[server|client] can't be used with attached containers options (--attach, --stdin, or --tty)")
  return attaches
}

function restartPolicy({ flags }: Invocation): string {
  const policy = flag(flags, 'restart') ?? ''
  if (!['', 'Always', 'OnFailure', 'Never'].includes(policy)) failUse(`invalid restart policy: ${policy}`)
  return policy === '' ? 'Always' : policy
}

function labelsOf({ flags }: Invocation, name: string): JsonObject {
  const text = flag(flags, 'labels') ?? ''
  if (text === '') return { run: name }
  return Object.fromEntries(text.split(',').map((pair): [string, string] => {
    const [key = '', value, ...more] = pair.split('=')
    if (value === undefined || more.length > 0) return fail(`unexpected label spec: ${pair}`)
    return key === '' ? fail('unexpected empty label key') : [key, value]
  }).sort())
}

function annotationsOf({ flags }: Invocation): JsonObject {
  const pairs = flags.values.get('annotations') ?? []
  return pairs.length === 0 ? {} : { annotations: Object.fromEntries(pairs.map((pair) => (pair.includes('=') ? [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)] : fail(`invalid annotations format: ${pair}`)))) }
}

function containerOf({ flags }: Invocation, name: string, image: string, words: readonly string[]): JsonObject {
  const port = flag(flags, 'port') ?? ''
  if (!/^(?:[-+]?\d+)?$/.test(port)) fail(`strconv.Atoi: parsing ${JSON.stringify(port)}: invalid syntax`)
  const env = (flags.values.get('env') ?? []).map(envVar)
  const policy = flag(flags, 'image-pull-policy') ?? ''
  return {
    name,
    image,
    ...(words.length === 0 ? {} : { [isSet(flags, 'command') ? 'command' : 'args']: words }),
    ...(port === '' ? {} : { ports: [{ containerPort: Number(port) }] }),
    ...(env.length === 0 ? {} : { env }),
    resources: {},
    ...(policy === '' ? {} : { imagePullPolicy: policy }),
    ...streamsOf(flags),
    ...(isSet(flags, 'privileged') ? { securityContext: { privileged: true } } : {}),
  }
}

function streamsOf(flags: Invocation['flags']): JsonObject {
  if (!isSet(flags, 'stdin')) return {}
  return { stdin: true, ...(isSet(flags, 'leave-stdin-open') ? {} : { stdinOnce: true }), ...(isSet(flags, 'tty') ? { tty: true } : {}) }
}

function envVar(pair: string): JsonObject {
  const name = pair.slice(0, pair.indexOf('='))
  if (!pair.includes('=') || name === '' || !/^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(name)) return fail(`invalid env: ${pair}`)
  const value = pair.slice(name.length + 1)
  return value === '' ? { name } : { name, value }
}

/** The Service is posted behind the Pod and shown before it; why it was not ends the command with the Pod made. */
function* exposeIt(invocation: Invocation, name: string, selector: JsonObject, printer: DocumentPrinter): Running<readonly Problem[]> {
  const port = Number(flag(invocation.flags, 'port'))
  const service = { kind: 'Service', apiVersion: 'v1', metadata: metadataOf(invocation, name), spec: { ports: [{ protocol: 'TCP', port, targetPort: port }], selector }, status: { loadBalancer: {} } }
  try {
    yield* createBuilt(invocation, service, { manager: 'kubectl-run', printer })
    // Besides the one that the printer puts before its next document.
    if (flag(invocation.flags, 'output') === 'yaml') yield* print('---')
    return []
  } catch (failure) {
    if (!(failure instanceof CommandFailure)) throw failure
    return [failure.message]
  }
}
