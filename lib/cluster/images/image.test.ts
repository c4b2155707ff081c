import { expect, test } from 'vitest'
import { fullName, imageOf, shortName } from './catalogue'
import type { StartContext } from './image'

function start(image: string, given: Partial<StartContext> = {}) {
  const context: StartContext = {
    now: 1000, env: {}, command: [], args: [], uid: 0, gid: 0, capabilities: new Set(['NET_BIND_SERVICE']), unprivilegedPortStart: 1024, isTaken: () => false,
    canWrite: () => true, writeFault: () => undefined, readFile: () => undefined, listFiles: () => [], ...given,
  }
  const found = imageOf(image)
  if (found === undefined) throw new Error(`no image ${image}`)
  return found.start(context)
}

test('a port below 1024 needs NET_BIND_SERVICE or a lower limit', () => {
  const none = { uid: 1000, capabilities: new Set<string>() }
  expect(start('example.com/legacy:1.0', none)).toMatchObject({ exitCode: 1, listens: [], log: ['legacy: bind 0.0.0.0:80: permission denied'] })
  expect(start('example.com/legacy:1.0', { ...none, unprivilegedPortStart: 0 }).listens).toEqual([{ port: 80, from: 1000 }])
  expect(start('example.com/legacy:1.0').listens).toEqual([{ port: 80, from: 1000 }])
  expect(start('example.com/payments:1.8', none).listens).toHaveLength(1)
})

test('the backend listens after five seconds, a broken store never', () => {
  expect(start('example.com/backend:1.0').listens).toEqual([{ port: 8080, from: 6000 }])
  expect(start('example.com/store:2.0-broken').listens[0]?.from).toBe(Infinity)
})

test('on SIGTERM most drain for ten seconds; store 1.0 drops its requests', () => {
  expect(start('example.com/backend:1.0')).toMatchObject({ stopsAfterMs: 10_000, servesWhileStopping: true })
  expect(start('example.com/store:1.0')).toMatchObject({ stopsAfterMs: 0, servesWhileStopping: false })
})

test('what an image misses in its environment it says, and ends', () => {
  expect(start('example.com/api:1.0')).toMatchObject({ exitCode: 1, log: ['fatal: DATABASE_HOST is not set'] })
  expect(start('example.com/api:1.0', { env: { DATABASE_HOST: 'db' } }).listens).toHaveLength(1)
  expect(start('postgres:16').exitCode).toBe(1)
  expect(start('postgres:16', { env: { POSTGRES_PASSWORD_FILE: '/p' }, readFile: (path) => (path === '/p' ? 's3cret' : undefined) }).listens[0]?.port).toBe(5432)
})

test('one image under all its spellings', () => {
  for (const name of ['nginx:1.27', 'library/nginx:1.27', 'docker.io/nginx:1.27', 'docker.io/library/nginx:1.27']) expect(imageOf(name)?.name).toBe('nginx:1.27')
  expect(shortName('redis')).toBe('redis:latest')
  expect(fullName('nginx:1.27')).toBe('docker.io/library/nginx:1.27')
  expect(fullName('example.com/api:1.0')).toBe('example.com/api:1.0')
  expect(imageOf('nginx:1.99')).toBeUndefined()
})

test('a port that another container of the Pod has is in use', () => {
  const isTaken = (port: number) => port === 80 || port === 8080
  expect(start('nginx:1.27', { isTaken, capabilities: new Set(['CHOWN', 'NET_BIND_SERVICE']), readFile: (path) => (path === '/etc/nginx/nginx.conf' ? 'http { server { listen 80; } }' : undefined) })).toMatchObject({ exitCode: 1, listens: [], log: ['nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)'] })
  expect(start('example.com/backend:1.0', { isTaken })).toMatchObject({ exitCode: 1, listens: [], log: ['backend: bind 0.0.0.0:8080: address already in use'] })
  expect(start('redis:7', { isTaken }).listens).toHaveLength(1)
})
