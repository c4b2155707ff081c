import { badRequest, statusError } from '@/lib/kube/status-error'
import { nodeAnswers } from '../../kubelet/node-answers'
import { fail, type Reply, type RequestContext } from '../context'
import { containerOf, podOf } from './pod'

/** exec and attach: the process runs to its end before the answer. */
export function podProcess(context: RequestContext, kind: 'exec' | 'attach'): Reply {
  const found = podOf(context)
  if ('failure' in found) return fail(found.failure)
  const container = containerOf(found.pod, context.query.get('container') ?? '')
  if ('failure' in container) return fail(container.failure)
  if ((found.pod.spec.nodeName ?? '') === '') return fail(badRequest(`pod ${found.pod.metadata.name} does not have a host assigned`))
  if (kind === 'attach') return fail(statusError(501, '', 'Attaching to a running process is not part of this practice cluster'))
  const command = context.query.getAll('command')
  if (command.length === 0) return fail(badRequest('you must specify at least 1 command for the container'))
  const result = nodeAnswers.exec(context.working, found.pod, container.container, command, context.request.body ?? '')
  return 'failure' in result ? fail(result.failure) : { status: 200, process: result.process }
}

export function portForward(context: RequestContext): Reply {
  const found = podOf(context)
  if ('failure' in found) return fail(found.failure)
  if ((found.pod.spec.nodeName ?? '') === '') return fail(badRequest(`pod ${found.pod.metadata.name} does not have a host assigned`))
  return fail(statusError(501, '', 'Port forwarding is not part of this practice cluster'))
}

export function podProxy(context: RequestContext): Reply {
  const { working, resource, route } = context
  const name = /^(?:https?:)?([^:]*)/.exec(route.name)?.[1] ?? route.name
  const object = working.list(`${resource.group}/${resource.resource}/${route.namespace}`).find((one) => one.metadata.name === name)
  if (object === undefined) return fail(statusError(404, 'NotFound', `${resource.resource} "${name}" not found`, { name, kind: resource.resource }))
  return fail(badRequest('address not allowed'))
}
