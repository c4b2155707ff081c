import type { Container, Probe } from '@/lib/kube/core/v1.generated'
import type { Expectation } from '../exercise'
import { deploymentOf } from '../observe'
import { placeOf } from '../place-of'

/** A container of a Deployment has a liveness probe that asks for `/` on port 80 over HTTP. */
export function hasLivenessProbe(deployment: string): Expectation {
  return {
    id: `probe-${deployment}`,
    title: 'A liveness probe asks for / on port 80',
    needs: [`deployment-${deployment}`],
    check: (trial) => {
      const containers = deploymentOf(trial.end, deployment)?.spec.template.spec.containers ?? []
      if (containers.some((container) => asksForRoot(container))) return { met: true, message: 'A liveness probe asks for / on port 80.' }
      const probed = containers.find(({ livenessProbe }) => livenessProbe !== undefined)
      const observed = probed === undefined ? 'no livenessProbe' : sayProbe(probed)
      const message = probed === undefined ? `No container of ${deployment} has a liveness probe.` : `The liveness probe of ${probed.name} is ${observed}.`
      return { met: false, message, wanted: 'livenessProbe: httpGet / on port 80', observed, ...placeOf(trial, 'Deployment', deployment, `spec.template.spec.containers[0]${probed === undefined ? '' : '.livenessProbe'}`) }
    },
  }
}

function asksForRoot(container: Container): boolean {
  const http = container.livenessProbe?.httpGet
  return http !== undefined && (http.path ?? '/').replace(/\?.*$/, '') === '/' && (http.scheme ?? 'HTTP') === 'HTTP' && portOf(container, http.port) === 80
}

/** A probe's port: its number, or the number behind its name. */
export function portOf(container: Container, port: number | string): number | undefined {
  return typeof port === 'number' ? port : container.ports?.find(({ name }) => name === port)?.containerPort
}

function sayProbe({ livenessProbe }: { readonly livenessProbe?: Probe }): string {
  const http = livenessProbe?.httpGet
  if (http !== undefined) return `httpGet ${http.path ?? '/'} on port ${http.port}${http.scheme === 'HTTPS' ? ' with scheme HTTPS, and the servers here speak plain HTTP' : ''}`
  if (livenessProbe?.tcpSocket !== undefined) return `tcpSocket on port ${livenessProbe.tcpSocket.port}`
  return livenessProbe?.exec === undefined ? 'of another kind' : 'a command'
}
