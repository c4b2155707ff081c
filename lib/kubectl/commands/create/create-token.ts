import { CommandFailure, fail, isFailure } from '../../failure'
import { durationMs, flag } from '../../flags'
import { call, printExactly, type Command, type Invocation } from '../../command'
import { valueAt, type JsonObject } from '../../json'
import { checkChangeOutput } from '../../print/document-printer'
import { printObject } from '../../print/print-object'
import { nameArgument } from './create-built'

const boundKinds: Readonly<Record<string, string | undefined>> = { Node: 'v1', Pod: 'v1', Secret: 'v1' }

/** `create token ACCOUNT` (kubectl pkg/cmd/create/create_token.go). */
export const createToken: Command = {
  name: 'token',
  about: 'Ask for a token of a ServiceAccount.',
  usage: 'kubectl create token SERVICE_ACCOUNT [--duration=DURATION] [--audience=AUDIENCE]',
  *run(invocation) {
    const name = nameArgument(invocation)
    const output = flag(invocation.flags, 'output')
    checkChangeOutput(output)
    const request = { kind: 'TokenRequest', apiVersion: 'authentication.k8s.io/v1', metadata: {}, spec: specOf(invocation), status: { token: '', expirationTimestamp: null } }
    const { body } = yield* call(invocation, 'POST', `/api/v1/namespaces/${invocation.namespace}/serviceaccounts/${name}/token`, { body: request })
    if (isFailure(body)) throw new CommandFailure(`error: failed to create token: ${body.message ?? ''}`)
    const token = valueAt(body, ['status', 'token'])
    if (typeof token !== 'string' || token === '') return fail('failed to create token: no token in server response')
    // A line end follows only in a terminal (term.TTY); what is printed here may go into a pipe.
    yield* printExactly(output === undefined || output === '' ? token : printObject(output, body, { typed: true }))
    return 0
  },
}

function specOf(invocation: Invocation): JsonObject {
  const { flags } = invocation
  const audiences = flags.values.get('audience') ?? []
  const duration = durationMs(flag(flags, 'duration') ?? '0') ?? 0
  if (duration < 0) fail('--duration must be greater than or equal to 0')
  if (duration % 1000 !== 0) fail('--duration cannot be expressed in units less than seconds')
  if (audiences.includes('')) fail('--audience must not be an empty string')
  return { audiences: audiences.length === 0 ? null : audiences, expirationSeconds: duration === 0 ? null : duration / 1000, boundObjectRef: boundTo(invocation) }
}

function boundTo({ flags }: Invocation): JsonObject | null {
  const [kind = '', name = '', uid = ''] = ['kind', 'name', 'uid'].map((part) => flag(flags, `bound-object-${part}`) ?? '')
  if (kind === '') {
    if (name !== '') fail('--bound-object-name can only be set if --bound-object-kind is provided')
    if (uid !== '') fail('--bound-object-uid can only be set if --bound-object-kind is provided')
    return null
  }
  const apiVersion = boundKinds[kind]
  if (apiVersion === undefined) fail(`supported --bound-object-kind values are ${Object.keys(boundKinds).join(', ')}`)
  if (name === '') fail('--bound-object-name is required if --bound-object-kind is provided')
  return { kind, apiVersion, name, ...(uid === '' ? {} : { uid }) }
}
