import type { Running } from '../command'
import { globalFlags } from '../command-tree'
import type { FlagSpec } from '../flags'
import { configured, namesIn } from './arguments'
import { beginning, directives, type Completing, type Completions } from './completions'
import { containersOf } from './from-cluster'

const formats = ['json', 'yaml', 'kyaml', 'name', 'go-template', 'go-template-file', 'template', 'templatefile', 'jsonpath', 'jsonpath-as-json', 'jsonpath-file', 'custom-columns', 'custom-columns-file', 'wide']
const extensions = ['json', 'yaml', 'yml']
const subresources = ['status', 'scale', 'resize']
const withSubresources = new Set(['apply', 'edit', 'get', 'patch', 'replace'])

/** Values of a flag of the verb; for most flags kubectl knows none and the shell completes files. */
export function* completeValue(verb: string, spec: FlagSpec, line: Completing): Running<Completions> {
  if (spec.name === 'filename') return { words: extensions, directive: directives.filterFileExt }
  return (yield* globalFlags.includes(spec) ? globalValue(spec.name, line) : ownValue(verb, spec.name, line)) ?? { words: [], directive: directives.default }
}

function* globalValue(name: string, line: Completing): Running<Completions | undefined> {
  switch (name) {
    case 'namespace':
      return yield* namesIn(line, 'namespace')
    case 'context':
      return configured('contexts', line)
    case 'cluster':
      return configured('clusters', line)
    case 'user':
      return configured('users', line)
    default:
      return undefined
  }
}

function* ownValue(verb: string, name: string, line: Completing): Running<Completions | undefined> {
  // kubectl leaves it to the shell to drop those that do not begin as typed.
  if (name === 'subresource' && withSubresources.has(verb)) return { words: subresources, directive: directives.noFileComp }
  switch (`${verb} --${name}`) {
    case 'get --output':
      return beginning(formats, line.word)
    case 'exec --container': {
      const [target] = line.args
      return { words: target === undefined ? [] : yield* containersOf(line.invocation, target, line.word), directive: directives.noFileComp }
    }
    case 'create clusterrolebinding --clusterrole':
      return yield* namesIn(line, 'clusterrole')
    case 'config set-context --namespace':
      return yield* namesIn(line, 'namespace')
    default:
      return undefined
  }
}
