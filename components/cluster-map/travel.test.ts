import { expect, it } from 'vitest'
import { Travel, travelMs } from './travel'

const corner = [{ x: 0, y: 0 }, { x: 300, y: 0 }, { x: 300, y: 100 }]

it('leads a dot along its way at one speed', () => {
  const travel = new Travel()
  travel.add(corner, false, 1000)
  expect(travel.paths(990).others).toBe('M0 0h.01')
  expect(travel.paths(1000 + travelMs / 2).others).toBe('M200 0h.01')
  expect(travel.paths(1000 + (travelMs * 7) / 8).others).toBe('M300 50h.01')
  expect(travel.isOver).toBe(false)
  expect(travel.paths(1000 + travelMs)).toEqual({ failing: '', others: '' })
  expect(travel.isOver).toBe(true)
})

it('tells those that fail apart, and drops the oldest of too many', () => {
  const travel = new Travel()
  travel.add(corner, true, 0)
  travel.add(corner, false, 0)
  expect(travel.paths(450)).toEqual({ failing: 'M200 0h.01', others: 'M200 0h.01' })
  for (let i = 0; i < 40; i++) travel.add(corner, false, 450)
  const { failing, others } = travel.paths(460)
  expect(failing).toBe('')
  expect(others.split('M')).toHaveLength(1 + 24)
})

it('lets nothing travel that has nowhere to go', () => {
  const travel = new Travel()
  travel.add([], false, 0)
  travel.add([{ x: 1, y: 1 }], false, 0)
  expect(travel.isOver).toBe(true)
  travel.add([{ x: 1, y: 1 }, { x: 1, y: 1 }], false, 0)
  expect(travel.paths(10).others).toBe('M1 1h.01')
})
