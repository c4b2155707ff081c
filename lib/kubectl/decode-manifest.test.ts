import { describe, expect, it } from 'vitest'
import { decodeManifest, kindProblem } from './decode-manifest'

const decoded = (value: unknown) => decodeManifest(value, JSON.stringify(value))

describe('a document that is no object', () => {
  it.each([
    [{ apiVersion: 'v1', kind: 7 }, "kind isn't string type"],
    [{ kind: 'Pod' }, 'apiVersion not set'],
    [{}, '[apiVersion not set, kind not set]'],
    [{ apiVersion: 'k8s/apps/v1', kind: 'Deployment' }, 'unexpected GroupVersion string: k8s/apps/v1'],
    [{ apiVersion: 'v1', kind: 'List', items: [{ kind: 'Pod' }] }, 'apiVersion not set'],
    [5, 'invalid object to validate'],
  ])('is refused where it is looked at: %j', (value, problem) => {
    expect(kindProblem(value)).toBe(problem)
  })

  it.each([
    ['text', 'json: cannot unmarshal string into Go value of type unstructured.detector'],
    [{ apiVersion: 'v1', kind: '' }, `Object 'Kind' is missing in '{"apiVersion":"v1","kind":""}'`],
    [{ apiVersion: 'v1', kind: 'List', items: 5 }, 'json: cannot unmarshal number into Go struct field decodeList.items of type []json.RawMessage'],
    [{ apiVersion: 1, kind: 'Pod' }, 'json: cannot unmarshal number into Go struct field metadataOnlyObject.TypeMeta.apiVersion of type string'],
    [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 7 } }, 'json: cannot unmarshal number into Go struct field ObjectMeta.metadata.name of type string'],
    [{ apiVersion: 'v1', kind: 'Pod', metadata: { labels: ['a'] } }, 'json: cannot unmarshal array into Go struct field ObjectMeta.metadata.labels of type map[string]string'],
    [{ apiVersion: 'v1', kind: 'Pod', metadata: { finalizers: 'a' } }, 'json: cannot unmarshal string into Go struct field ObjectMeta.metadata.finalizers of type []string'],
  ])('is refused when it is decoded: %j', (value, error) => {
    expect(decoded(value)).toEqual({ error })
  })
})

it("gives a typed list's items the list's kind", () => {
  expect(decoded({ apiVersion: 'v1', kind: 'PodList', items: [{ metadata: { name: 'a' } }] })).toMatchObject({ objects: [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' } }] })
})
