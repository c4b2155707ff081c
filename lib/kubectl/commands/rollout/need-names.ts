import type { Invocation } from '../../command'
import { CommandFailure } from '../../failure'
import { flagList } from '../../flags'

/** The words behind the verb; without words or files the command ends. */
export function needNames({ args, flags }: Invocation): readonly string[] {
  if (args.length === 0 && flagList(flags, 'filename').length === 0) throw new CommandFailure('error: required resource not specified')
  return args
}
