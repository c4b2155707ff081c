import { CommandFailure } from '../../failure'
import { flag, flagList } from '../../flags'
import { printExactly, type Invocation, type Running } from '../../command'
import { goJsonText } from '../../json'
import { lastAppliedObject, lastAppliedText } from '../../last-applied'
import { toYaml } from '../../print/yaml'
import { problemText, type Problem } from '../../problems'
import { findObjects } from '../change-object'

/** `apply view-last-applied` (kubectl pkg/cmd/apply/apply_view_last_applied.go). */
export function* viewLastApplied(invocation: Invocation): Running<number> {
  const problems: Problem[] = []
  const found = yield* findObjects(invocation, invocation.args, problems)
  const [file] = flagList(invocation.flags, 'filename')
  const lacking = found.find(({ object }) => lastAppliedText(object) === undefined)
  if (problems.length === 0 && lacking !== undefined && file !== undefined) problems.push(`error when no last-applied-configuration annotation found on resource: ${lacking.name}\n "${file}": <nil>`)
  if (problems.length > 0) throw new CommandFailure(problemText(problems.slice(0, 1)))
  const output = flag(invocation.flags, 'output') ?? 'yaml'
  for (const { object } of found) {
    if (lastAppliedText(object) === undefined) continue
    if (output !== 'yaml' && output !== 'json') throw new CommandFailure(`error: Unexpected -o output mode: ${output}, the flag 'output' must be one of yaml|json\nSee 'kubectl apply view-last-applied -h' for help and examples`)
    yield* printExactly(output === 'yaml' ? toYaml(lastAppliedObject(object)) : `${goJsonText(lastAppliedObject(object), 2)}\n`)
  }
  return 0
}
