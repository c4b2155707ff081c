import { ends, mayBind, serve, type Answer, type Image, type Process, type StartContext } from './image'

const scratch = ['/var/cache/nginx', '/run']
const welcome = '<!DOCTYPE html>\n<html>\n<head>\n<title>Welcome to nginx!</title>\n</head>\n<body>\n<h1>Welcome to nginx!</h1>\n</body>\n</html>\n'

/** nginx as Docker's official image runs it: a root master on port 80 that starts its workers as user 101. */
export function nginx(name: string): Image {
  return { name, uid: 0, gid: 0, sizeBytes: 72_000_000, start: startNginx, answer: answerNginx }
}

/** The unprivileged build: user 101, port 8080, everything it writes under /tmp. */
export const nginxUnprivileged: Image = {
  name: 'nginxinc/nginx-unprivileged:1.27',
  uid: 101,
  gid: 101,
  sizeBytes: 72_000_000,
  start: (context) => (context.canWrite('/tmp') ? serve(context, 8080, 0, ready) : ends(context, 1, [emerg('mkdir() "/tmp/client_temp" failed (30: Read-only file system)')])),
  answer: answerNginx,
}

const ready = ['/docker-entrypoint.sh: Configuration complete; ready for start up']

function startNginx(context: StartContext): Process {
  const port = configuredPort(context) ?? 80
  if (!mayBind(context, port)) return ends(context, 1, [emerg(`bind() to 0.0.0.0:${port} failed (13: Permission denied)`)])
  const blocked = scratch.find((path) => !context.canWrite(path))
  if (blocked === '/var/cache/nginx') return ends(context, 1, [emerg(`mkdir() "/var/cache/nginx/client_temp" failed (${context.uid === 0 ? '30: Read-only file system' : '13: Permission denied'})`)])
  if (blocked !== undefined) return ends(context, 1, [emerg(`open() "/run/nginx.pid" failed (${context.uid === 0 ? '30: Read-only file system' : '13: Permission denied'})`)])
  const missing = context.uid === 0 ? ['CHOWN', 'SETGID', 'SETUID'].find((capability) => !context.capabilities.has(capability)) : undefined
  if (missing === 'CHOWN') return ends(context, 1, [emerg('chown("/var/cache/nginx/client_temp", 101) failed (1: Operation not permitted)')])
  if (missing !== undefined) return ends(context, 2, [emerg(`${missing.toLowerCase()}(101) failed (1: Operation not permitted)`)])
  return serve(context, port, 0, ready)
}

function emerg(text: string): string {
  return `nginx: [emerg] ${text}`
}

function configuredPort(context: StartContext): number | undefined {
  const port = /listen\s+(?:[\d.]+:|\[::\]:)?(\d+)/.exec(context.readFile('/etc/nginx/conf.d/default.conf') ?? '')?.[1]
  return port === undefined ? undefined : Number(port)
}

function answerNginx({ path, readFile }: { readonly path: string; readFile(path: string): string | undefined }): Answer {
  const location = configuredLocation(readFile('/etc/nginx/conf.d/default.conf') ?? '', path)
  if (location !== undefined) return location
  if (path === '/' || path === '/index.html') return { status: 200, body: readFile('/usr/share/nginx/html/index.html') ?? welcome }
  const file = readFile(`/usr/share/nginx/html${path}`)
  return file === undefined ? { status: 404, body: '<html>\n<head><title>404 Not Found</title></head>\n</html>\n' } : { status: 200, body: file }
}

/** `location /healthz { return 200 'ok'; }` and its relatives. */
function configuredLocation(configuration: string, path: string): Answer | undefined {
  for (const [, where, body] of configuration.matchAll(/location\s+(?:=\s*)?(\/[\w./-]*)\s*\{([^}]*)\}/g)) {
    if (where !== path) continue
    const returned = /return\s+(\d{3})(?:\s+(?:"([^"]*)"|'([^']*)'|([^;\s]+)))?\s*;/.exec(body ?? '')
    if (returned !== null) return { status: Number(returned[1]), body: (returned[2] ?? returned[3] ?? returned[4] ?? '').replaceAll('\\n', '\n') }
  }
  return undefined
}
