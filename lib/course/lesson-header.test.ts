import { describe, expect, it } from 'vitest'
import { readLessonHeader } from './lesson-header'

const good = { title: 'What a Service is', short: 'Why Services', minutes: 12, aim: 'Put an address in front of Pods.', exercises: ['services/stable-address'] }

describe('front matter of a lesson', () => {
  it('is read as it stands', () => {
    expect(readLessonHeader(good)).toEqual({ ok: true, header: good })
  })

  it('may have no exercise', () => {
    expect(readLessonHeader({ ...good, exercises: [] })).toMatchObject({ ok: true })
  })

  it.each([
    ['title', { ...good, title: ' ' }],
    ['minutes', { ...good, minutes: '12' }],
    ['minutes', { ...good, minutes: 0 }],
    ['exercises', { ...good, exercises: ['Stable Address'] }],
    ['exercises', { ...good, exercises: 'services/stable-address' }],
    ['tags', { ...good, tags: [] }],
  ])('names the field that is wrong: %s', (field, frontMatter) => {
    const result = readLessonHeader(frontMatter)
    expect(result.ok).toBe(false)
    if (!result.ok) expect(result.problems).toEqual([expect.stringMatching(new RegExp(`^${field}: `))])
  })

  it('names every field that is missing', () => {
    expect(readLessonHeader(undefined)).toMatchObject({ problems: expect.arrayContaining([expect.stringContaining('title'), expect.stringContaining('aim')]) as unknown })
  })
})
