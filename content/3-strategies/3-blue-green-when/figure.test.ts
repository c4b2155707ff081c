import { beforeAll, describe, expect, it } from 'vitest'
import { Played } from '@/tests/played-figure'
import { scene } from './figure'

describe('a second door for the testers', () => {
  let figure: Played
  beforeAll(() => {
    figure = new Played(scene)
  })

  it('shows green’s fault to the testers and to no user', () => {
    expect(figure.reading('testers')).toBe('–')
    figure.press('door', 60)
    expect(figure.reading('testers')).toMatch(/^[1-9]\d* errors? of 20 \(1\.9-buggy\)$/)
    expect(figure.reading('users')).toBe('0 errors of 20 (1.8)')
    expect(figure.say()).toContain('No user does')
  })

  it('gives the fault to every user when users are switched too early', () => {
    figure.press('switch', 30)
    expect(figure.reading('users')).toMatch(/^[1-9]\d* errors? of 20 \(1\.9-buggy\)$/)
    figure.press('switch', 30)
    expect(figure.reading('users')).toBe('0 errors of 20 (1.8)')
  })

  it('is safe to switch once green is mended', () => {
    figure.press('mend', 60)
    expect(figure.reading('testers')).toBe('0 errors of 20 (1.9)')
    figure.press('switch', 30)
    expect(figure.reading('users')).toBe('0 errors of 20 (1.9)')
  })
})
