import { beforeAll, describe, expect, it } from 'vitest'
import { limitsOf } from '@/components/film/rollout-arithmetic'
import { stepTable } from '@/components/film/film-steps'
import { defaultRollout, type RolloutSettings } from '@/components/film/rollout-settings'
import { countsOver, extremesOf } from '@/lib/course/film-counts'
import { shootFilm } from '@/lib/session/shoot-film'
import { Played } from '@/tests/played-figure'
import { scene as blueGreen } from './2-blue-green/figure'
import { scene as weights } from './6-canary-in-action/figure'
import { scriptOf as bugScript } from './7-canary-real-world/figure'
import { tableOf as wayBackTable, wayBackSeconds, waysOf as waysBack } from './4-blue-green-trade-offs/figure'
import { recoverySeconds, tableOf, waysOf } from './8-comparing-strategies/figure'
import { script as rolloutFilm } from './1-zero-downtime/figure'

describe('the rollout film', () => {
  it.each<Partial<RolloutSettings>>([
    {},
    { replicas: 1 },
    { replicas: 7, maxSurge: 10, maxUnavailable: 40 },
    { replicas: 20, maxSurge: 0, maxUnavailable: 5, minReadySeconds: 5 },
    { replicas: 4, maxSurge: 0, maxUnavailable: 10 },
    { replicas: 6, unit: 'Pods', maxSurge: 2, maxUnavailable: 1, readyAfter: 0 },
  ])('the arithmetic says what the cluster does: %o', (part) => {
    const settings = { ...defaultRollout, ...part }
    const { surge, unavailable } = limitsOf(settings)
    const { lowestAvailable, highestTotal } = extremesOf(countsOver(shootFilm(rolloutFilm(settings))))
    expect([lowestAvailable.available, highestTotal.total]).toEqual([settings.replicas - unavailable, settings.replicas + surge])
  })

  it('is refused where both amounts are 0', () => {
    expect(shootFilm(rolloutFilm({ ...defaultRollout, unit: 'Pods', maxSurge: 0, maxUnavailable: 0 })).refusal).toContain('may not be 0')
  })
})

describe('one faulty release, three strategies', () => {
  const run = (fault: string, noticedAfter = 10) => waysOf(fault, noticedAfter).map(({ script }) => shootFilm(script))
  const row = (films: ReturnType<typeof run>, label: string) => tableOf(films).rows.find((each) => each.label === label)?.cells.map((cell) => parseInt(cell, 10))

  it('without a fault hits nobody, and each has its own price in Pods', () => {
    const films = run('none')
    expect(row(films, 'users hit')).toEqual([0, 0, 0])
    expect(row(films, 'peak Pods')).toEqual([13, 20, 15])
    expect(row(films, 'lowest available')).toEqual([8, 10, 10])
  })

  it.each(['never-ready', 'no-image'])('%s hits nobody and is called off', (fault) => {
    const films = run(fault)
    expect(row(films, 'users hit')).toEqual([0, 0, 0])
    expect(films.every(({ alarmAt }) => alarmAt !== undefined)).toBe(true)
  })

  it.each(['errors', 'no-probe', 'under-load'])('%s hits fewest under the canary', (fault) => {
    const films = run(fault)
    const [rolling = 0, blueGreen = 0, canary = 0] = row(films, 'users hit') ?? []
    expect(canary).toBeGreaterThan(0)
    expect(canary).toBeLessThan(Math.min(rolling, blueGreen))
  })

  it('recovers at once by a switch, and Pod by Pod by rollout undo', () => {
    const [rolling = 0, blueGreen = 0] = run('errors').map(recoverySeconds)
    expect(blueGreen).toBeLessThanOrEqual(12)
    expect(rolling).toBeGreaterThan(blueGreen + 5)
  })

  it('hits more users the later somebody acts', () => {
    expect(row(run('errors', 30), 'users hit')?.[1]).toBeGreaterThan(row(run('errors', 10), 'users hit')?.[1] ?? Infinity)
  })
})

describe('the switch between blue and green', () => {
  let figure: Played
  beforeAll(() => {
    figure = new Played(blueGreen)
    figure.run(20)
  })

  it('moves all traffic, without one failed request', () => {
    expect(figure.reading('last 20 answers')).toBe('1.8: 20')
    figure.press('green', 30)
    expect(figure.reading('last 20 answers')).toBe('1.9: 20')
    expect(figure.reading('Pods paid')).toBe('6, 3 of them in use')
    expect(figure.view.requests.every(({ result }) => result.answered)).toBe(true)
  })

  it('mixes both where the version is not selected', () => {
    figure.press('both', 30)
    expect(figure.reading('last 20 answers')).toMatch(/^1\.8: \d+ · 1\.9: \d+$/)
  })

  it('costs half without the other colour, and nobody answers where it is selected then', () => {
    figure.press('green', 30)
    figure.press('idle', 30)
    expect(figure.reading('Pods paid')).toBe('3, 3 of them in use')
    figure.press('blue', 20)
    expect(figure.view.requests.at(-1)?.result.answered).toBe(false)
    expect(figure.say()).toContain('there is nobody behind it')
  })
})

describe('three ways back', () => {
  const run = (size: string, readyAfter: number) => waysBack(size, readyAfter).map(({ script }) => shootFilm(script))

  it('the switch takes no Pod’s start; the others take one, or one after another', () => {
    const [switched = NaN, fromZero = NaN, undone = NaN] = run('6', 10).map(wayBackSeconds)
    expect(switched).toBeLessThanOrEqual(2)
    expect(fromZero).toBeGreaterThan(10)
    expect(undone).toBeGreaterThan(fromZero)
  })

  it('the fast one is paid in Pods', () => {
    expect(wayBackTable(run('3', 5)).rows.find(({ label }) => label === 'Pods before')?.cells).toEqual(['6', '3', '3'])
  })
})

describe('a share by weight', () => {
  it('is what the slider says, and the bug comes with a quarter', () => {
    const figure = new Played(weights)
    const percent = () => Number(/\(([\d.]+) %\)/.exec(figure.reading('2.0 answered') ?? '')?.[1])
    figure.run(40)
    expect(percent()).toBeLessThan(6)
    figure.set('weight', 24, 15)
    expect(figure.reading('errors in the last 100')).toBe('0')
    figure.set('weight', 25, 15)
    expect(Number(figure.reading('errors in the last 100'))).toBeGreaterThan(0)
    figure.set('weight', 50, 60)
    expect(percent()).toBeGreaterThan(40)
    figure.set('weight', 0, 60)
    expect(percent()).toBe(0)
    expect(figure.reading('errors in the last 100')).toBe('0')
  })
})

describe('the bug that shows at 25 %', () => {
  const failed = (plan: string, watchedFor: number) => {
    const script = bugScript(plan, watchedFor)
    return Object.fromEntries(stepTable(shootFilm(script), script.steps, 'before').rows.map(({ label, cells }) => [label, parseInt(cells[1] ?? '', 10)]))
  }

  it('is not there at 10 %, nor in 2.0.1', () => {
    const steps = failed('steps', 10)
    expect(steps['2.0 at 25 %']).toBeGreaterThan(5)
    for (const [label, count] of Object.entries(steps)) if (label !== '2.0 at 25 %') expect([label, count]).toEqual([label, 0])
  })

  it('hits more users the larger the step', () => {
    expect(failed('jump', 40)['2.0 at 50 %']).toBeLessThan(failed('all', 40)['2.0 at 100 %'] ?? 0)
  })
})
