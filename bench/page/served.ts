import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../root'

const port = 3188

/** The production build on a port of its own, built first where it is older than its sources; or the server named by `BENCH_BASE_URL`. */
export async function served(): Promise<{ readonly url: URL; readonly close: () => void }> {
  const running = process.env['BENCH_BASE_URL']
  if (running !== undefined) return { url: new URL(running), close: () => undefined }
  const url = new URL(`http://127.0.0.1:${port}`)
  const child = spawn(process.execPath, [join(root, 'scripts/start.mjs')], { cwd: root, env: { ...process.env, PORT: String(port) }, stdio: ['ignore', 'ignore', 'inherit'] })
  const hasEnded = () => child.exitCode !== null
  for (const stopAt = Date.now() + 600_000; Date.now() < stopAt && !hasEnded(); ) {
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok === true) return { url, close: () => child.kill('SIGTERM') }
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  child.kill('SIGTERM')
  throw new Error(hasEnded() ? 'the server ended before it answered' : 'the server did not answer within ten minutes')
}
