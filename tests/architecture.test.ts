import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { ESLint } from 'eslint'
import { beforeAll, describe, expect, it } from 'vitest'
import { forbiddenInLib, layers } from '../layers.mjs'

const root = join(import.meta.dirname, '..')

function filesUnder(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesUnder(path) : [path]
  })
}

const homes = ['lib', 'components', 'content', 'app']
const sources = homes
  .flatMap((home) => filesUnder(join(root, home)))
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path) && !path.includes(`${sep}fixtures${sep}`))
  .map((path) => relative(root, path).split(sep).join('/'))

function layerOf(path: string): string | undefined {
  return Object.keys(layers).find((layer) => path === layer || path.startsWith(`${layer}/`))
}

/** What a file imports, as paths from the project's root; packages as they are. */
function importsOf(path: string): string[] {
  const text = readFileSync(join(root, path), 'utf8')
  const named = [...text.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].map(([, name]) => name ?? '')
  return named.map((name) => (name.startsWith('@/') ? name.slice(2) : name.startsWith('.') ? relative(root, join(root, path, '..', name)).split(sep).join('/') : `npm:${name}`))
}

describe('the import table', () => {
  it('knows every home', () => {
    expect(sources.filter((path) => layerOf(path) === undefined && !path.startsWith('lib/')).length).toBe(0)
    expect(sources.filter((path) => path.startsWith('lib/') && layerOf(path) === undefined)).toEqual([])
  })

  it('holds: no file imports what its layer may not', () => {
    const crossings = sources.flatMap((path) => {
      const layer = layerOf(path) ?? ''
      return importsOf(path).flatMap((imported) => {
        const other = layerOf(imported)
        return other === undefined || other === layer || layers[layer]?.includes(other) === true ? [] : [`${path} imports ${imported}`]
      })
    })
    expect(crossings).toEqual([])
  })

  it('keeps lib pure of React, Next and the page', () => {
    const impure = sources.filter((path) => path.startsWith('lib/')).flatMap((path) => importsOf(path).filter((name) => forbiddenInLib.modules.some((module) => name === `npm:${module}` || name.startsWith(`npm:${module}/`))).map((name) => `${path} imports ${name}`))
    expect(impure).toEqual([])
  })
})

describe('names', () => {
  it('are kebab-case and say what is inside', () => {
    const grabBags = ['index', 'utils', 'helpers', 'types', 'constants', 'common', 'manager']
    const names = sources.filter((path) => !path.startsWith('app/')).map((path) => path.split('/').at(-1)?.replace(/(?:\.generated|\.worker|\.server)?\.tsx?$/, '') ?? '')
    expect(names.filter((name) => grabBags.includes(name) || !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name))).toEqual([])
  })

  it('no barrel only passes on what others export', () => {
    const barrels = sources.filter((path) => {
      const lines = readFileSync(join(root, path), 'utf8').split('\n').filter((line) => line.trim() !== '' && !line.startsWith('//') && !line.startsWith('import'))
      return lines.length > 0 && lines.every((line) => /^export .* from /.test(line))
    })
    expect(barrels).toEqual([])
  })
})

describe('each rule fires on a file that breaks it', () => {
  let eslint: ESLint
  // The first file makes the linter read the whole project's types: that takes long, and once.
  beforeAll(async () => {
    eslint = new ESLint({ cwd: root })
    await eslint.lintText('export const a = 1\n', { filePath: join(root, 'lib/yaml/field-path.ts') })
  }, 300_000)
  const rulesFor = async (filePath: string, text: string) => {
    const [result] = await eslint.lintText(text, { filePath: join(root, filePath) })
    return result?.messages.map((message) => message.ruleId) ?? []
  }
  // Existing files lend their place: typed rules need a file that the project knows.
  const place: Readonly<Record<string, string>> = {
    'lib/yaml': 'lib/yaml/field-path.ts',
    'lib/kube': 'lib/kube/names.ts',
    'lib/cluster': 'lib/cluster/advance.ts',
    'lib/kubectl': 'lib/kubectl/words.ts',
    'lib/grade': 'lib/grade/grade.ts',
    'lib/progress': 'lib/progress/merge.ts',
  }
  it.each(Object.entries(layers).filter(([layer]) => layer in place).map(([layer, may]) => [layer, Object.keys(layers).find((other) => other !== layer && !may.includes(other)) ?? '']))('%s may not import %s', async (layer, other) => {
    expect(await rulesFor(place[layer] ?? '', `import { x } from '@/${other}/x'\nexport const y = x\n`)).toContain('no-restricted-imports')
  })
  it.each([
    ['a clock', 'export const now = Date.now()\n', 'no-restricted-properties'],
    ['chance', 'export const x = Math.random()\n', 'no-restricted-properties'],
    ['a timer', 'export const t = setTimeout(() => undefined, 1)\n', 'no-restricted-globals'],
    ['the window', 'export const w = window\n', 'no-restricted-globals'],
    ['React', "import { useState } from 'react'\nexport const s = useState\n", 'no-restricted-imports'],
    ['a long file', `${'export const a = 1\n'.repeat(1)}${Array.from({ length: 301 }, (_, i) => `export const b${i} = ${i}`).join('\n')}\n`, 'max-lines'],
  ])('lib may not have %s', async (_, text, rule) => {
    expect(await rulesFor('lib/yaml/field-path.ts', text)).toContain(rule)
  })
  it('components/ui knows nothing of Kubernetes', async () => {
    expect(await rulesFor('components/ui/button.tsx', "import { kindOf } from '@/lib/kube/kinds'\nexport const k = kindOf\n")).toContain('no-restricted-imports')
  })
})
