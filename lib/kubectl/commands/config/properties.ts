import { print, type Command, type Running } from '../../command'
import { fail } from '../../failure'
import { writeCurrentContext, writeEntry, type LoadedConfig, type Section } from '../../kubeconfig'

/** `contexts.prod.namespace`: a section, a name (which may hold dots) and a field. */
interface Property {
  readonly section: Section
  readonly name: string
  readonly field: string
}

function propertyOf(path: string, loaded: LoadedConfig): Property {
  const [section = '', ...rest] = path.split('.')
  if (!isSection(section)) return fail(`unable to parse ${path} after [] at api.Config`)
  const whole = rest.join('.')
  const known = [...loaded.config[section].keys()].find((name) => whole === name || whole.startsWith(`${name}.`))
  const name = known ?? rest.slice(0, -1).join('.')
  return { section, name: known === undefined && rest.length === 1 ? whole : name, field: known === undefined ? (rest.length === 1 ? '' : (rest.at(-1) ?? '')) : whole.slice(known.length + 1) }
}

function isSection(word: string): word is Section {
  return word === 'clusters' || word === 'users' || word === 'contexts'
}

function* change(loaded: LoadedConfig, path: string, value: string | undefined): Running<void> {
  if (path === 'current-context') return yield* writeCurrentContext(loaded, value ?? '')
  const { section, name, field } = propertyOf(path, loaded)
  const { [field]: _before, ...others } = loaded.config[section].get(name) ?? {}
  if (field === '' && value !== undefined) fail("can't set a map to a value: {}")
  const entry = field === '' ? undefined : value === undefined ? others : { ...others, [field]: value === 'true' ? true : value === 'false' ? false : value }
  yield* writeEntry(loaded, section, name, entry)
}

export const setProperty: Command = {
  name: 'set',
  about: 'Set one property of the configuration.',
  usage: 'kubectl config set PROPERTY VALUE',
  *run({ args, loaded }) {
    const [path = '', value = '', ...more] = args
    if (args.length < 2 || more.length > 0) fail(`Unexpected args: [${args.join(' ')}]`)
    if (value === '') fail('you cannot use set to unset a property')
    if (path === '') fail('you must specify a property')
    yield* change(loaded, path, value)
    yield* print(`Property ${JSON.stringify(path)} set.`)
    return 0
  },
}

export const unsetProperty: Command = {
  name: 'unset',
  about: 'Take one property out of the configuration.',
  usage: 'kubectl config unset PROPERTY',
  *run({ args, loaded }) {
    const [path = '', ...more] = args
    if (args.length === 0 || more.length > 0) fail(`Unexpected args: [${args.join(' ')}]`)
    yield* change(loaded, path, undefined)
    yield* print(`Property ${JSON.stringify(path)} unset.`)
    return 0
  },
}
