import { defineConfig } from 'playwright/test'
import { browserArguments, findBrowser } from './scripts/browser.mjs'

const port = 3177
const executablePath = await findBrowser()
/** A server that runs already, for work on the tests: `E2E_BASE_URL=http://localhost:3000 npx playwright test`. */
const running = process.env['E2E_BASE_URL']

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  workers: 1,
  // A browser on a busy machine is late now and then. A test that needs a second try is named in the report.
  retries: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  use: {
    baseURL: running ?? `http://localhost:${port}`,
    viewport: { width: 1440, height: 900 },
    launchOptions: { args: browserArguments, ...(executablePath === undefined ? {} : { executablePath }) },
    actionTimeout: 10_000,
    trace: 'off',
  },
  ...(running === undefined
    ? { webServer: { command: 'node scripts/start.mjs', url: `http://localhost:${port}`, env: { PORT: String(port) }, timeout: 300_000, reuseExistingServer: false } }
    : {}),
})
