import { podQosClass } from '@/lib/kube/core/pod-qos'
import type { Container, Pod, PodSpec } from '@/lib/kube/core/v1.generated'
import { isEqual } from '@/lib/kube/equality'
import { forbidden, invalid, type FieldError } from '@/lib/kube/field-error'

const lists = ['containers', 'initContainers'] as const

/** The stored spec with the resources that were sent; other containers than those it has are for validation to refuse (dropNonResizeUpdates). */
export function resized(sent: PodSpec, stored: PodSpec): PodSpec {
  if (lists.some((list) => (sent[list] ?? []).length !== (stored[list] ?? []).length)) return sent
  const init = merged(sent.initContainers ?? [], stored.initContainers ?? [])
  return { ...stored, containers: merged(sent.containers, stored.containers), ...(init.length === 0 ? {} : { initContainers: init }) }
}

function merged(sent: readonly Container[], stored: readonly Container[]): readonly Container[] {
  if (sent.some(({ name }, index) => stored[index]?.name !== name)) return sent
  return sent.map(({ resources, resizePolicy }, index) => {
    const { resizePolicy: _, ...container } = stored[index] as Container
    return { ...container, resources, ...(resizePolicy === undefined ? {} : { resizePolicy }) }
  })
}

/** What a resize may not do, though the Pod that it makes be valid (ValidatePodResize). */
export function resizeErrors(spec: PodSpec, old: Pod): FieldError[] {
  const before = podQosClass(old.spec)
  const order = lists.flatMap((list) => orderErrors(spec[list] ?? [], old.spec[list] ?? [], `spec.${list}`))
  return [
    ...(podQosClass(spec) === before ? [] : [invalid('spec', old.status?.qosClass ?? before, 'Pod QOS Class may not change as a result of resizing')]),
    ...(order.length > 0 ? order : [...lists].reverse().flatMap((list) => removedErrors(spec[list] ?? [], old.spec[list] ?? [], `spec.${list}`))),
    ...(order.length > 0 ? [] : lists.flatMap((list) => otherErrors(spec[list] ?? [], old.spec[list] ?? [], list))),
  ]
}

function orderErrors(sent: readonly Container[], stored: readonly Container[], at: string): FieldError[] {
  if (sent.length !== stored.length) return [forbidden(at, 'containers may not be added or removed on resize')]
  return sent.flatMap(({ name }, index) => (stored[index]?.name === name ? [] : [forbidden(`${at}[${String(index)}].name`, 'containers may not be renamed or reordered on resize')]))
}

function removedErrors(sent: readonly Container[], stored: readonly Container[], at: string): FieldError[] {
  return stored.flatMap((container, index) => (isResizable(container, at) ? (['requests', 'limits'] as const) : []).flatMap((kind) => {
    const has = sent[index]?.resources[kind] ?? {}
    return Object.keys(container.resources[kind] ?? {}).some((name) => !(name in has)) ? [forbidden(`${at}[${String(index)}].resources.${kind}`, `resource ${kind} cannot be removed`)] : []
  }))
}

function isResizable({ restartPolicy }: Container, at: string): boolean {
  return at.endsWith('.containers') || restartPolicy === 'Always'
}

const words = { containers: 'only cpu and memory resources are mutable', initContainers: 'only cpu and memory resources for sidecar containers are mutable' }

function otherErrors(sent: readonly Container[], stored: readonly Container[], list: (typeof lists)[number]): FieldError[] {
  return sent.flatMap((container, index) => {
    const old = stored[index]
    if (old === undefined || isEqual(container, old)) return []
    if (!isResizable(old, `spec.${list}`)) return [forbidden('spec', 'resources for non-sidecar init containers are immutable')]
    return isEqual(fixedPart(container), fixedPart(old)) ? [] : [forbidden('spec', words[list])]
  })
}

function fixedPart({ resources: { limits, requests, ...resources }, ...container }: Container): unknown {
  const rest = (list: object = {}) => Object.entries(list).filter(([name]) => name !== 'cpu' && name !== 'memory')
  return { ...container, resources: { ...resources, limits: rest(limits), requests: rest(requests) } }
}
