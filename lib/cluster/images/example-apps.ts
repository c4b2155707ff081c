import { ends, serve, type Answer, type AnswerContext, type Image, type StartContext } from './image'

interface App {
  readonly name: string
  readonly version: string
  readonly port: number
  readonly uid?: number
  readonly sizeBytes?: number
  readonly readyAfterMs?: number
  readonly drains?: boolean
  readonly answer?: (context: AnswerContext) => Answer | undefined
}

function app({ name, version, port, uid = 1000, sizeBytes = 51_012_000, readyAfterMs = 0, drains = true, answer }: App): Image {
  return {
    name: `example.com/${name}:${version}`,
    uid,
    gid: 0,
    sizeBytes,
    start: (context) => serve(context, port, readyAfterMs, [`${name} ${version} starting`, `listening on :${port}`], drains, name),
    answer: (context) => answer?.(context) ?? plainAnswer(name, version, context.path),
  }
}

function plainAnswer(name: string, version: string, path: string): Answer {
  if (path === '/version') return { status: 200, body: `${version}\n` }
  if (path === '/healthz') return { status: 200, body: 'ok\n' }
  return path === '/' || path.startsWith('/api') ? { status: 200, body: `${name} ${version}\n` } : { status: 404, body: 'not found\n' }
}

const failing: Answer = { status: 500, body: 'internal server error\n' }

function startApi(context: StartContext) {
  if ((context.env['DATABASE_HOST'] ?? '') === '') return ends(context, 1, ['fatal: DATABASE_HOST is not set'])
  const passwordFile = context.env['DATABASE_PASSWORD_FILE']
  const password = context.env['DATABASE_PASSWORD'] ?? (passwordFile === undefined ? undefined : context.readFile(passwordFile)?.trim())
  if (passwordFile !== undefined && password === undefined) return ends(context, 1, [`fatal: ${passwordFile}: no such file`])
  const process = serve(context, 8080, 0, ['api 1.0 starting', 'listening on :8080'])
  return { ...process, env: { ...context.env, ...(password === undefined ? {} : { DATABASE_PASSWORD: password }) } }
}

function answerApi({ path, process }: AnswerContext): Answer {
  if (path !== '/config') return plainAnswer('api', '1.0', path)
  const shown = Object.entries(process.env).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => `${key}=${/PASSWORD|TOKEN|SECRET|KEY/.test(key) && !key.endsWith('_FILE') ? '******' : value}`)
  return { status: 200, body: `${shown.join('\n')}\n` }
}

/** The course's own images (curriculum.md's table). */
export const exampleApps: readonly Image[] = [
  app({ name: 'frontend', version: '1.0', port: 3000 }),
  app({ name: 'backend', version: '1.0', port: 8080, readyAfterMs: 5000 }),
  app({ name: 'backend', version: '1.1', port: 8080, sizeBytes: 51_013_000, readyAfterMs: 5000 }),
  app({ name: 'store', version: '1.0', port: 80, uid: 0, readyAfterMs: 8000, drains: false }),
  app({ name: 'store', version: '2.0', port: 80, uid: 0, readyAfterMs: 8000 }),
  app({ name: 'store', version: '2.0-broken', port: 80, uid: 0, readyAfterMs: Infinity }),
  app({ name: 'payments', version: '1.8', port: 8080, readyAfterMs: 5000 }),
  app({ name: 'payments', version: '1.9', port: 8080, readyAfterMs: 5000 }),
  app({ name: 'payments', version: '1.9-buggy', port: 8080, readyAfterMs: 5000, answer: ({ chance }) => (chance < 0.2 ? failing : undefined) }),
  app({ name: 'feed', version: '1.0', port: 8080, sizeBytes: 30_200_000 }),
  app({ name: 'feed', version: '2.0', port: 8080, sizeBytes: 30_200_001, answer: ({ share, chance }) => (share >= 0.25 && chance < 0.1 ? failing : undefined) }),
  app({ name: 'feed', version: '2.0.1', port: 8080 }),
  { name: 'example.com/api:1.0', uid: 1000, gid: 0, sizeBytes: 30_300_000, start: startApi, answer: answerApi },
  {
    name: 'example.com/worker:1.0',
    uid: 1000,
    gid: 0,
    sizeBytes: 51_012_000,
    start: (context) => (context.canWrite('/tmp') ? { startedAt: context.now, listens: [], stopsAfterMs: 100, servesWhileStopping: false, log: ['worker 1.0 starting'], env: context.env } : ends(context, 1, ['fatal: /tmp/worker.lock: Read-only file system'])),
  },
  app({ name: 'legacy', version: '1.0', port: 80, uid: 0 }),
]
