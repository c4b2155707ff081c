import { describe, expect, it } from 'vitest'
import { missingRules, shownRules } from './rule-cover'

const rule = (verbs: readonly string[], resources: readonly string[], extra: object = {}) => ({ apiGroups: [''], resources, verbs, ...extra })

describe('missingRules', () => {
  it.each([
    ['the same', [rule(['get'], ['pods'])], [rule(['get'], ['pods'])], ''],
    ['everything', [rule(['*'], ['*'])], [rule(['get', 'list'], ['pods', 'pods/log'])], ''],
    ['any subresource', [rule(['get'], ['*/log'])], [rule(['get'], ['pods/log'])], ''],
    ['more verbs', [rule(['get'], ['pods'])], [rule(['get', 'list', 'delete'], ['pods'])], '{APIGroups:[""], Resources:["pods"], Verbs:["list" "delete"]}'],
    ['all names where one is held', [rule(['get'], ['secrets'], { resourceNames: ['a'] })], [rule(['get'], ['secrets'])], '{APIGroups:[""], Resources:["secrets"], Verbs:["get"]}'],
    ['one name where all are held', [rule(['get'], ['secrets'])], [rule(['get'], ['secrets'], { resourceNames: ['a'] })], ''],
    ['a path', [{ nonResourceURLs: ['/healthz*'], verbs: ['get'] }], [{ nonResourceURLs: ['/healthz/ping', '/metrics'], verbs: ['get'] }], '{NonResourceURLs:["/metrics"], Verbs:["get"]}'],
  ])('%s', (_, owned, wanted, text) => {
    expect(shownRules(missingRules(owned, wanted))).toBe(text)
  })
})
