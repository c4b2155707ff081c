import type { Session } from './session'

const json = { 'content-type': 'application/json' }

/** A namespace as controllers would have furnished it: ServiceAccount `default` and the root certificate. */
export function makeNamespace(session: Session, name: string, labels?: Readonly<Record<string, string>>): void {
  const metadata = { name, ...(labels === undefined ? {} : { labels }) }
  const post = (path: string, object: object) => session.send({ method: 'POST', path, body: JSON.stringify(object), headers: json })
  post('/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata })
  post(`/api/v1/namespaces/${name}/serviceaccounts`, { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default' } })
}
