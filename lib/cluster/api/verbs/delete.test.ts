import { describe, expect, it } from 'vitest'
import { createCluster } from '../../create-cluster'
import { handle } from '../handle'
import type { ApiRequest } from '../request'

function client() {
  let cluster = createCluster({ nodes: 0, standIns: false })
  const send = (method: ApiRequest['method'], path: string, body?: object) => {
    const done = handle(cluster, { method, path: `/api/v1/namespaces/default/secrets${path}`, headers: { 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
    cluster = done.cluster
    return done.response.body as { message?: string; metadata: object; items?: readonly { metadata: { name: string; finalizers?: string[] } }[] }
  }
  for (const name of ['a', 'b', 'c']) send('POST', '', { metadata: { name, ...(name === 'c' ? { finalizers: ['x.io/y'] } : {}) } })
  return { send, names: () => (send('GET', '').items ?? []).map(({ metadata }) => metadata.name) }
}

describe('a deletion', () => {
  it('takes its options from the body, without one from the query', () => {
    const { send, names } = client()
    send('DELETE', '/a?dryRun=All')
    send('DELETE', '/b?dryRun=All', {})
    expect(names()).toEqual(['a', 'c'])
    expect(send('DELETE', '/a?uid=x').message).toContain('the UID in the precondition (x) does not match')
  })

  it('of many answers what was there, of one page where a limit is set', () => {
    const { send, names } = client()
    expect(send('DELETE', '?limit=1').metadata).toMatchObject({ remainingItemCount: 2 })
    expect(names()).toEqual(['b', 'c'])
    expect(send('DELETE', '').items?.at(-1)?.metadata).not.toHaveProperty('deletionTimestamp')
    expect(send('DELETE', '?uid=x').message).toContain('the UID in the precondition (x) does not match')
  })
})
