import { describe, expect, it } from 'vitest'
import { formatFieldError } from '@/lib/kube/field-error'
import { validateAnnotationsMatchFields, validatePodAnnotations, validatePodAnnotationUpdate } from './pod-annotations'

const cost = 'controller.kubernetes.io/pod-deletion-cost'
const appArmor = 'container.apparmor.security.beta.kubernetes.io/web'
const seccomp = 'seccomp.security.alpha.kubernetes.io/pod'

describe('annotations the server knows', () => {
  it.each([
    ['a cost of deletion', { [cost]: '-10' }, []],
    ['a cost with a plus', { [cost]: '+10' }, [`m[${cost}]: Invalid value: "+10": must be a 32bit integer`]],
    ['a profile for a container that is not there', { [appArmor]: 'runtime/default' }, [`m[${appArmor}]: Invalid value: "web": container not found`]],
    ['an unknown seccomp profile', { [seccomp]: 'x' }, [`m.${seccomp}: Invalid value: "x": must be a valid seccomp profile`]],
    ['a mirror of nowhere', { 'kubernetes.io/config.mirror': 'x' }, ['m[kubernetes.io/config.mirror]: Invalid value: "x": must set spec.nodeName if mirror pod annotation is set']],
  ])('%s', (_, annotations, lines) => {
    expect(validatePodAnnotations(annotations, { containers: [{ name: 'app' }] }, 'm').map(formatFieldError)).toEqual(lines)
  })

  it('must say what the fields say', () => {
    const spec = { securityContext: { seccompProfile: { type: 'Unconfined' } }, containers: [{ name: 'web', securityContext: { appArmorProfile: { type: 'Localhost', localhostProfile: 'a' } } }] }
    const annotations = { [seccomp]: 'runtime/default', [appArmor]: 'localhost/b' }
    expect(validateAnnotationsMatchFields(annotations, spec, 'spec').map(formatFieldError)).toEqual([
      'spec.securityContext.seccompProfile.type: Forbidden: seccomp type in annotation and field must match',
      'spec.containers[0].securityContext.appArmorProfile.localhostProfile: Forbidden: apparmor profile in annotation and field must match',
    ])
  })

  it('of AppArmor stay as they are', () => {
    expect(validatePodAnnotationUpdate({ [appArmor]: 'unconfined', a: '1' }, { a: '2' }, 'm').map(formatFieldError)).toEqual([`m[${appArmor}]: Forbidden: may not add AppArmor annotations`])
    expect(validatePodAnnotationUpdate({}, { [appArmor]: 'unconfined' }, 'm').map(formatFieldError)).toEqual([`m[${appArmor}]: Forbidden: may not remove or update AppArmor annotations`])
  })
})
