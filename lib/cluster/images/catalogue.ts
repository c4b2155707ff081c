import { exampleApps } from './example-apps'
import { ends, serve, type Image } from './image'
import { nginx, nginxUnprivileged } from './nginx'

const it = { status: 200, body: '<html><body><h1>It works!</h1></body></html>\n' }

const httpd: Image = {
  name: 'httpd:2.4',
  uid: 0,
  gid: 0,
  sizeBytes: 58_000_000,
  start: (context) => {
    const fault = context.writeFault('/usr/local/apache2/logs')
    return fault === undefined ? serve(context, 80, 0, ["AH00094: Command line: 'httpd -D FOREGROUND'"]) : ends(context, 1, [`httpd: could not log pid to file /usr/local/apache2/logs/httpd.pid (${fault})`])
  },
  answer: ({ path }) => (path === '/' || path === '/index.html' ? it : { status: 404, body: '<html><body><h1>Not Found</h1></body></html>\n' }),
}

const postgres: Image = {
  name: 'postgres:16',
  uid: 0,
  gid: 0,
  sizeBytes: 160_834_310,
  start: (context) => {
    const password = context.env['POSTGRES_PASSWORD'] ?? (context.env['POSTGRES_PASSWORD_FILE'] === undefined ? undefined : context.readFile(context.env['POSTGRES_PASSWORD_FILE']))
    if (password === undefined || password === '') return ends(context, 1, ['Error: Database is uninitialized and superuser password is not specified.', '       You must specify POSTGRES_PASSWORD to a non-empty value for the superuser.'])
    return serve(context, 5432, 0, ['LOG:  database system is ready to accept connections'])
  },
}

const redis: Image = { name: 'redis:7', uid: 0, gid: 0, sizeBytes: 45_000_000, start: (context) => serve(context, 6379, 0, ['* Ready to accept connections tcp']) }

/** A shell without input ends at once. */
const busybox: Image = { name: 'busybox:1.36', uid: 0, gid: 0, sizeBytes: 2_219_821, start: (context) => ends(context, 0, []) }

const curl: Image = { name: 'curlimages/curl:8.10.1', uid: 100, gid: 101, sizeBytes: 9_000_000, start: (context) => ends(context, 2, ["curl: try 'curl --help' or 'curl --manual' for more information"]) }

const images = new Map([...['1.25', '1.26', '1.27'].map((tag) => nginx(`nginx:${tag}`)), nginxUnprivileged, httpd, postgres, redis, busybox, curl, ...exampleApps].map((image) => [image.name, image]))

/** The image behind a reference, in any of its spellings; undefined for a name that no registry here has. */
export function imageOf(reference: string): Image | undefined {
  return images.get(shortName(reference))
}

/** `docker.io/library/nginx:1.27` → `nginx:1.27`; a missing tag is `latest`. */
export function shortName(reference: string): string {
  const bare = reference.replace(/^(?:docker\.io|index\.docker\.io)\//, '').replace(/^library\//, '')
  return /:[^/]+$|@/.test(bare) ? bare : `${bare}:latest`
}

/** `nginx:1.27` → `docker.io/library/nginx:1.27`: how a runtime calls an image that it has. */
export function fullName(reference: string): string {
  const short = shortName(reference)
  const first = short.split('/')[0] ?? ''
  if (short.includes('/') && /[.:]|^localhost$/.test(first)) return short
  return `docker.io/${short.includes('/') ? '' : 'library/'}${short}`
}
