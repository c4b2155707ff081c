import { describe, expect, it } from 'vitest'
import { formatFieldError } from '@/lib/kube/field-error'
import { validateAppArmor, validateId, validateSeccomp, validateWindowsOptions } from './security-context-profile'

it.each([[-1, ['u: Invalid value: -1: must be between 0 and 2147483647, inclusive']], [0, []], [2147483648, ['u: Invalid value: 2147483648: must be between 0 and 2147483647, inclusive']]])(
  'user id %d', (id, lines) => {
    expect(validateId(id, 'u').map(formatFieldError)).toEqual(lines)
  },
)

describe('seccomp', () => {
  it.each([
    ['a file of the node', { type: 'Localhost', localhostProfile: 'profiles/a.json' }, []],
    ['no type', {}, ['s.type: Required value: type is required when seccompProfile is set']],
    ['no file', { type: 'Localhost' }, ['s.localhostProfile: Required value: must be set when seccomp type is Localhost']],
    ['an absolute path', { type: 'Localhost', localhostProfile: '/a' }, ['s.localhostProfile: Invalid value: "/a": must be a relative path']],
    ['a file where none is read', { type: 'RuntimeDefault', localhostProfile: 'x' }, ['s.localhostProfile: Invalid value: {"Type":"RuntimeDefault","LocalhostProfile":"x"}: can only be set when seccomp type is Localhost']],
    ['in small letters', { type: 'runtimeDefault' }, ['s.type: Unsupported value: "runtimeDefault": supported values: "Localhost", "RuntimeDefault", "Unconfined"']],
  ])('%s', (_, profile, lines) => {
    expect(validateSeccomp(profile, 's').map(formatFieldError)).toEqual(lines)
  })
})

describe('AppArmor', () => {
  it.each([
    ['a profile of the node', { type: 'Localhost', localhostProfile: 'a' }, []],
    ['padded', { type: 'Localhost', localhostProfile: ' a' }, ['a.localhostProfile: Invalid value: " a": must not be padded with whitespace']],
    ['a name where none is read', { type: 'Unconfined', localhostProfile: 'a' }, ['a.localhostProfile: Invalid value: "a": can only be set when AppArmor type is Localhost']],
    ['no type', {}, ['a.type: Required value: type is required when appArmorProfile is set']],
  ])('%s', (_, profile, lines) => {
    expect(validateAppArmor(profile, 'a').map(formatFieldError)).toEqual(lines)
  })
})

describe('Windows options', () => {
  it.each([
    ['domain and user', 'CONTOSO\\ada', []],
    ['empty', '', ['w.runAsUserName: Invalid value: "": runAsUserName cannot be an empty string']],
    ['two backslashes', 'a\\b\\c', ['w.runAsUserName: Invalid value: "a\\\\b\\\\c": runAsUserName cannot contain more than one backslash']],
    ['dots alone', '..', ["w.runAsUserName: Invalid value: \"..\": runAsUserName's User cannot contain only periods or spaces"]],
  ])('%s', (_, runAsUserName, lines) => {
    expect(validateWindowsOptions({ runAsUserName }, 'w').map(formatFieldError)).toEqual(lines)
  })
})
