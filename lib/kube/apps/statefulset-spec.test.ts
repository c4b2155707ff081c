import { expect, it } from 'vitest'
import { formatFieldError } from '@/lib/kube/field-error'
import { validateClaimTemplates, validateStatefulSetSpec } from './statefulset-spec'
import type { StatefulSetSpec } from './v1.generated'

const spec = {
  replicas: 1, podManagementPolicy: 'Parallel', updateStrategy: { type: 'RollingUpdate' }, persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete', whenScaled: 'Retain' },
  selector: { matchLabels: { app: 'db' } },
  template: {
    metadata: { labels: { app: 'db' } },
    spec: {
      restartPolicy: 'Always', dnsPolicy: 'ClusterFirst', terminationGracePeriodSeconds: 30,
      containers: [{ name: 'db', image: 'postgres', imagePullPolicy: 'Always', terminationMessagePolicy: 'File', resources: {} }],
    },
  },
}

it.each([
  ['a right one', {}, []],
  ['policy', { podManagementPolicy: 'Random' }, ["spec.podManagementPolicy: Invalid value: \"Random\": must be 'OrderedReady' or 'Parallel'"]],
  ['a partition nobody reads', { updateStrategy: { type: 'OnDelete', rollingUpdate: { partition: 1 } } }, ["spec.updateStrategy.rollingUpdate: Invalid value: {\"Partition\":1,\"MaxUnavailable\":null}: only allowed for updateStrategy 'RollingUpdate'"]],
  ['strategy', { updateStrategy: { type: 'Sometimes' } }, ["spec.updateStrategy: Invalid value: {\"Type\":\"Sometimes\",\"RollingUpdate\":null}: must be 'RollingUpdate' or 'OnDelete'"]],
  ['retention', { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Keep', whenScaled: 'Retain' } }, ['spec.persistentVolumeClaimRetentionPolicy.whenDeleted: Unsupported value: "Keep": supported values: "Retain", "Delete"']],
  ['first number', { ordinals: { start: -1 } }, ['spec.ordinals.start: Invalid value: -1: must be greater than or equal to 0']],
])('%s', (_, change, lines) => {
  expect(validateStatefulSetSpec({ ...spec, ...change } as unknown as StatefulSetSpec).map(formatFieldError)).toEqual(lines)
})

it('checks claims', () => {
  const claims = [{ metadata: { name: 'data' }, spec: {} }] as unknown as NonNullable<StatefulSetSpec['volumeClaimTemplates']>
  expect(validateClaimTemplates(claims, 'c').map(({ field }) => field)).toEqual(['c[0].spec.accessModes', 'c[0].spec.resources[storage]'])
})
