import { CommandFailure } from '../../failure'
import { flag, isSet } from '../../flags'
import type { Command, Invocation } from '../../command'
import { checkChangeOutput } from '../../print/document-printer'
import { problemText, type Problem } from '../../problems'
import { findObjects, finish } from '../change-object'
import { allProblem, changeEach, containersOf, localOnlyFiles, localProblem, podSpecOf, withoutTemplate, type Draft } from './change-each'
import { parsePairs, splitResourcesAndPairs } from './pairs'

/** `set image TYPE NAME CONTAINER=IMAGE …` (kubectl pkg/cmd/set/set_image.go). */
export const setImage: Command = {
  name: 'image',
  about: "Change images of an object's containers.",
  usage: 'kubectl set image TYPE NAME CONTAINER=IMAGE …',
  *run(invocation) {
    checkChangeOutput(flag(invocation.flags, 'output'))
    const { targets, changes } = splitResourcesAndPairs(invocation.args, 'image')
    const { put: images } = parsePairs(changes, 'image', false)
    const local = isSet(invocation.flags, 'local')
    if (local && targets.length > 0) throw new CommandFailure(localOnlyFiles)
    const problems: Problem[] = []
    const found = yield* findObjects(invocation, targets, problems)
    if (problems.length > 0) return yield* finish(problems)
    const unfit = unfitting(invocation, targets, images)
    if (unfit.length > 0) throw new CommandFailure(problemText(unfit))
    const missing: Problem[] = []
    yield* changeEach(invocation, found, {
      did: 'image updated',
      failed: 'failed to patch image update to pod template: ',
      *mutate(draft, one) {
        yield* []
        const spec = podSpecOf(draft, one)
        if (spec === undefined) return withoutTemplate(one, local)
        for (const [name, image] of images) if (!setOne(spec, name, image)) missing.push(`error: unable to find container named "${name}"`)
        return undefined
      },
    }, problems)
    return yield* finish([...missing, ...problems])
  },
}

function setOne(spec: Draft, name: string, image: string): boolean {
  const containers = [...containersOf(spec, 'initContainers'), ...containersOf(spec, 'containers')].filter((container) => name === '*' || container['name'] === name)
  for (const container of containers) container['image'] = image
  return containers.length > 0
}

function unfitting(invocation: Invocation, targets: readonly string[], images: ReadonlyMap<string, string>): Problem[] {
  const all = allProblem(invocation)
  const files = invocation.flags.values.get('filename') ?? []
  const local = localProblem(invocation)
  return [
    ...(all === undefined ? [] : [all]),
    ...(targets.length === 0 && files.length === 0 ? ['one or more resources must be specified as <resource> <name> or <resource>/<name>'] : []),
    ...(images.size === 0 ? ['at least one image update is required'] : images.size > 1 && images.has('*') ? ['all containers are already specified by *, but saw more than one container_name=container_image pairs'] : []),
    ...(local === undefined ? [] : [local]),
  ]
}
