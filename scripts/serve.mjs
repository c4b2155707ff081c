// Serves the build with its security headers.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { buildFolder } from './build.mjs'
import { sendCompressed } from './compressed.mjs'
import { root } from './install.mjs'
import { securityHeaders } from './security-headers.mjs'

/** Listens on the port until SIGTERM or SIGINT; says where. 0 takes any free port. */
export async function serve(port) {
  process.env['NODE_ENV'] = 'production'
  process.env['NEXT_TELEMETRY_DISABLED'] = '1'
  const { default: next } = await import('next')
  const app = next({ dev: false, dir: root, quiet: true })
  await app.prepare()
  const handle = app.getRequestHandler()
  const headersOf = securityHeaders(JSON.parse(readFileSync(join(buildFolder, 'csp.json'), 'utf8')))

  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(headersOf(request.url ?? '/'))) response.setHeader(name, value)
    if (sendCompressed(join(buildFolder, 'static'), request, response)) return
    handle(request, response).catch((cause) => {
      console.error(`${request.method} ${request.url}: ${cause instanceof Error ? cause.message : String(cause)}`)
      if (!response.headersSent) response.statusCode = 500
      response.end()
    })
  })

  server.on('error', (error) => {
    console.error(error.code === 'EADDRINUSE' ? `Port ${port} is in use: end what runs there, or choose another with PORT=3001 npm start.` : `Cannot listen on port ${port}: ${error.message}`)
    process.exit(1)
  })
  server.listen(port, () => console.log(`Desired State is on http://localhost:${server.address().port}`))

  function stop() {
    server.close(() => process.exit(0))
    server.closeAllConnections()
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}
