import { expect, it } from 'vitest'
import { defaultPodTemplate } from '@/lib/kube/core/pod-template'
import type { PodTemplateSpec } from '@/lib/kube/core/v1.generated'
import { formatFieldError } from '@/lib/kube/field-error'
import { validateStatefulTemplate } from './statefulset-template'

const template = (mount: string, labels: object = {}): PodTemplateSpec =>
  defaultPodTemplate({
    metadata: { labels }, spec: { containers: [{ name: 'db', image: 'postgres', resources: {}, volumeMounts: [{ name: mount, mountPath: '/data' }] }] },
  } as unknown as PodTemplateSpec)

it('lets containers mount claims', () => {
  expect(validateStatefulTemplate(template('data'), ['data'], 't')).toEqual([])
  expect(validateStatefulTemplate(template('other'), ['data'], 't').map(formatFieldError)).toEqual(['t.spec.containers[0].volumeMounts[0].name: Not found: "other"'])
})
it('says twice what is wrong with labels', () => {
  expect(validateStatefulTemplate(template('data', { app: 'a b' }), ['data'], 't').map(({ field }) => field)).toEqual(['t.labels', 't.labels'])
})
