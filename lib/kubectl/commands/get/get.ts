import { CommandFailure, fail } from '../../failure'
import { flag, flagList, isSet } from '../../flags'
import { printError, type Command, type Invocation, type Running } from '../../command'
import { isObjectFormat } from '../../print/print-object'
import { printObjects } from './print-objects'
import { printTables } from './print-tables'
import { selectionOf } from './selection'
import { watchObjects } from './watch-objects'
import { getRaw } from './get-raw'

const needSomething = 'You must specify the type of resource to get. Use "kubectl api-resources" for a complete list of supported resources.\n\nerror: Required resource not specified.\nUse "kubectl explain <resource>" for a detailed description of that resource (e.g. kubectl explain pods).\nSee \'kubectl get -h\' for help and examples'

export const getCommand: Command = {
  name: 'get',
  about: 'Show one or many objects.',
  usage: 'kubectl get TYPE[/NAME] [NAME…] [-n namespace | -A] [-l selector] [-o wide|yaml|json|name|jsonpath=…|custom-columns=…] [-w]',
  *run(invocation) {
    const { flags } = invocation
    if (flag(flags, 'raw') !== undefined && flag(flags, 'raw') !== '') return yield* getRaw(invocation)
    yield* checkGet(invocation)
    const selection = yield* selectionOf(invocation)
    if (selection.by === 'type' && (flag(flags, 'subresource') ?? '') !== '') fail('subresource cannot be used when bulk resources are specified')
    const output = flag(flags, 'output')
    if (watches(invocation)) return yield* watchObjects(invocation, selection)
    if (!isObjectFormat(output)) return yield* printTables(invocation, selection)
    return yield* printObjects(invocation, selection)
  },
}

function watches({ flags }: Invocation): boolean {
  return isSet(flags, 'watch') || isSet(flags, 'watch-only')
}

function* checkGet(invocation: Invocation): Running<void> {
  const { flags, args } = invocation
  const output = flag(flags, 'output')
  if (watches(invocation)) {
    if ((flag(flags, 'sort-by') ?? '') !== '') yield* printError(isSet(flags, 'watch') ? 'warning: --watch requested, --sort-by will be ignored for watch events received' : 'warning: --watch-only requested, --sort-by will be ignored')
  } else if (args.length === 0 && flagList(flags, 'filename').length === 0 && flag(flags, 'kustomize') === undefined) throw new CommandFailure(needSomething)
  if (isSet(flags, 'show-labels') && isObjectFormat(output)) fail(`--show-labels option cannot be used with ${output} printer`)
  if (isSet(flags, 'output-watch-events') && !watches(invocation)) fail('--output-watch-events option can only be used with --watch or --watch-only')
}
