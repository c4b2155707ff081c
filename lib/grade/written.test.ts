import { describe, expect, it } from 'vitest'
import { indexWritten, objectsOf } from './written'

const text = 'apiVersion: v1\nkind: List\nitems:\n- kind: Service\n  apiVersion: v1\n  metadata: {name: web, namespace: shop}\n  spec:\n    ports: [{port: 80}]\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n'

describe('what the learner wrote', () => {
  it('is found as objects, Lists opened up, with their namespaces', () => {
    expect(objectsOf(text, 'a.yaml').map(({ kind, namespace, name }) => [kind, namespace, name])).toEqual([
      ['Service', 'shop', 'web'],
      ['Namespace', '', 'shop'],
    ])
  })
  it('leads from a field to its line, and from a missing one to its parent', () => {
    const written = indexWritten([{ do: 'apply', file: 'a.yaml', text }])
    expect(written.locate('Service', 'web', 'spec.ports[0].port', 'shop')).toMatchObject({ file: 'a.yaml', line: 8, column: 20 })
    expect(written.locate('Service', 'web', 'spec.ports[0].targetPort', 'shop')).toMatchObject({ line: 8 })
    expect(written.locate('Service', 'other', 'spec')).toBeUndefined()
  })
  it('counts the last mention', () => {
    const written = indexWritten(['a', 'b'].map((file) => ({ do: 'apply' as const, file: `${file}.yaml`, text: 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\n' })))
    expect(written.find('Service', 'web')?.file).toBe('b.yaml')
  })
})
