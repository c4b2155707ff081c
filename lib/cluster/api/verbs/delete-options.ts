import type { FieldError } from '@/lib/kube/field-error'
import type { Status } from '@/lib/kube/meta/v1.generated'
import { decodeDefinition } from '@/lib/kube/schema/decode'
import { badRequest, invalidStatus, statusError } from '@/lib/kube/status-error'
import { parseGoJson } from '../body/go-json'
import { acceptedMediaTypes, mediaType } from '../body/read-object'
import { parseGoYaml } from '../body/go-yaml'
import type { RequestContext } from '../context'
import { dryRunErrors, flagOf, integerOf, type Checked } from '../options'

/** Options of a deletion, from the body or, without one, from the query (meta/v1 DeleteOptions). */
export interface DeleteQuery {
  readonly gracePeriodSeconds?: number
  readonly propagationPolicy?: string
  readonly orphanDependents?: boolean
  readonly preconditions?: { readonly uid?: string; readonly resourceVersion?: string }
  readonly dryRun?: readonly string[]
}

export function deleteQuery({ request, query }: RequestContext): Checked<DeleteQuery> {
  const read = (request.body ?? '') === '' ? fromQuery(query) : fromBody(request.body ?? '', request.headers?.['content-type'])
  if (!read.ok) return read
  const errors = optionErrors(read.value)
  return errors.length > 0 ? { ok: false, failure: invalidStatus({ group: 'meta.k8s.io', kind: 'DeleteOptions' }, '', errors) } : read
}

function fromQuery(query: URLSearchParams): Checked<DeleteQuery> {
  const grace = integerOf(query, 'gracePeriodSeconds')
  if (!grace.ok) return grace
  const policy = query.get('propagationPolicy')
  const uid = query.get('uid') ?? ''
  const resourceVersion = query.get('resourceVersion') ?? ''
  const value: DeleteQuery = {
    ...(grace.value === undefined ? {} : { gracePeriodSeconds: grace.value }),
    ...(policy === null ? {} : { propagationPolicy: policy }),
    ...(query.get('orphanDependents') === null ? {} : { orphanDependents: flagOf(query, 'orphanDependents') }),
    preconditions: { ...(uid === '' ? {} : { uid }), ...(resourceVersion === '' ? {} : { resourceVersion }) },
    dryRun: query.getAll('dryRun'),
  }
  return { ok: true, value }
}

function fromBody(body: string, contentType: string | undefined): Checked<DeleteQuery> {
  const media = mediaType(contentType)
  if (media === undefined || media === 'protobuf') {
    return refuse(statusError(415, 'UnsupportedMediaType', `the body of the request was in an unknown format - accepted media types include: ${acceptedMediaTypes}`))
  }
  const parsed = media === 'yaml' ? parseGoYaml(body) : parseGoJson(body)
  if ('error' in parsed) return refuse(badRequest(media === 'yaml' ? parsed.error : `couldn't get version/kind; json parse error: ${parsed.error}`))
  const { kind = 'DeleteOptions', apiVersion = 'v1' } = (parsed.value ?? {}) as { kind?: string; apiVersion?: string }
  if (kind !== 'DeleteOptions') return refuse(badRequest(`no kind ${JSON.stringify(kind)} is registered for version ${JSON.stringify(apiVersion)} in scheme "pkg/runtime/scheme.go:111"`))
  const decoded = decodeDefinition('io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions', parsed.value ?? {}, parsed.notes)
  return 'error' in decoded ? refuse(badRequest(decoded.error)) : { ok: true, value: decoded.object }
}

/** apimachinery pkg/apis/meta/v1/validation ValidateDeleteOptions. */
function optionErrors({ propagationPolicy, orphanDependents, dryRun = [] }: DeleteQuery): FieldError[] {
  const errors: FieldError[] = []
  if (propagationPolicy !== undefined && orphanDependents !== undefined) {
    errors.push({ reason: 'FieldValueInvalid', field: 'propagationPolicy', message: `Invalid value: ${JSON.stringify(propagationPolicy)}: orphanDependents and deletionPropagation cannot be both set` })
  }
  if (propagationPolicy !== undefined && !['Foreground', 'Background', 'Orphan'].includes(propagationPolicy)) {
    errors.push({ reason: 'FieldValueNotSupported', field: 'propagationPolicy', message: `Unsupported value: ${JSON.stringify(propagationPolicy)}: supported values: "Foreground", "Background", "Orphan", "nil"` })
  }
  return [...errors, ...dryRunErrors(dryRun)]
}

function refuse(failure: Status): { readonly ok: false; readonly failure: Status } {
  return { ok: false, failure }
}
