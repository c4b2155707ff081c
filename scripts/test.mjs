// `npm test`: installs what the tests need, then lint, types, unit with course and architecture, build, and the browser tests.
// The last line is plain: `N passed, N failed, N skipped`.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { installIfNeeded, root } from './install.mjs'

installIfNeeded()
const reports = join(root, 'node_modules', '.cache', 'desired-state')
mkdirSync(reports, { recursive: true })
const total = { passed: 0, failed: 0, skipped: 0 }

function run(title, command, args, environment = {}) {
  const started = Date.now()
  console.log(`\n== ${title}`)
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...environment } })
  console.log(`== ${title}: ${status === 0 ? 'ok' : 'FAILED'} (${((Date.now() - started) / 1000).toFixed(0)} s)`)
  return status === 0
}

function count(result) {
  total.passed += result.passed
  total.failed += result.failed
  total.skipped += result.skipped
}

/** A step that is one check: it passed or it failed. */
function step(title, args) {
  const ok = run(title, process.execPath, args)
  count({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 })
  return ok
}

function read(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined
}

/** A suite whose own report is counted; without a report, or red without a red test, the suite itself failed. */
function suite(title, args, report, counts, environment) {
  rmSync(report, { force: true })
  const ok = run(title, process.execPath, args, environment)
  const result = read(report)
  const counted = result === undefined ? { passed: 0, failed: 0, skipped: 0 } : counts(result)
  count({ ...counted, failed: counted.failed + (!ok && counted.failed === 0 ? 1 : 0) })
}

const bin = (path) => join(root, 'node_modules', path)
step('lint', [bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0'])
step('types', [bin('typescript/bin/tsc'), '--noEmit'])
const unit = join(reports, 'unit.json')
suite(
  'unit, course, architecture and parity',
  [bin('vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${unit}`],
  unit,
  (report) => ({ passed: report.numPassedTests, failed: report.numFailedTests + (report.numFailedTestSuites > 0 && report.numFailedTests === 0 ? 1 : 0), skipped: report.numPendingTests + report.numTodoTests }),
)
if (step('build', ['scripts/build.mjs'])) {
  const { needBrowser } = await import('./browser.mjs')
  const browser = await needBrowser()
  if (browser === undefined) {
    console.error('No Chromium could be found or installed: the browser tests did not run. Set CHROMIUM_PATH.')
    count({ passed: 0, failed: 1, skipped: 0 })
  } else {
    const e2e = join(reports, 'e2e.json')
    suite(
      'browser tests',
      [bin('playwright/cli.js'), 'test', '--reporter=list,json'],
      e2e,
      ({ stats }) => {
        if (stats.flaky > 0) console.log(`${stats.flaky} of the browser tests passed at a second or third try only: see above.`)
        return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped }
      },
      { CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: e2e },
    )
  }
}
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1
