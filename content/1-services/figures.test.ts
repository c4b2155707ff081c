import { beforeAll, describe, expect, it } from 'vitest'
import { Played } from '@/tests/played-figure'
import { scene as whyServices } from './1-why-services/figure'
import { scene as threeTypes } from './2-three-types/figure'
import { scene as clusterip } from './3-clusterip/figure'
import { scene as architecture } from './4-clusterip-architecture/figure'
import { scene as nodeport } from './5-nodeport/figure'
import { scene as loadbalancer } from './6-loadbalancer/figure'
import { scene as comparing } from './7-comparing-service-types/figure'

describe('why-services', () => {
  let figure: Played
  beforeAll(() => {
    figure = new Played(whyServices)
  })

  it('loses the address with the Pod, and never the name', () => {
    const first = figure.reading('frontend calls')
    expect(first).toMatch(/^10\.244\.\d+\.\d+:8080$/)
    expect(figure.reading('answered')).toMatch(/^(\d+) of \1$/)
    figure.press('delete', 60)
    expect(figure.reading('frontend calls')).toBe(first)
    expect(figure.say()).toContain('The Deployment made another Pod at once')
    figure.press('note')
    expect(figure.reading('frontend calls')).not.toBe(first)
    figure.press('service', 10)
    expect(figure.reading('frontend calls')).toBe('backend')
    figure.press('delete', 60)
    figure.press('delete', 60)
    expect(figure.reading('answered')).toBe('20 of 20')
  })
})

describe('three-types', () => {
  let figure: Played
  beforeAll(() => {
    figure = new Played(threeTypes)
  })

  it.each([
    ['ClusterIP', '✓ answered', '✕ timed out'],
    ['NodePort', '✓ answered', '✓ answered'],
    ['LoadBalancer', '✓ answered', '✓ answered'],
  ])('%s: a Pod %s, visitors %s', (type, inside, outside) => {
    figure.press(type, 40)
    expect([figure.reading('frontend'), figure.reading('visitors')]).toEqual([inside, outside])
  })
})

describe('clusterip', () => {
  let figure: Played
  beforeAll(() => {
    figure = new Played(clusterip)
  })

  it.each([
    ['short', true],
    ['address', true],
    ['elsewhere', false],
    ['namespace', true],
    ['full', true],
    ['outside', false],
  ])('%s is answered: %s', (id, answered) => {
    figure.press(id)
    expect(clusterip.actions.find((action) => action.id === id)?.chosen?.(figure.view)).toBe(true)
    expect(figure.view.requests.at(-1)?.result.answered).toBe(answered)
  })
})

describe('clusterip-architecture', () => {
  let figure: Played
  beforeAll(() => {
    figure = new Played(architecture)
  })
  const states = () => (architecture.picture.kind === 'chain' ? architecture.picture.links(figure.view).map((link) => link.state) : [])

  it('is whole at first', () => {
    expect(states()).toEqual(['ready', 'ready', 'ready'])
    expect(figure.view.requests.at(-1)?.result.answered).toBe(true)
  })

  it.each([
    ['name', ['failing', 'none', 'none'], 'name-not-resolved'],
    ['virtual-ip', ['ready', 'failing', 'none'], 'connection-refused'],
    ['pod', ['ready', 'ready', 'failing'], 'connection-refused'],
  ])('breaks at %s and mends again', (id, broken, failure) => {
    figure.press(id)
    expect(states()).toEqual(broken)
    expect(figure.view.requests.at(-1)?.result.failure).toBe(failure)
    figure.press(id)
    expect(states()).toEqual(['ready', 'ready', 'ready'])
    expect(figure.view.requests.at(-1)?.result.answered).toBe(true)
  })
})

describe('nodeport', () => {
  let figure: Played
  beforeAll(() => {
    figure = new Played(nodeport)
  })

  it('answers on every node, and with Local only where a Pod runs', () => {
    for (const node of ['node-1', 'node-2', 'node-3']) {
      figure.press(node)
      expect(figure.view.requests.at(-1)?.result.answered).toBe(true)
    }
    const label = (id: string) => {
      const action = nodeport.actions.find((each) => each.id === id)
      return typeof action?.label === 'function' ? action.label(figure.view) : ''
    }
    const empty = ['node-1', 'node-2', 'node-3'].find((node) => label(node).endsWith('(no Pod)'))
    if (empty === undefined) throw new Error('every node runs a Pod')
    figure.press(empty)
    expect(figure.say()).toContain('answers all the same')
    figure.press('policy')
    expect(figure.view.requests.at(-1)?.result.answered).toBe(false)
  })

  it('is refused a port out of the range, in the words of the API server', () => {
    figure.press('port-8080')
    expect(figure.said.some((message) => message.say === 'printed' && message.stream === 'stderr' && message.text.includes('The range of valid ports is 30000-32767'))).toBe(true)
    figure.press('port-32000')
    expect(figure.reading('visitors call')).toMatch(/:32000$/)
  })
})

describe('loadbalancer', () => {
  let figure: Played
  beforeAll(() => {
    figure = new Played(loadbalancer)
  })

  it('waits for an address, spreads requests, and goes on without a node', () => {
    expect(figure.reading('address')).toBe('none')
    figure.press('service', 1)
    expect(figure.reading('address')).toBe('<pending>')
    figure.run(30)
    expect(figure.reading('address')).toMatch(/^203\.0\.113\./)
    expect(figure.reading('answered')).toBe('20 of 20')
    expect(figure.reading('requests per Pod')?.split(' · ').map(Number).every((count) => count > 0)).toBe(true)
    figure.press('lose', 90)
    expect(figure.reading('answered')).toBe('20 of 20')
    expect(figure.say()).toContain('node-2 has not reported')
    figure.press('back', 60)
    expect(figure.say()).toContain('Every phone calls one address')
  })
})

describe('comparing-service-types', () => {
  let figure: Played
  beforeAll(() => {
    figure = new Played(comparing)
  })
  const row = (label: string) => (comparing.picture.kind === 'table' ? comparing.picture.table(figure.view).rows.find((each) => each.label === label)?.cells : undefined)

  it('fills its cells with what requests came to', () => {
    figure.run(30)
    expect(row('from a Pod')).toEqual(['✓ answered', '✓ answered', '✓ answered'])
    expect(row('from outside')).toEqual(['✕ timed out', '✓ answered', '✓ answered'])
    figure.press('lose', 90)
    expect(row('from outside')).toEqual(['✕ timed out', '✕ timed out', '✓ answered'])
  })
})
