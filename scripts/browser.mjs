// Finds a Chromium for the tests, or gets one: Playwright's own, the system's, then an installation of either.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const system = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']

/** Arguments with which a headless Chromium runs in a container and asks nothing of the outside. */
export const browserArguments = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']

async function playwrights() {
  const { chromium } = await import('playwright')
  const path = chromium.executablePath()
  return existsSync(path) ? path : undefined
}

/** The path of a Chromium that is there now, if any. */
export async function findBrowser() {
  const named = process.env['CHROMIUM_PATH']
  if (named !== undefined && existsSync(named)) return named
  return (await playwrights()) ?? system.find((path) => existsSync(path))
}

/** The path of a Chromium, installing one where there is none. */
export async function needBrowser() {
  const present = await findBrowser()
  if (present !== undefined) return present
  console.log('No browser here: installing Chromium for the tests.')
  const quiet = { stdio: 'inherit', timeout: 600_000 }
  spawnSync('npx', ['playwright', 'install', 'chromium'], quiet)
  const installed = await findBrowser()
  if (installed !== undefined) return installed
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    spawnSync('apt-get', ['update', '-qq'], quiet)
    spawnSync('apt-get', ['install', '-y', '-qq', 'chromium'], { ...quiet, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
  }
  return findBrowser()
}
