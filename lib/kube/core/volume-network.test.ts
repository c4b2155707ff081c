import { expect, it } from 'vitest'
import { formatFieldError } from '@/lib/kube/field-error'
import { validateCephFs, validateFibreChannel, validateGlusterfs, validateIscsi, validateNfs, validateRbd } from './volume-network'

const iscsi = { targetPortal: '10.0.0.1:3260', iqn: 'iqn.2001-04.com.example:storage', lun: 0 }

it.each([
  ['nfs', validateNfs({ server: 'a', path: '/x' }, 'v'), []],
  ['nfs on a relative path', validateNfs({ server: 'a', path: 'x' }, 'v'), ['v.path: Invalid value: "x": must be an absolute path']],
  ['iscsi', validateIscsi(iscsi, 'v'), []],
  ['iscsi by another name', validateIscsi({ ...iscsi, iqn: 'x' }, 'v'), ['v.iqn: Invalid value: "x": must be valid format starting with iqn, eui, or naa']],
  ['iscsi unit', validateIscsi({ ...iscsi, lun: 256 }, 'v'), ['v.lun: Invalid value: 256: must be between 0 and 255, inclusive']],
  ['iscsi with CHAP', validateIscsi({ ...iscsi, chapAuthSession: true }, 'v'), ['v.secretRef: Required value']],
  ['fc', validateFibreChannel({ targetWWNs: ['a'] }, 'v'), ['v.lun: Required value: lun is required if targetWWNs is specified']],
  ['fc of nothing', validateFibreChannel({}, 'v'), ['v.targetWWNs: Required value: must specify either targetWWNs or wwids, but not both']],
  ['glusterfs', validateGlusterfs({}, 'v'), ['v.endpoints: Required value', 'v.path: Required value']],
  ['rbd', validateRbd({}, 'v'), ['v.monitors: Required value', 'v.image: Required value']],
  ['cephfs', validateCephFs({}, 'v'), ['v.monitors: Required value']],
])('%s', (_, errors, lines) => {
  expect(errors.map(formatFieldError)).toEqual(lines)
})
