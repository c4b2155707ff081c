import type { FilmScript, FilmStep } from '@/lib/course/film'

interface WayBack {
  readonly replicas: number
  /** Seconds until a Pod is ready. */
  readonly readyAfter: number
  /** How many Pods of blue run in the beginning. */
  readonly blue: number
  readonly steps: readonly FilmStep[]
}

function deployment(colour: 'blue' | 'green', replicas: number, readyAfter: number): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: payments-${colour}
spec:
  replicas: ${replicas}
  selector:
    matchLabels: {app: payments, version: ${colour}}
  template:
    metadata:
      labels: {app: payments, version: ${colour}}
    spec:
      containers:
      - name: payments
        image: example.com/payments:1.8
        ports:
        - containerPort: 8080
        readinessProbe:
          httpGet:
            path: /healthz
            port: 8080
          initialDelaySeconds: ${readyAfter}
          periodSeconds: 1
`
}

const service = `apiVersion: v1
kind: Service
metadata:
  name: payments
spec:
  type: LoadBalancer
  selector: {app: payments, version: green}
  ports:
  - port: 80
    targetPort: 8080
`

/** Live on green's revision 2, which is faulty; its revision 1 and blue are the version before. */
export function script({ replicas, readyAfter, blue, steps }: WayBack): FilmScript {
  return {
    given: [
      { do: 'apply', text: [deployment('blue', blue, readyAfter), deployment('green', replicas, readyAfter), service].join('---\n') },
      { do: 'kubectl', line: 'set image deployment/payments-green payments=example.com/payments:1.9-buggy' },
    ],
    traffic: { service: 'payments', perSecond: 20 },
    steps,
    restMs: 10_000,
    limitMs: 600_000,
  }
}
