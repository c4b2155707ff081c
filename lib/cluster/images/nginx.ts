import { ends, mayBind, serve, type Answer, type Image, type Process, type StartContext } from './image'

const welcome = '<!DOCTYPE html>\n<html>\n<head>\n<title>Welcome to nginx!</title>\n</head>\n<body>\n<h1>Welcome to nginx!</h1>\n</body>\n</html>\n'

/** nginx as Docker's official image runs it: a root master on port 80 that starts its workers as user 101. */
export function nginx(name: string): Image {
  return { name, uid: 0, gid: 0, sizeBytes: name.endsWith(':1.25') ? 70_534_960 : 72_404_038, start: startNginx, answer: answerNginx }
}

/** The unprivileged build: user 101, port 8080, everything it writes under /tmp. */
export const nginxUnprivileged: Image = {
  name: 'nginxinc/nginx-unprivileged:1.27',
  uid: 101,
  gid: 101,
  sizeBytes: 72_421_344,
  start: startUnprivileged,
  answer: answerNginx,
}

const ready = ['nginx: ready for connections']

function startUnprivileged(context: StartContext): Process {
  const configuration = configurationOf(context)
  if ('error' in configuration) return ends(context, 1, [emerg(configuration.error)])
  const noTemp = context.writeFault('/tmp')
  const fault = noTemp === undefined ? bindFault(context, configuration.ports) : `mkdir() "/tmp/proxy_temp" failed (${noTemp})`
  return fault === undefined ? listening(context, configuration.ports) : ends(context, 1, [emerg(fault)])
}

/** The folders for temporary files come first (ngx_create_paths): made, and given to user 101. */
function startFault(context: StartContext): string | undefined {
  const fault = context.writeFault('/var/cache/nginx')
  if (fault !== undefined) return `mkdir() "/var/cache/nginx/client_temp" failed (${fault})`
  return context.uid === 0 && !context.capabilities.has('CHOWN') ? 'chown("/var/cache/nginx/client_temp", 101) failed (1: Operation not permitted)' : undefined
}

function bindFault(context: StartContext, ports: readonly number[]): string | undefined {
  const refused = ports.find((port) => !mayBind(context, port))
  if (refused !== undefined) return `bind() to 0.0.0.0:${refused} failed (13: Permission denied)`
  const taken = ports.find((port) => context.isTaken(port))
  return taken === undefined ? undefined : `bind() to 0.0.0.0:${taken} failed (98: Address already in use)`
}

function startNginx(context: StartContext): Process {
  const configuration = configurationOf(context)
  if ('error' in configuration) return ends(context, 1, [emerg(configuration.error)])
  const fault = startFault(context) ?? bindFault(context, configuration.ports)
  if (fault !== undefined) return ends(context, 1, [emerg(fault)])
  const noPid = context.writeFault('/run')
  if (noPid !== undefined) return ends(context, 1, [emerg(`open() "/run/nginx.pid" failed (${noPid})`)])
  const missing = context.uid === 0 ? ['SETGID', 'SETUID'].find((capability) => !context.capabilities.has(capability)) : undefined
  if (missing !== undefined) return ends(context, 2, [emerg(`${missing.toLowerCase()}(101) failed (1: Operation not permitted)`)])
  return listening(context, configuration.ports)
}

/** A process on every port of its configuration; without a server it runs and listens nowhere. */
function listening(context: StartContext, ports: readonly number[]): Process {
  const process = serve(context, ports[0] ?? 80, 0, ready)
  return { ...process, listens: ports.map((port) => ({ port, from: context.now })) }
}

function emerg(text: string): string {
  return `nginx: [emerg] ${text}`
}

/** The ports of all server blocks: in nginx.conf and the files of conf.d that it includes. A server without `listen` takes 80 (8000 unless root). */
function configurationOf(context: StartContext): { readonly ports: readonly number[] } | { readonly error: string } {
  const main = context.readFile('/etc/nginx/nginx.conf')
  if (main === undefined) return { error: 'open() "/etc/nginx/nginx.conf" failed (2: No such file or directory)' }
  const included = /include\s+\/etc\/nginx\/conf\.d\/\*\.conf/.test(main) ? context.listFiles('/etc/nginx/conf.d').filter((name) => name.endsWith('.conf')) : []
  const ports = new Set<number>()
  for (const text of [main, ...included.map((name) => context.readFile(`/etc/nginx/conf.d/${name}`) ?? '')]) {
    for (const port of listensIn(text)) ports.add(port ?? (context.uid === 0 ? 80 : 8000))
  }
  return { ports: [...ports] }
}

/** Most containers start with the image's own file: read once, however many start. */
const knownListens = new Map<string, readonly (number | undefined)[]>()
const mostListens = 64

/** The ports of a configuration's server blocks; undefined for a block that names none. */
function listensIn(text: string): readonly (number | undefined)[] {
  let listens = knownListens.get(text)
  if (listens === undefined) {
    listens = text.split(/\bserver\s*\{/).slice(1).flatMap((server) => {
      const named = [...server.matchAll(/\blisten\s+(?:\[::\]:|[\d.]+:|\*:)?(\d+)/g)].map((match) => Number(match[1]))
      return named.length > 0 ? named : [undefined]
    })
    if (knownListens.size < mostListens) knownListens.set(text, listens)
  }
  return listens
}

function answerNginx({ path, readFile }: { readonly path: string; readonly readFile: (path: string) => string | undefined }): Answer {
  const location = configuredLocation(readFile('/etc/nginx/conf.d/default.conf') ?? readFile('/etc/nginx/nginx.conf') ?? '', path)
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
