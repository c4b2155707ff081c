import { describe, expect, it } from 'vitest'
import { controllers } from '../controllers/all'
import { code } from './rare-code'

describe('controllers whose code is fetched', () => {
  it.each(Object.values(code.controllers).map((controller) => [controller.name, controller] as const))('%s is known by its name and by what it watches', (name, controller) => {
    const standIns = controllers.filter((each) => each.name === name)
    expect(standIns).toHaveLength(1)
    expect(standIns[0]?.watches).toEqual(controller.watches)
  })
})
