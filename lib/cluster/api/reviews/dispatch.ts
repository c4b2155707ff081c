import { fail, type Reply, type RequestContext } from '../context'
import { readObject } from '../body/read-object'
import { definitionFor } from '../definitions'
import { accessReview, type AccessReview } from './access-review'
import { rulesReview } from './rules-review'
import { bind } from '../subresources/binding'

/** Kinds that are questions: answered at once, never stored. Undefined for all others. */
export function review(context: RequestContext): Reply | undefined {
  const { resource, user } = context
  switch (`${resource.group}/${resource.resource}`) {
    case '/bindings':
      return bind(context)
    case 'authorization.k8s.io/selfsubjectaccessreviews':
    case 'authorization.k8s.io/subjectaccessreviews':
    case 'authorization.k8s.io/localsubjectaccessreviews':
      return withBody(context, (object) => accessReview(context, object as AccessReview))
    case 'authorization.k8s.io/selfsubjectrulesreviews':
      return withBody(context, (object) => rulesReview(context, object as { spec?: { namespace?: string } }))
    case 'authentication.k8s.io/selfsubjectreviews':
      return {
        status: 201,
        object: {
          kind: 'SelfSubjectReview',
          apiVersion: 'authentication.k8s.io/v1',
          metadata: { creationTimestamp: context.working.timestamp() },
          status: { userInfo: { username: user.username, ...(user.uid === undefined ? {} : { uid: user.uid }), groups: user.groups } },
        },
      }
    default:
      return undefined
  }
}

function withBody(context: RequestContext, answer: (object: unknown) => Reply): Reply {
  const { request, resource, warn } = context
  const read = readObject(request.body ?? '', request.headers?.['content-type'], definitionFor(resource), { fieldValidation: 'Warn', warn })
  return read.ok ? answer(read.object) : fail(read.failure)
}
