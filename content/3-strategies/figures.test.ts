import { describe, expect, it } from 'vitest'
import { limitsOf } from '@/components/film/rollout-arithmetic'
import { defaultRollout, type RolloutSettings } from '@/components/film/rollout-settings'
import { countsOver, extremesOf } from '@/lib/course/film-counts'
import { shootFilm } from '@/lib/session/shoot-film'
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
