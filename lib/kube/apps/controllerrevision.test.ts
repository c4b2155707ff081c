import { expect, it } from 'vitest'
import { checkCreate } from '@/lib/kube/check'
import { controllerRevision } from './controllerrevision'

it('needs its data', () => {
  expect(checkCreate(controllerRevision, { metadata: { name: 'a' }, revision: 1 })).toMatchObject({ status: { details: { causes: [{ field: 'data', message: 'Required value: data is mandatory' }] } } })
})
it('never changes', () => {
  const made = checkCreate(controllerRevision, { metadata: { name: 'a' }, data: { spec: 1 }, revision: 1 })
  if ('status' in made) throw new Error(made.status.message)
  expect(controllerRevision.validateUpdate({ ...made.object, data: { spec: 2 } } as never, made.object).map(({ field }) => field)).toEqual(['data'])
})
