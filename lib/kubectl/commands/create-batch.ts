import { fail } from '../failure'
import { flag } from '../flags'
import { need, type Invocation, type Running } from '../command'
import { isObject, valueAt, type JsonObject } from '../json'
import { needResource, pathOf } from '../resources'
import { nameArgument } from './create'

/** `create job NAME --image=…` or `--from=cronjob/NAME` (kubectl create_job.go). */
export function* buildJob(invocation: Invocation): Running<JsonObject> {
  const name = nameArgument(invocation)
  const image = flag(invocation.flags, 'image')
  const from = flag(invocation.flags, 'from')
  if ((image === undefined) === (from === undefined)) fail('either --image or --from must be specified')
  if (from === undefined) return { apiVersion: 'batch/v1', kind: 'Job', metadata: { name }, spec: { template: podTemplate(invocation, name, 'Never') }, status: {} }
  if ((invocation.rest ?? []).length > 0) fail('cannot specify --from and command')
  return yield* jobFrom(invocation, name, from)
}

function* jobFrom(invocation: Invocation, name: string, from: string): Running<JsonObject> {
  const [type = '', source = ''] = from.includes('/') ? from.split('/') : ['cronjob', from]
  const definition = needResource(type)
  const cronJob = yield* need<JsonObject>(invocation, 'GET', pathOf(definition, invocation.namespace, source))
  if (definition.kind !== 'CronJob') fail(`unknown object type *${definition.version}.${definition.kind}`)
  const template = (field: string) => valueAt(cronJob, ['spec', 'jobTemplate', ...field.split('.')])
  const annotations = template('metadata.annotations')
  const labels = template('metadata.labels')
  const owner = { apiVersion: 'batch/v1', controller: true, kind: 'CronJob', name: source, uid: valueAt(cronJob, ['metadata', 'uid']) }
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { annotations: { 'cronjob.kubernetes.io/instantiate': 'manual', ...(isObject(annotations) ? annotations : {}) }, ...(isObject(labels) ? { labels } : {}), name, ownerReferences: [owner] },
    spec: template('spec'),
    status: {},
  }
}

/** `create cronjob NAME --image=… --schedule=…` (kubectl create_cronjob.go). */
export function* buildCronJob(invocation: Invocation): Running<JsonObject> {
  yield* []
  const name = nameArgument(invocation)
  const jobTemplate = { metadata: { name }, spec: { template: podTemplate(invocation, name, flag(invocation.flags, 'restart') ?? 'OnFailure') } }
  return { apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name }, spec: { jobTemplate, schedule: flag(invocation.flags, 'schedule') }, status: {} }
}

function podTemplate(invocation: Invocation, name: string, restartPolicy: string): JsonObject {
  const command = invocation.rest ?? []
  return { metadata: {}, spec: { containers: [{ ...(command.length === 0 ? {} : { command }), image: flag(invocation.flags, 'image'), name, resources: {} }], restartPolicy } }
}
