import { expect, it } from 'vitest'
import { formatFieldError } from '@/lib/kube/field-error'
import { defaultPodTemplate, validatePodTemplate } from './pod-template'
import type { PodTemplateSpec } from './v1.generated'

const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'Nginx', resources: {} }] } } as unknown as PodTemplateSpec

it('has fewer defaults than a Pod', () => {
  const { spec } = defaultPodTemplate(template)
  expect(spec.enableServiceLinks).toBeUndefined()
  expect(spec.restartPolicy).toBe('Always')
})

it('lets any text be an image', () => {
  expect(validatePodTemplate(defaultPodTemplate(template), 't')).toEqual([])
})

it('names labels without metadata, and refuses ephemeral containers', () => {
  const wrong = { ...template, metadata: { labels: { app: 'a b' } }, spec: { ...template.spec, ephemeralContainers: [{ name: 'x', image: 'x', resources: {} }] } }
  const lines = validatePodTemplate(defaultPodTemplate(wrong as unknown as PodTemplateSpec), 't').map(formatFieldError)
  expect(lines[0]).toMatch(/^t\.labels: Invalid value: "a b"/)
  expect(lines.at(-1)).toBe('t.spec.ephemeralContainers: Forbidden: ephemeral containers not allowed in pod template')
})
