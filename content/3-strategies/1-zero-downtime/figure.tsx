import { RolloutFilm } from '@/components/film/rollout-film'
import { amountOf, type RolloutSettings } from '@/components/film/rollout-settings'
import type { FilmScript } from '@/lib/course/film'

const versions = { old: '1.26', new: '1.27' } as const

function manifest({ replicas, readyAfter, minReadySeconds }: RolloutSettings, version: string, strategy: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: ${replicas}
  minReadySeconds: ${minReadySeconds}
${strategy}  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - name: web
        image: nginx:${version}
        ports:
        - containerPort: 80
        readinessProbe:
          httpGet:
            path: /
            port: 80
          initialDelaySeconds: ${readyAfter}
          periodSeconds: 1
`
}

/** The old version runs; then the new one is applied, together with how it is to be rolled out. */
export function script(settings: RolloutSettings): FilmScript {
  const { maxSurge, maxUnavailable, unit } = settings
  const strategy = `  strategy:
    rollingUpdate:
      maxSurge: ${amountOf(maxSurge, unit)}
      maxUnavailable: ${amountOf(maxUnavailable, unit)}
`
  return {
    given: [{ do: 'apply', text: manifest(settings, versions.old, '') }],
    steps: [{ when: { afterMs: 1_000 }, say: `you: kubectl apply -f web.yaml, with nginx:${versions.new}`, steps: [{ do: 'apply', text: manifest(settings, versions.new, strategy) }] }],
    restMs: 2_000,
    limitMs: 3_600_000,
  }
}

export function Figure() {
  return (
    <RolloutFilm
      title="A rolling update, filmed"
      invitation="web goes from nginx:1.26 to nginx:1.27. Move a slider, and the rollout is run again on a practice cluster; drag through the chart to see each of its moments."
      script={script}
      versions={versions}
    />
  )
}
