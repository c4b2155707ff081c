import { need, type Command, type Invocation, type Running } from '../../command'
import type { FileAnswer } from '../../effect'
import { fail } from '../../failure'

export const cpCommand: Command = {
  name: 'cp',
  about: 'Copy files to and from containers: not part of this practice cluster.',
  usage: 'kubectl cp FILE | POD:FILE FILE | POD:FILE',
  *run(invocation) {
    const [from, to, ...more] = invocation.args
    if (from === undefined || to === undefined || more.length > 0) return fail('source and destination are required')
    const [source, destination] = [readSpec(from), readSpec(to)]
    if (source.pod !== undefined && destination.pod !== undefined) fail('one of src or dest must be a local file specification')
    if (source.file === '' || destination.file === '') fail('filepath can not be empty')
    if (source.pod === undefined && destination.pod === undefined) fail('one of src or dest must be a remote file specification')
    if (source.pod === undefined) yield* needFile(source.file)
    yield* needPod(invocation, source.pod === undefined ? destination : source)
    return fail('copying files is not part of this practice cluster; read one with kubectl exec POD -- cat FILE')
  },
}

/** One side of a copy: `[[NAMESPACE/]POD:]FILE`. */
interface Spec {
  readonly namespace?: string
  readonly pod?: string
  readonly file: string
}

function readSpec(word: string): Spec {
  const colon = word.indexOf(':')
  const file = word.slice(colon + 1).replace(/(?<=.)\/$/, '')
  if (colon === -1) return { file }
  const parts = word.slice(0, colon).split('/')
  const [pod = '', namespace] = parts.reverse()
  if (colon === 0 || parts.length > 2) fail('filespec must match the canonical format: [[namespace/]pod:]file/path')
  return { ...(namespace === undefined ? {} : { namespace }), pod, file }
}

function* needFile(path: string): Running<void> {
  const answer = (yield { effect: 'read', path }) as FileAnswer
  if ('error' in answer) fail(`${path} doesn't exist in local filesystem`)
}

function* needPod(invocation: Invocation, { namespace = invocation.namespace, pod = '' }: Spec): Running<void> {
  yield* need(invocation, 'GET', `/api/v1/namespaces/${namespace}/pods/${encodeURIComponent(pod)}`)
}
