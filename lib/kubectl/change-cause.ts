import { isObject, type JsonObject } from './json'
import { isSet } from './flags'
import type { Invocation } from './command'

/** Where an object says which command made its revision. */
export const causeKey = 'kubernetes.io/change-cause'

/** The command as `--record` notes it: its words first, then its flags, each with its value (cli-runtime pkg/genericclioptions/command_headers.go and record_flags.go). */
function causeOf({ command, args, rest = [], flags }: Invocation): string | undefined {
  if (!isSet(flags, 'record')) return undefined
  const given = [...flags.values].flatMap(([name, values]) => values.map((value) => `--${name}=${value}`))
  return [command, ...args, ...rest, ...given].join(' ')
}

/** What notes the command in an object that the server has; nothing without `--record`. */
export function causePatch(invocation: Invocation): JsonObject | undefined {
  const cause = causeOf(invocation)
  return cause === undefined ? undefined : { metadata: { annotations: { [causeKey]: cause } } }
}

/** The object with the command noted, where `--record` asks for that. */
export function recorded(invocation: Invocation, object: JsonObject): JsonObject {
  const cause = causeOf(invocation)
  if (cause === undefined) return object
  const metadata = isObject(object['metadata']) ? object['metadata'] : {}
  const annotations = isObject(metadata['annotations']) ? metadata['annotations'] : {}
  return { ...object, metadata: { ...metadata, annotations: { ...annotations, [causeKey]: cause } } }
}
