import { expect, it } from 'vitest'
import type { Status } from '@/lib/kube/meta/v1.generated'
import { problemText, refusal } from './problems'

const notFound: Status = { apiVersion: 'v1', metadata: {}, kind: 'Status', status: 'Failure', reason: 'NotFound', message: 'pods "a" not found', code: 404 }
const invalid: Status = { apiVersion: 'v1', metadata: {}, kind: 'Status', status: 'Failure', reason: 'Invalid', message: 'Pod "a" is invalid: spec: Required value', code: 422, details: { kind: 'Pod', name: 'a', causes: [{ reason: 'FieldValueRequired', field: 'spec', message: 'Required value' }] } }

it('puts one problem as the command’s own', () => {
  expect(problemText(['no such container'])).toBe('error: no such container')
  expect(problemText([refusal(notFound)])).toBe('Error from server (NotFound): pods "a" not found')
  expect(problemText([refusal(invalid, 'error when creating "a.yaml"')])).toBe('The Pod "a" is invalid: spec: Required value\n')
})

it('lists several with reason and message, and one from a list of its own', () => {
  expect(problemText(['no such container', refusal(notFound), refusal(invalid, 'error when creating "a.yaml"'), refusal(notFound)])).toBe(
    'no such container\nError from server (NotFound): pods "a" not found\nError from server (Invalid): error when creating "a.yaml": Pod "a" is invalid: spec: Required value\nError from server (NotFound): pods "a" not found\n',
  )
  expect(problemText(['unable to decode "a.yaml"'], true)).toBe('unable to decode "a.yaml"\n')
})
