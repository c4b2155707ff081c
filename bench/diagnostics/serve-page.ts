import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { basename, join } from 'node:path'
import { build } from 'esbuild'
import { root } from '../root'

/** Bundles the page and the engine's worker and serves them on a free port of this machine. */
export async function servePage(): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const files = new Map<string, string>([['', '<!doctype html><title>bench</title><script type="module" src="page.js"></script>']])
  for (const { name, text } of await bundled()) files.set(name, text)
  const data = ['structure', 'go-fields'].map((name) => `lib/kube/schema/${name}.generated.json`)
  for (const path of data) files.set(path, readFileSync(join(root, path), 'utf8'))
  const server = createServer((request, response) => {
    const name = (request.url ?? '/').slice(1)
    const text = files.get(name)
    response.writeHead(text === undefined ? 404 : 200, { 'content-type': name.endsWith('.js') ? 'text/javascript' : 'text/html' }).end(text)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The page and the worker, each in one minified file. */
export async function bundled(): Promise<readonly { readonly name: string; readonly text: string }[]> {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'bench/diagnostics/page.ts'), join(root, 'components/session/engine.worker.ts')],
    outdir: 'out',
    entryNames: '[name]',
    write: false,
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'esm',
    target: 'es2022',
    alias: { '@': root },
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.yaml': 'text', '.conf': 'text' },
    // Data that a browser fetches when somebody asks for it.
    external: ['./descriptions.generated.json'],
    logLevel: 'error',
  })
  return outputFiles.map(({ path, text }) => ({ name: basename(path), text }))
}
