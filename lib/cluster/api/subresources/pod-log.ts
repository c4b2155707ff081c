import type { FieldError } from '@/lib/kube/field-error'
import { invalidStatus } from '@/lib/kube/status-error'
import { nodeAnswers } from '../../kubelet/node-answers'
import { fail, type Reply, type RequestContext } from '../context'
import { flagOf, integerOf } from '../options'
import { containerOf, podOf } from './pod'
import type { LogOptions } from './pod-runtime'

/** GET pods/log: text, nothing at all (204) for a Pod that no node has. */
export function podLog(context: RequestContext): Reply {
  const { query, working, route } = context
  const found = podOf(context)
  if ('failure' in found) return fail(found.failure)
  const options = logOptions(query)
  if ('failure' in options) return fail(options.failure)
  const errors = optionErrors(options)
  if (errors.length > 0) return fail(invalidStatus({ group: '', kind: 'PodLogOptions' }, route.name, errors))
  const container = containerOf(found.pod, options.container)
  if ('failure' in container) return fail(container.failure)
  if ((found.pod.spec.nodeName ?? '') === '') return { status: 204, text: '' }
  const log = nodeAnswers.log(working, found.pod, { ...options, container: container.container })
  return 'failure' in log ? fail(log.failure) : { status: 200, text: log.text }
}

function logOptions(query: URLSearchParams) {
  const numbers = { tailLines: integerOf(query, 'tailLines'), limitBytes: integerOf(query, 'limitBytes'), sinceSeconds: integerOf(query, 'sinceSeconds') }
  for (const number of Object.values(numbers)) if (!number.ok) return { failure: number.failure }
  const sinceTime = query.get('sinceTime')
  const options: LogOptions = {
    container: query.get('container') ?? '',
    previous: flagOf(query, 'previous'),
    timestamps: flagOf(query, 'timestamps'),
    ...Object.fromEntries(Object.entries(numbers).flatMap(([name, number]) => (number.ok && number.value !== undefined ? [[name, number.value]] : []))),
    ...(sinceTime === null ? {} : { sinceTime }),
  }
  return options
}

/** pkg/apis/core/validation ValidatePodLogOptions. */
function optionErrors({ tailLines, limitBytes, sinceSeconds, sinceTime }: LogOptions): FieldError[] {
  const errors: FieldError[] = []
  const tooSmall = (field: string, value: number, why: string) => errors.push({ reason: 'FieldValueInvalid', field, message: `Invalid value: ${String(value)}: ${why}` })
  if (tailLines !== undefined && tailLines < 0) tooSmall('tailLines', tailLines, 'must be greater than or equal to 0')
  if (limitBytes !== undefined && limitBytes < 1) tooSmall('limitBytes', limitBytes, 'must be greater than 0')
  if (sinceSeconds !== undefined && sinceTime !== undefined) errors.push({ reason: 'FieldValueForbidden', field: '', message: 'Forbidden: at most one of `sinceTime` or `sinceSeconds` may be specified' })
  else if (sinceSeconds !== undefined && sinceSeconds < 1) tooSmall('sinceSeconds', sinceSeconds, 'must be greater than 0')
  return errors
}
