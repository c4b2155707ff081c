import { describe, expect, it } from 'vitest'
import { mayRunPrograms } from './load-code-for'

describe('what may have a container run a program', () => {
  it.each([
    ['readinessProbe:\n  exec: { command: [cat, /ready] }', true],
    ['"comm\\u0061nd": [sh]', true],
    ['containers: [{ name: web, image: nginx }]', false],
  ])('%j: %s', (text, may) => {
    expect(mayRunPrograms({ do: 'apply', files: { 'web.yaml': text } })).toBe(may)
  })
})
