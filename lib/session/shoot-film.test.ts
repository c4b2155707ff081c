import { describe, expect, it } from 'vitest'
import { countsAt, countsOver, extremesOf, requestTotals } from '@/lib/course/film-counts'
import type { FilmScript } from '@/lib/course/film'
import { shootFilm } from './shoot-film'

const web = (spec: string, image = 'nginx:1.26') => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  ${spec}
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - name: web
        image: ${image}
        readinessProbe:
          httpGet:
            path: /
            port: 80
          initialDelaySeconds: 4
          periodSeconds: 1
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: LoadBalancer
  selector:
    app: web
  ports:
  - port: 80
`
const rollout = (spec: string, image = 'nginx:1.27'): FilmScript => ({
  given: [{ do: 'apply', text: web(spec) }],
  steps: [{ when: { afterMs: 2000 }, say: 'the new version', steps: [{ do: 'kubectl', line: `kubectl set image deployment/web web=${image}` }] }],
  restMs: 5000,
  limitMs: 600_000,
})

describe('a film of a rollout', () => {
  it('keeps the limits of surge and unavailable, which percentages are rounded to', () => {
    const film = shootFilm(rollout('replicas: 10'))
    const { lowestAvailable, highestTotal } = extremesOf(countsOver(film))
    expect([lowestAvailable.available, highestTotal.total]).toEqual([8, 13])
    expect([...countsAt(film, film.durationMs).byVersion]).toEqual([['1.27', expect.objectContaining({ available: 10 })]])
    expect(film.lives.filter(({ goneAt }) => goneAt !== undefined)).toHaveLength(10)
  })

  it('has a Pod ready, and available minReadySeconds later', () => {
    const film = shootFilm(rollout('replicas: 1\n  minReadySeconds: 7'))
    const fresh = film.lives.find(({ version }) => version === '1.27')
    const at = (phase: string) => fresh?.phases.find((each) => each.phase === phase)?.at ?? NaN
    expect(at('available') - at('ready')).toBeGreaterThan(6000)
    expect(at('available') - at('ready')).toBeLessThanOrEqual(7000)
    const old = film.lives.find(({ version }) => version === '1.26')
    expect(old?.phases.find(({ phase }) => phase === 'leaving')?.at).toBeGreaterThanOrEqual(at('available'))
  })

  it('ends with the words of a refusal', () => {
    const film = shootFilm({ ...rollout('replicas: 2'), steps: [{ when: { afterMs: 0 }, say: 'both 0', steps: [{ do: 'kubectl', line: `kubectl patch deployment web --patch '{"spec":{"strategy":{"rollingUpdate":{"maxSurge":0,"maxUnavailable":0}}}}'` }] }] })
    expect(film.refusal).toContain('may not be 0 when `maxSurge` is 0')
  })

  it('does what an alarm says, and nothing of the plan after it', () => {
    const script: FilmScript = {
      ...rollout('replicas: 3', 'nginx:1.99'),
      traffic: { service: 'web', perSecond: 5 },
      alarms: [{ on: { notRolledOut: 'web', withinMs: 20_000 }, afterMs: 1000, say: 'back', steps: [{ do: 'kubectl', line: 'kubectl rollout undo deployment/web' }] }],
    }
    const film = shootFilm({ ...script, steps: [...script.steps, { when: { rolledOut: 'web' }, say: 'never', steps: [] }] })
    expect(film.alarmAt).toBe(23_000)
    expect(film.stepsAt).toEqual([2000, undefined])
    expect([...countsAt(film, film.durationMs).byVersion.keys()]).toEqual(['1.26'])
    expect(requestTotals(film)).toMatchObject({ failed: 0 })
    expect(requestTotals(film).sent).toBe(Math.floor(film.durationMs / 200))
  })
})
