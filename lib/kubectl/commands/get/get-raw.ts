import { fail, isFailure } from '../../failure'
import { flag, isSet } from '../../flags'
import { call, printExactly, refuse, type Invocation, type Running } from '../../command'
import { rawText } from '../../print/raw-text'

/** `get --raw /path`: the server's answer as it came. */
export function* getRaw(invocation: Invocation): Running<number> {
  const { flags, args } = invocation
  const path = flag(flags, 'raw') ?? ''
  if (args.length > 0) fail('arguments may not be passed when --raw is specified')
  if (isSet(flags, 'watch') || isSet(flags, 'watch-only') || (flag(flags, 'selector') ?? '') !== '') fail('--raw may not be specified with other flags that filter the server request or alter the output')
  if ((flag(flags, 'output') ?? '') !== '') fail('--raw and --output are mutually exclusive')
  if (!path.startsWith('/')) fail(`--raw must be a valid URL path: parse ${JSON.stringify(path)}: invalid URI for request`)
  const { body } = yield* call(invocation, 'GET', path)
  if (isFailure(body)) refuse(body)
  yield* printExactly(rawText(body))
  return 0
}
