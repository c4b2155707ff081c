import { objectKey } from '@/lib/kube/object'
import { badRequest, invalidStatus, notFoundStatus } from '@/lib/kube/status-error'
import { parseGoJson } from '../body/go-json'
import { fail, type Reply, type RequestContext } from '../context'

interface TokenRequest {
  readonly spec?: { readonly audiences?: readonly string[] | null; readonly expirationSeconds?: number | null; readonly boundObjectRef?: unknown }
}

const shortestSeconds = 600

/** POST serviceaccounts/NAME/token. The token is no credential: nothing here checks signatures, it only looks like one. */
export function serviceAccountToken({ working, request, route }: RequestContext): Reply {
  const parsed = parseGoJson(request.body ?? '')
  if ('error' in parsed) return fail(badRequest(parsed.error))
  const { spec = {} } = (parsed.value ?? {}) as TokenRequest
  const { boundObjectRef = null } = spec
  const audiences = spec.audiences ?? ['https://kubernetes.default.svc.cluster.local']
  const expirationSeconds = spec.expirationSeconds ?? 3600
  if (expirationSeconds < shortestSeconds) {
    const message = `Invalid value: ${String(expirationSeconds)}: may not specify a duration less than 10 minutes`
    return fail(invalidStatus({ group: 'authentication.k8s.io', kind: 'TokenRequest' }, '', [{ reason: 'FieldValueInvalid', field: 'spec.expirationSeconds', message }]))
  }
  const account = working.get(objectKey('', 'serviceaccounts', route.namespace, route.name))
  if (account === undefined) return fail(notFoundStatus({ group: '', resource: 'serviceaccounts' }, route.name))
  const claims = { iss: 'https://kubernetes.default.svc.cluster.local', sub: `system:serviceaccount:${route.namespace}:${route.name}`, aud: audiences }
  const part = (value: unknown) => btoa(JSON.stringify(value)).replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_')
  const token = [part({ alg: 'RS256', kid: 'practice' }), part(claims), part('practice')].join('.')
  const metadata = { name: route.name, namespace: route.namespace, creationTimestamp: working.timestamp() }
  const status = { token, expirationTimestamp: working.timestamp(working.now + expirationSeconds * 1000) }
  return { status: 201, object: { kind: 'TokenRequest', apiVersion: 'authentication.k8s.io/v1', metadata, spec: { audiences, expirationSeconds, boundObjectRef }, status } }
}
