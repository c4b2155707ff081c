import { describe, expect, it } from 'vitest'
import * as all from './all'
import * as onDemand from './on-demand'

describe('verbs fetched on demand', () => {
  it('are the verbs there are, under their own names', async () => {
    const names = all.commandNames()
    expect([...onDemand.commandNames()].sort()).toEqual([...names].sort())
    await onDemand.loadCommands(names)
    expect(names.map(onDemand.commandNamed)).toEqual(names.map(all.commandNamed))
  })

  it('are none where the name is nobody\'s', async () => {
    await onDemand.loadCommands(['proxy', '__proto__'])
    expect(onDemand.commandNamed('proxy')).toBeUndefined()
  })
})
