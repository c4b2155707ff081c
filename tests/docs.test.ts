import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { layers } from '../layers.mjs'

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`), ...readdirSync(join(root, 'docs/adr')).map((name) => `docs/adr/${name}`)]

it('docs/architecture.md shows the import table', () => {
  for (const [layer, may] of Object.entries(layers)) {
    const row = `| \`${layer}\` | ${may.length === 0 ? 'nothing of ours' : may.map((other) => `\`${other}\``).join(', ')} |`
    expect(read('docs/architecture.md')).toContain(row)
  }
})

it.each(pages)('%s links to files that are there', (page) => {
  const links = [...read(page).matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g)].map(([, target]) => target ?? '')
  expect(links.filter((target) => !existsSync(join(root, dirname(page), target)))).toEqual([])
})

it.each(pages)('%s names only npm scripts that exist', (page) => {
  const scripts = (JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts
  const named = [...read(page).matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name ?? '')
  expect(named.filter((name) => !(name in scripts))).toEqual([])
})

it('docs/parity.md has whole tables and the figures that the course shows', () => {
  const lines = read('docs/parity.md').split('\n')
  const tables = lines.filter((line) => line.startsWith('|'))
  const columns = (line: string) => line.split('|').length
  const ragged = lines.filter((line, at) => line.startsWith('|') && (lines[at - 1]?.startsWith('|') ?? false) && columns(line) !== columns(lines[at - 1] ?? ''))
  expect([tables.length > 0, ragged, lines.filter((line) => line.startsWith('```')).length % 2]).toEqual([true, [], 0])
  const { areas } = JSON.parse(read('app/parity/figures.generated.json')) as { areas: readonly { rows: readonly { name: string; cases: number; alike: number }[] }[] }
  for (const { name, cases, alike } of areas.flatMap(({ rows }) => rows)) expect(tables.some((line) => line.startsWith(`| ${name} | ${String(cases)} | ${String(alike)} |`))).toBe(true)
})

it('every runtime dependency has its line in the record', () => {
  const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> }
  const record = read('docs/adr/0006-runtime-dependencies.md')
  expect(Object.keys(dependencies).filter((name) => !record.includes(name) && !record.includes(name.replace(/.*-(mono)$/, '-$1')))).toEqual([])
})

it('CONTRIBUTING.md stays within 120 lines', () => {
  expect(read('CONTRIBUTING.md').split('\n').length).toBeLessThanOrEqual(121)
})
