import { fail } from '../../failure'
import { flagList } from '../../flags'
import type { Invocation, Running } from '../../command'
import type { FileAnswer } from '../../effect'
import { envNameProblem } from '../set/env-words'

/** Puts one key; ends the command where the key is no key or is there already. */
export type AddKey = (key: string, value: string) => void

/** `--from-file`, `--from-literal` and `--from-env-file`, in the order that kubectl reads them. */
export function* readSources(invocation: Invocation, add: AddKey): Running<void> {
  for (const source of flagList(invocation.flags, 'from-file')) yield* fromFile(source, add)
  for (const source of invocation.flags.values.get('from-literal') ?? []) {
    const equals = source.indexOf('=')
    if (equals < 1) fail(`invalid literal source ${source}, expected key=value`)
    add(source.slice(0, equals), source.slice(equals + 1))
  }
  for (const path of flagList(invocation.flags, 'from-env-file')) yield* fromEnvFile(path, add)
}

/** What can't be given together. */
export function checkSources({ flags }: Invocation): void {
  const has = (name: string) => flagList(flags, name).length > 0
  if (has('from-env-file') && (has('from-file') || has('from-literal'))) fail('from-env-file cannot be combined with from-file or from-literal')
}

function* fromFile(source: string, add: AddKey): Running<void> {
  const { key, path } = parseFileSource(source)
  const file = yield* readOne(path)
  if (typeof file === 'string') {
    add(key ?? path.split('/').at(-1) ?? path, file)
    return
  }
  if (key !== undefined) fail('cannot give a key name for a directory path')
  for (const { name, text } of file) add(name.split('/').at(-1) ?? name, text)
}

function parseFileSource(source: string): { readonly key: string | undefined; readonly path: string } {
  const [first = '', second, ...more] = source.split('=')
  if (second === undefined) return { key: undefined, path: source }
  if (more.length > 0) return fail("key names or file paths cannot contain '='")
  if (first === '') return fail(`key name for file path ${second} missing`)
  if (second === '') return fail(`file path for key name ${first} missing`)
  return { key: first, path: second }
}

type Files = Extract<FileAnswer, { readonly files: unknown }>['files']

/** A file's text, or the files of a folder. */
export function* readOne(path: string): Running<string | Files> {
  const answer = (yield { effect: 'read', path }) as FileAnswer
  if ('files' in answer && answer.files.length === 1 && answer.files[0]?.name === path) return answer.files[0].text
  const inside = (yield { effect: 'read', path: `${path.replace(/\/$/, '')}/*` }) as FileAnswer
  if ('error' in inside) return fail(`error reading ${path}: no such file or directory`)
  return inside.files
}

/** Lines of `KEY=VALUE`; comments and empty lines are left out, a key alone has no value here (the environment is empty). */
function* fromEnvFile(path: string, add: AddKey): Running<void> {
  const file = yield* readOne(path)
  if (typeof file !== 'string') return fail('env config file cannot be a directory')
  for (const line of file.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const bare = line.trimStart()
    if (bare === '' || bare.startsWith('#')) continue
    const equals = bare.indexOf('=')
    const key = equals === -1 ? bare : bare.slice(0, equals)
    const why = envNameProblem(key)
    if (why !== undefined) fail(`"${key}" is not a valid key name: ${why}`)
    add(key, equals === -1 ? '' : bare.slice(equals + 1))
  }
}
