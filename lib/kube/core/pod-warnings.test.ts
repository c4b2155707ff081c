import { describe, expect, it } from 'vitest'
import { hostnameWarnings, podSpecWarnings } from './pod-warnings'

describe('warnings about a Pod', () => {
  it.each([
    ['a variable twice', { containers: [{ env: [{ name: 'A', value: '1' }, { name: 'A', value: '2' }] }] }, ['spec.containers[0].env[1]: hides previous definition of "A", which may be dropped when using apply']],
    ['a variable that builds on itself', { containers: [{ env: [{ name: 'A', value: '1' }, { name: 'A', value: '$(A)2' }] }] }, []],
    ['half a byte', { containers: [{ resources: { limits: { memory: '500m' } } }] }, ['spec.containers[0].resources.limits[memory]: fractional byte value "500m" is invalid, must be an integer']],
    ['a secret twice and one without name', { imagePullSecrets: [{ name: 'a' }, { name: 'a' }, {}] }, ['spec.imagePullSecrets[1].name: duplicate name "a"', 'spec.imagePullSecrets[2].name: invalid empty name ""']],
    ['an address twice', { hostAliases: [{ ip: '1.2.3.4' }, { ip: '1.2.3.4' }] }, ['spec.hostAliases[1].ip: duplicate ip "1.2.3.4"']],
    ['a negative grace period', { terminationGracePeriodSeconds: -1 }, ['spec.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1']],
    [
      'affinity to no Pod', { affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'a' }] } } },
      ['spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].labelSelector: a null labelSelector results in matching no pod'],
    ],
  ])('%s', (_, spec, warnings) => {
    expect(podSpecWarnings(spec, undefined, '')).toEqual(warnings)
  })

  it('names annotations of old', () => {
    expect(podSpecWarnings({}, { 'seccomp.security.alpha.kubernetes.io/pod': 'unconfined' }, 'spec.template.')).toEqual([
      'spec.template.metadata.annotations[seccomp.security.alpha.kubernetes.io/pod]: non-functional in v1.27+; use the "seccompProfile" field instead',
    ])
  })

  it('recommends names that are DNS labels', () => {
    expect(hostnameWarnings('a.b', 'Pod names and hostnames')).toEqual([
      'metadata.name: this is used in Pod names and hostnames, which can result in surprising behavior; a DNS label is recommended: [must not contain dots]',
    ])
    expect(hostnameWarnings('a-b', 'Pod names and hostnames')).toEqual([])
  })
})
