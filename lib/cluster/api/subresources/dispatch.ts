import { rareCode } from '#rare-code'
import { fail, type Reply, type RequestContext } from '../context'
import { methodNotAllowed } from '../failure'
import type { Subresource } from '../resources'
import { get } from '../verbs/get'
import { patch } from '../verbs/patch'
import { replace } from '../verbs/replace'
import { bind } from './binding'
import { finalize } from './finalize'
import { podProcess, podProxy, portForward } from './pod-stream'
import { podLog } from './pod-log'
import { scale } from './scale'

/** A request to a path below an object. */
export function subresourceVerb(context: RequestContext, { subresource, verbs }: Subresource): Reply {
  const verb = verbOf(context.request.method)
  if (verb === undefined || !verbs.includes(verb)) return fail(methodNotAllowed())
  switch (subresource) {
    case 'status':
      return verb === 'get' ? get(context) : verb === 'update' ? replace(context, 'status') : patch(context, 'status')
    case 'scale':
      return scale(context, verb)
    case 'binding':
      return bind(context)
    case 'eviction':
      return rareCode().evict(context)
    case 'finalize':
      return finalize(context)
    case 'token':
      return rareCode().serviceAccountToken(context)
    case 'log':
      return podLog(context)
    case 'exec':
    case 'attach':
      return podProcess(context, subresource)
    case 'portforward':
      return portForward(context)
    case 'proxy':
      return podProxy(context)
    case 'ephemeralcontainers':
      return rareCode().ephemeralContainers(context, verb)
    case 'resize':
      return rareCode().resize(context, verb)
    default:
      return fail(methodNotAllowed())
  }
}

function verbOf(method: string): string | undefined {
  switch (method) {
    case 'GET':
      return 'get'
    case 'POST':
      return 'create'
    case 'PUT':
      return 'update'
    case 'PATCH':
      return 'patch'
    case 'DELETE':
      return 'delete'
    default:
      return undefined
  }
}
