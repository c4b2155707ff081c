// `npm start`: installs and builds what is missing or older than its sources, then serves on PORT or 3000. Plain Node until then.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { build, buildFolder } from './build.mjs'
import { installIfNeeded, root } from './install.mjs'
import { serve } from './serve.mjs'

const sources = ['app', 'components', 'content', 'lib', 'public', 'scripts/mdx', 'scripts/build.mjs', 'scripts/compressed.mjs', 'next.config.ts', 'mdx-components.tsx', 'package-lock.json', 'tsconfig.json']

function newest(path) {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat === undefined) return 0
  if (!stat.isDirectory()) return stat.mtimeMs
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), stat.mtimeMs)
}

function isBuilt() {
  const built = join(buildFolder, 'csp.json')
  return existsSync(built) && existsSync(join(buildFolder, 'BUILD_ID')) && statSync(built).mtimeMs >= Math.max(...sources.map((path) => newest(join(root, path))))
}

function portOf(text) {
  const port = Number(text ?? 3000)
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port
  console.error(`PORT is ${text}: it must be a whole number from 0 to 65535.`)
  process.exit(1)
}

const port = portOf(process.env['PORT'])
installIfNeeded()
if (!isBuilt()) {
  console.log('Building the pages …')
  build()
}

await serve(port)
