import { fail } from '../../failure'
import { flag } from '../../flags'
import { need, type Command, type Invocation, type Running } from '../../command'
import { isObject, valueAt, type JsonObject } from '../../json'
import { needResource, pathOf } from '../../resources'
import { createBuilt, metadataOf, nameArgument } from './create-built'

/** `create job NAME --image=…` or `--from=cronjob/NAME` (kubectl pkg/cmd/create/create_job.go). */
export const createJob: Command = {
  name: 'job',
  about: 'Make a Job.',
  usage: 'kubectl create job NAME --image=IMAGE [-- COMMAND …] | --from=cronjob/NAME',
  *run(invocation) {
    const name = nameArgument(invocation)
    const image = flag(invocation.flags, 'image') ?? ''
    const from = flag(invocation.flags, 'from') ?? ''
    if ((image === '') === (from === '')) fail('either --image or --from must be specified')
    if (from !== '' && (invocation.rest ?? []).length > 0) fail('cannot specify --from and command')
    const job = from === '' ? { kind: 'Job', apiVersion: 'batch/v1', metadata: metadataOf(invocation, name), spec: { template: podTemplate(invocation, name, 'Never') }, status: {} } : yield* jobFrom(invocation, name, from)
    return yield* createBuilt(invocation, job, { failed: 'failed to create job: ' })
  },
}

function* jobFrom(invocation: Invocation, name: string, from: string): Running<JsonObject> {
  const [type = '', source = ''] = from.includes('/') ? from.split('/') : ['cronjob', from]
  const definition = needResource(type)
  const cronJob = yield* need<JsonObject>(invocation, 'GET', pathOf(definition, invocation.namespace, source))
  if (definition.kind !== 'CronJob') fail(`unknown object type *${definition.version}.${definition.kind}`)
  const template = (...path: string[]) => valueAt(cronJob, ['spec', 'jobTemplate', ...path])
  const annotations = template('metadata', 'annotations')
  const labels = template('metadata', 'labels')
  const owner = { apiVersion: 'batch/v1', kind: 'CronJob', name: source, uid: valueAt(cronJob, ['metadata', 'uid']), controller: true }
  return {
    kind: 'Job',
    apiVersion: 'batch/v1',
    metadata: metadataOf(invocation, name, { ...(isObject(labels) ? { labels } : {}), annotations: { 'cronjob.kubernetes.io/instantiate': 'manual', ...(isObject(annotations) ? annotations : {}) }, ownerReferences: [owner] }),
    spec: template('spec'),
    status: {},
  }
}

/** `create cronjob NAME --image=… --schedule=…` (kubectl pkg/cmd/create/create_cronjob.go). */
export const createCronJob: Command = {
  name: 'cronjob',
  about: 'Make a CronJob.',
  usage: 'kubectl create cronjob NAME --image=IMAGE --schedule=SCHEDULE [-- COMMAND …]',
  *run(invocation) {
    const name = nameArgument(invocation)
    const restart = flag(invocation.flags, 'restart') ?? ''
    if ((flag(invocation.flags, 'image') ?? '') === '') fail('--image must be specified')
    if ((flag(invocation.flags, 'schedule') ?? '') === '') fail('--schedule must be specified')
    const jobTemplate = { metadata: { name }, spec: { template: podTemplate(invocation, name, restart === '' ? 'OnFailure' : restart) } }
    return yield* createBuilt(invocation, { kind: 'CronJob', apiVersion: 'batch/v1', metadata: metadataOf(invocation, name), spec: { schedule: flag(invocation.flags, 'schedule'), jobTemplate }, status: {} }, { failed: 'failed to create cronjob: ' })
  },
}

function podTemplate(invocation: Invocation, name: string, restartPolicy: string): JsonObject {
  const command = invocation.rest ?? []
  return { metadata: {}, spec: { containers: [{ name, image: flag(invocation.flags, 'image'), ...(command.length === 0 ? {} : { command }), resources: {} }], restartPolicy } }
}
