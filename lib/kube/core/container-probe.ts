import type { Draft } from '@/lib/kube/draft'
import { invalid, type FieldError } from '@/lib/kube/field-error'
import { validateNonnegative } from '@/lib/kube/nonnegative'
import { validateHandler } from './container-handler'
import type { Container, Probe } from './v1.generated'

const numbers = ['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold'] as const

function validateProbe(probe: Draft<Probe>, gracePeriodSeconds: number | undefined, path: string): FieldError[] {
  const grace = probe.terminationGracePeriodSeconds
  return [
    ...validateHandler(probe, gracePeriodSeconds, path),
    ...numbers.flatMap((name) => validateNonnegative(probe[name], `${path}.${name}`)),
    ...(grace !== undefined && grace <= 0 ? [invalid(`${path}.terminationGracePeriodSeconds`, grace, 'must be greater than 0')] : []),
  ]
}

function validateOnceProbe(probe: Draft<Probe> | undefined, gracePeriodSeconds: number | undefined, path: string): FieldError[] {
  if (probe === undefined) return []
  const threshold = probe.successThreshold ?? 0
  return [...validateProbe(probe, gracePeriodSeconds, path), ...(threshold === 1 ? [] : [invalid(`${path}.successThreshold`, threshold, 'must be 1')])]
}

function validateReadinessProbe(probe: Draft<Probe> | undefined, gracePeriodSeconds: number | undefined, path: string): FieldError[] {
  if (probe === undefined) return []
  const grace = probe.terminationGracePeriodSeconds
  const refused = grace === undefined ? [] : [invalid(`${path}.terminationGracePeriodSeconds`, grace, 'must not be set for readinessProbes')]
  return [...validateProbe(probe, gracePeriodSeconds, path), ...refused]
}

/** Liveness, readiness and startup probe of a container; liveness and startup count one success, readiness has no grace period of its own. */
export function validateProbes(container: Draft<Container>, gracePeriodSeconds: number | undefined, path: string): FieldError[] {
  return [
    ...validateOnceProbe(container.livenessProbe, gracePeriodSeconds, `${path}.livenessProbe`),
    ...validateReadinessProbe(container.readinessProbe, gracePeriodSeconds, `${path}.readinessProbe`),
    ...validateOnceProbe(container.startupProbe, gracePeriodSeconds, `${path}.startupProbe`),
  ]
}
