// Builds the pages, compresses their scripts, and writes which inline scripts each page may run (csp.json in the build, last):
// pages stay static, so they get hashes rather than nonces. `npm run build`.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { compressStatic } from './compressed.mjs'
import { installIfNeeded, root } from './install.mjs'

/** Where the build lies; another place for a build beside a running one. */
export const buildFolder = join(root, process.env['NEXT_DIST_DIR'] ?? '.next')

/** Runs the build; ends the process with its status if it fails. */
export function build() {
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules/next/dist/bin/next'), 'build'], { cwd: root, stdio: 'inherit', env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' } })
  if (status !== 0) {
    console.error('The build failed: see above.')
    process.exit(status ?? 1)
  }
  const pages = hashesByPage(join(buildFolder, 'server'))
  const compressed = compressStatic(join(buildFolder, 'static'))
  writeFileSync(join(buildFolder, 'csp.json'), JSON.stringify(pages))
  console.log(`${compressed} scripts and styles compressed.`)
  console.log(`Content-Security-Policy: ${Object.keys(pages).length} pages, ${new Set(Object.values(pages).flat()).size} inline scripts.`)
}

/** The hashes of the inline scripts of every prerendered page, by its path: `/services/clusterip`. */
function hashesByPage(server) {
  const pages = {}
  for (const home of ['app', 'pages']) {
    for (const file of htmlFiles(join(server, home))) {
      const path = `/${relative(join(server, home), file).replaceAll('\\', '/').replace(/\.html$/, '')}`.replace(/\/index$/, '') || '/'
      pages[path] = [...new Set([...(pages[path] ?? []), ...inlineScripts(readFileSync(file, 'utf8')).map(hash)])]
    }
  }
  return pages
}

function htmlFiles(folder) {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && entry.name.endsWith('.html')).map((entry) => join(entry.parentPath, entry.name))
  } catch {
    return []
  }
}

/** React writes what it sends to the page in inline scripts; none of them holds `</script`. */
export function inlineScripts(html) {
  return [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1]).filter((text) => text !== '')
}

function hash(text) {
  return `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  installIfNeeded()
  build()
}
