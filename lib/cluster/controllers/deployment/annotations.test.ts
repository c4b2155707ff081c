import { expect, it } from 'vitest'
import { annotationsFor, historyAnnotation, revisionAnnotation } from './annotations'
import { deploymentOf } from './fixtures/objects'

const deployment = {
  ...deploymentOf(3, 1, 0),
  metadata: { ...deploymentOf(3, 1, 0).metadata, annotations: { 'kubernetes.io/change-cause': 'new image', [revisionAnnotation]: '7', 'kubectl.kubernetes.io/last-applied-configuration': '{}' } },
}

it('hands on what people wrote, not what tools note', () => {
  expect(annotationsFor(deployment, {}, 1)).toEqual({ 'kubernetes.io/change-cause': 'new image', [revisionAnnotation]: '1' })
})

it('keeps older revisions of a ReplicaSet that comes back', () => {
  const first = annotationsFor(deployment, { [revisionAnnotation]: '1' }, 3)
  expect(first).toMatchObject({ [revisionAnnotation]: '3', [historyAnnotation]: '1' })
  expect(annotationsFor(deployment, first, 5)).toMatchObject({ [revisionAnnotation]: '5', [historyAnnotation]: '1,3' })
})

it('never lowers a revision', () => {
  expect(annotationsFor(deployment, { [revisionAnnotation]: '4' }, 2)[revisionAnnotation]).toBe('4')
})
