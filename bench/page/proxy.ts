import { createServer, request as ask, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One file that a page or its worker fetched. */
export interface Fetched {
  readonly path: string
  readonly referer: string
  /** What it was fetched for: `script`, `worker`, `style` … */
  readonly destination: string
  /** Bytes of the body as sent, compressed. */
  bytes: number
  /** When it was asked for, as `performance.now()` of this process. */
  readonly at: number
}

/** Stands between browser and server and counts bytes as they go over the wire: a worker's own fetches too, which a page does not see. */
export async function countingProxy(target: URL): Promise<{ readonly url: string; readonly fetched: Fetched[]; readonly close: () => Promise<void> }> {
  const fetched: Fetched[] = []
  const server = createServer((incoming, outgoing) => {
    const entry = noted(incoming)
    fetched.push(entry)
    const onward = ask({ host: target.hostname, port: target.port, path: incoming.url, method: incoming.method, headers: incoming.headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.on('data', (chunk: Buffer) => (entry.bytes += chunk.length))
      answer.pipe(outgoing)
    })
    onward.on('error', () => outgoing.destroy())
    incoming.pipe(onward)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    fetched,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function noted(incoming: IncomingMessage): Fetched {
  const header = (name: string) => String(incoming.headers[name] ?? '')
  return { path: incoming.url ?? '', referer: header('referer'), destination: header('sec-fetch-dest'), bytes: 0, at: performance.now() }
}
