import { describe, expect, it } from 'vitest'
import { commandTree, globalFlags } from './command-tree'
import { flagList, parseFlags } from './flags'

const get = [...(commandTree.find(({ name }) => name === 'get')?.flags ?? []), ...globalFlags]

function parse(words: readonly string[]) {
  return parseFlags(words, get, 'kubectl get')
}

describe('flags', () => {
  it.each([
    [['-owide'], 'output', ['wide']],
    [['-o=wide'], 'output', ['wide']],
    [['--output', 'wide'], 'output', ['wide']],
    [['-Aw'], 'watch', ['true']],
    [['--all_namespaces'], 'all-namespaces', ['true']],
    [['-Lapp,tier', '-L', 'x'], 'label-columns', ['app,tier', 'x']],
  ])('%j', (words, name, expected) => expect(parse(words).values.get(name)).toEqual(expected))

  it.each([
    [['--x'], 'unknown flag: --x'],
    [['-Ax'], "unknown shorthand flag: 'x' in -x"],
    [['-–n'], "unknown shorthand flag: 'Ã' in -–n"],
    [['-o'], "flag needs an argument: 'o' in -o"],
    [['--output'], 'flag needs an argument: --output'],
    [['--=x'], 'bad flag syntax: --=x'],
    [['--watch=maybe'], 'invalid argument "maybe" for "-w, --watch" flag: strconv.ParseBool: parsing "maybe": invalid syntax'],
    [['--chunk-size=2.5'], 'invalid argument "2.5" for "--chunk-size" flag: strconv.ParseInt: parsing "2.5": invalid syntax'],
  ])('%j is refused', (words, message) => {
    expect(() => parse(words)).toThrow(`error: ${message}\nSee 'kubectl get --help' for usage.`)
  })

  it('divides lists at commas and arrays not', () => {
    const configmap = commandTree.find(({ name }) => name === 'create')?.verbs.find(({ name }) => name === 'configmap')?.flags ?? []
    const parsed = parseFlags(['--from-literal=a=b,c', '--from-file=x,"y,z"'], configmap, 'kubectl create configmap')
    expect(flagList(parsed, 'from-literal')).toEqual(['a=b,c'])
    expect(flagList(parsed, 'from-file')).toEqual(['x', 'y,z'])
  })
})
