import { expect, it } from 'vitest'
import { toKyaml } from './kyaml'

it('maps and lists in flow style, texts quoted, keys bare where they can be', () => {
  const object = { kind: 'Pod', metadata: { labels: { y: 'true', 'a.b/c': '' }, name: 'web' }, spec: { containers: [{ name: 'c', args: ['-v', 'x'] }], tolerations: [] }, '8080': 1, ok: false, none: null }
  expect(toKyaml(object)).toBe(`---
{
  "8080": 1,
  kind: "Pod",
  metadata: {
    labels: {
      a.b/c: "",
      "y": "true",
    },
    name: "web",
  },
  none: null,
  ok: false,
  spec: {
    containers: [{
      args: [
        "-v",
        "x",
      ],
      name: "c",
    }],
    tolerations: [],
  },
}
`)
})

it('a text of several lines is folded, each line on its own', () => {
  expect(toKyaml({ data: { conf: 'a\n  b\n' } })).toBe('---\n{\n  data: {\n    conf: "\\\n       a\\n\\\n      \\  b\\n\\\n      ",\n  },\n}\n')
})

it.each(['null', '~', 'No', 'on', '1_000', '0x1F', '1e3', '.inf', '12:30', '2026-01-01', 'a b', '-a', ''])('the key %j is quoted', (key) => {
  expect(toKyaml({ [key]: 1 })).toContain(`  "${key}": 1,`)
})
