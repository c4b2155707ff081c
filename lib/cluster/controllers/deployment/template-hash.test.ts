import { expect, it } from 'vitest'
import type { PodTemplateSpec } from '@/lib/kube/core/v1.generated'
import { templateHash } from './template-hash'

const template = (image: string) => ({ metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image }] } }) as unknown as PodTemplateSpec

it('is written in the ten characters that stand for digits', () => {
  for (let i = 0; i < 50; i++) expect(templateHash(template(`nginx:${i}`), undefined)).toMatch(/^[456789bcdf]{1,10}$/)
})

it('depends on the template and on collisions, not on the order of keys', () => {
  const reordered = { spec: { containers: [{ image: 'nginx:1', name: 'web' }] }, metadata: { labels: { app: 'web' } } } as unknown as PodTemplateSpec
  expect(templateHash(reordered, undefined)).toBe(templateHash(template('nginx:1'), undefined))
  expect(templateHash(template('nginx:2'), undefined)).not.toBe(templateHash(template('nginx:1'), undefined))
  expect(templateHash(template('nginx:1'), 1)).not.toBe(templateHash(template('nginx:1'), undefined))
})
