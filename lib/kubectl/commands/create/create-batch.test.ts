import { expect, it } from 'vitest'
import { createCluster } from '@/lib/cluster/create-cluster'
import { runKubectl } from '../../run'

const cluster = createCluster()

it('makes a Job of an image and of a CronJob', () => {
  const first = runKubectl(cluster, 'create cronjob nightly --image=busybox:1.36 --schedule="0 2 * * *" -- echo hi', { files: {} })
  expect(first.output).toBe('cronjob.batch/nightly created\n')
  const second = runKubectl(first.cluster, 'create job now --from=cronjob/nightly', { files: {} })
  expect(second.output).toBe('job.batch/now created\n')
  const owner = runKubectl(second.cluster, "get job now -o jsonpath='{.metadata.ownerReferences[0].kind}/{.metadata.ownerReferences[0].name}'", { files: {} })
  expect(owner.stdout).toBe('CronJob/nightly')
})

it.each([
  ['create job x', 'error: either --image or --from must be specified\n'],
  ['create cronjob x', 'error: required flag(s) "image", "schedule" not set\n'],
])('%s', (line, words) => {
  expect(runKubectl(cluster, line, { files: {} })).toMatchObject({ exitCode: 1, stderr: words })
})

it('names the namespace in the object only where -n gives it', () => {
  expect(runKubectl(cluster, 'create configmap a -n shop --dry-run=client -o yaml', { files: {} }).stdout).toContain('namespace: shop')
  expect(runKubectl(cluster, 'create configmap a --dry-run=client -o yaml', { files: {} }).stdout).not.toContain('namespace')
})
