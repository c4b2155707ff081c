import { expect, it } from 'vitest'
import { required } from './field-error'
import { aggregate, alreadyExists, badRequest, conflict, forbiddenStatus, internalErrorStatus, invalidStatus, notFoundStatus } from './status-error'

const deployments = { group: 'apps', resource: 'deployments' }
const pods = { group: '', resource: 'pods' }

it.each([
  [notFoundStatus(deployments, 'web'), 404, 'NotFound', 'deployments.apps "web" not found'],
  [alreadyExists(pods, 'web'), 409, 'AlreadyExists', 'pods "web" already exists'],
  [conflict(pods, 'web', 'the object has been modified'), 409, 'Conflict', 'Operation cannot be fulfilled on pods "web": the object has been modified'],
  [forbiddenStatus(pods, 'web', 'exceeded quota'), 403, 'Forbidden', 'pods "web" is forbidden: exceeded quota'],
  [forbiddenStatus(pods, '', 'no'), 403, 'Forbidden', 'pods is forbidden: no'],
  [badRequest('so not'), 400, 'BadRequest', 'so not'],
  [internalErrorStatus('boom'), 500, 'InternalError', 'Internal error occurred: boom'],
])('%j', (status, code, reason, message) => {
  expect(status).toMatchObject({ kind: 'Status', apiVersion: 'v1', status: 'Failure', code, reason, message })
})

it('names what was addressed', () => {
  expect(notFoundStatus(deployments, 'web').details).toEqual({ name: 'web', group: 'apps', kind: 'deployments' })
  expect(alreadyExists(pods, 'web').details).toEqual({ name: 'web', kind: 'pods' })
})

it('an Invalid lists every cause and says repeated texts once', () => {
  const errors = [required('spec.a'), required('spec.a'), required('spec.b')]
  const status = invalidStatus({ group: 'apps', kind: 'Deployment' }, 'web', errors)
  expect(status.message).toBe('Deployment.apps "web" is invalid: [spec.a: Required value, spec.b: Required value]')
  expect(status.details?.causes).toHaveLength(3)
  expect(invalidStatus({ group: '', kind: 'Service' }, 'x', errors.slice(0, 1)).message).toBe('Service "x" is invalid: spec.a: Required value')
})

it('aggregates without brackets where one text is left', () => {
  expect(aggregate(['a', 'a'])).toBe('a')
  expect(aggregate(['a', 'b'])).toBe('[a, b]')
})
