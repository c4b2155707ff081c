import type { Invocation, Running } from '../command'
import { apiResourcesCommand } from '../commands/api-resources'
import { getCommand } from '../commands/get/get'
import { attachablePod, objectOf } from '../commands/in-pod/pod-of'
import type { KubectlAnswer } from '../effect'
import { CommandFailure } from '../failure'
import type { ParsedFlags } from '../flags'

/** What a command prints to stdout until it ends or fails: completion asks with kubectl's own commands, and never says why an answer is missing. */
function* printedBy(running: Running<number>): Running<string> {
  let printed = ''
  let answer: KubectlAnswer
  try {
    for (;;) {
      const step = running.next(answer)
      if (step.done === true) return printed
      if (step.value.effect === 'print') {
        if (step.value.stream === 'stdout') printed += step.value.text
        answer = undefined
      } else answer = yield step.value
    }
  } catch (failure) {
    if (failure instanceof CommandFailure) return printed
    throw failure
  }
}

/** The line's flags that every command knows, and a command's own as completion sets them. */
function withFlags({ flags }: Invocation, own: Readonly<Record<string, string>>): ParsedFlags {
  const kept = [...flags.values].filter(([name]) => name === 'as' || name === 'as-group')
  return { ...flags, values: new Map([...kept, ...Object.entries(own).map(([name, value]): [string, string[]] => [name, [value]])]) }
}

/** What `get` prints with a template, word by word (kubectl pkg/util/completion CompGetFromTemplate). */
export function* fromTemplate(invocation: Invocation, args: readonly string[], template: string, word: string): Running<readonly string[]> {
  const flags = withFlags(invocation, { output: `go-template=${template}` })
  const printed = yield* printedBy(getCommand.run({ ...invocation, command: 'kubectl get', args, rest: undefined, allNamespaces: false, flags }))
  return printed.split(' ').filter((each) => each !== '' && each.startsWith(word))
}

/** Names of the objects of a type. */
export function namesOf(invocation: Invocation, type: string, word: string): Running<readonly string[]> {
  return fromTemplate(invocation, [type], '{{ range .items  }}{{ .metadata.name }} {{ end }}', word)
}

/** Containers of the Pod that a word of the line stands for. */
export function* containersOf(invocation: Invocation, target: string, word: string): Running<readonly string[]> {
  const pod = yield* podOf(invocation, target)
  if (pod === undefined) return []
  return yield* fromTemplate(invocation, ['pod', pod], '{{ range .spec.initContainers }}{{ .name }} {{end}}{{ range .spec.containers  }}{{ .name }} {{ end }}', word)
}

/** Pairs of a local port and one of the Pod's or Service's own. */
export function* portsOf(invocation: Invocation, target: string, word: string): Running<readonly string[]> {
  const local = word.split(':')[0] ?? ''
  const [type = '', name = ''] = target.includes('/') ? target.split('/') : ['pod', target]
  if (['service', 'services', 'svc'].includes(type)) return yield* fromTemplate(invocation, ['service', name], `{{ range .spec.ports }}${word === '' ? '{{ .port }}' : local}:{{ .port }} {{ end }}`, word)
  const pod = yield* podOf(invocation, target)
  if (pod === undefined) return []
  return yield* fromTemplate(invocation, ['pod', pod], `{{ range .spec.containers }}{{ range .ports }}${word === '' ? '{{ .containerPort }}' : local}:{{ .containerPort }} {{ end }}{{ end }}`, word)
}

/** A Pod's name, or that of the first Pod of `type/name`. */
function* podOf(invocation: Invocation, target: string): Running<string | undefined> {
  if (!target.includes('/')) return target
  try {
    return (yield* attachablePod(invocation, yield* objectOf(invocation, target), 1)).metadata.name
  } catch (failure) {
    if (failure instanceof CommandFailure) return undefined
    throw failure
  }
}

/** Types that can be read; of a list divided by commas the last is completed. */
export function* typesOf(invocation: Invocation, word: string): Running<readonly string[]> {
  const flags = withFlags(invocation, { output: 'name', verbs: 'get' })
  const printed = yield* printedBy(apiResourcesCommand.run({ ...invocation, command: 'kubectl api-resources', args: [], rest: undefined, flags }))
  const before = word.slice(0, word.lastIndexOf(',') + 1)
  return printed.split('\n').filter((type) => type !== '' && type.startsWith(word.slice(before.length))).map((type) => `${before}${type}`)
}
