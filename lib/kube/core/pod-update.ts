import { isEqual } from '@/lib/kube/equality'
import { forbidden, invalid, required, type FieldError } from '@/lib/kube/field-error'
import { internalJson } from '@/lib/kube/internal-json'
import { lineDiff } from '@/lib/kube/line-diff'
import { validateImageSpace } from './container'
import { validateAddedTolerations } from './toleration'
import type { Affinity, Container, NodeSelectorTerm, Pod, PodSpec } from './v1.generated'

const maxInt32 = 2147483647
const changeable = [
  '`spec.containers[*].image`',
  '`spec.initContainers[*].image`',
  '`spec.activeDeadlineSeconds`',
  '`spec.tolerations` (only additions to existing tolerations)',
  '`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)',
].join(',')

/** What may change in a Pod that exists (ValidatePodUpdate, behind the checks that any Pod passes). */
export function validatePodSpecUpdate(pod: Pod, old: Pod): FieldError[] {
  for (const list of ['containers', 'initContainers'] as const) {
    if (listOf(pod.spec, list).length !== listOf(old.spec, list).length) return [...imagesBefore(pod, list), forbidden(`spec.${list}`, 'pod updates may not add or remove containers')]
  }
  const deadline = deadlineErrors(pod.spec.activeDeadlineSeconds, old.spec.activeDeadlineSeconds)
  const errors = [...imageErrors(pod, 'containers'), ...imageErrors(pod, 'initContainers'), ...deadline.errors]
  if (deadline.isFinal) return errors
  errors.push(...validateAddedTolerations(pod.spec.tolerations ?? [], old.spec.tolerations ?? [], 'spec.tolerations'), ...gateErrors(pod.spec, old.spec))
  if (isEqual(pod.spec, old.spec)) return errors
  const scheduling = schedulingChanges(pod.spec, old.spec)
  errors.push(...scheduling.errors)
  const rest = { ...withOldParts(pod.spec, old.spec), ...scheduling.replaced }
  return isEqual(rest, old.spec) ? errors : [...errors, forbidden('spec', `pod updates may not change fields other than ${changeable}${specDiff(old.spec, rest)}`)]
}

/** What changed, shown in the server's inner fields. */
function specDiff(before: PodSpec, after: PodSpec): string {
  const linesOf = (spec: PodSpec): string[] => JSON.stringify(internalJson('PodSpec', { ...spec }), null, 1).split('\n')
  return `${lineDiff(linesOf(before), linesOf(after))}\n`
}

function listOf(spec: PodSpec, list: 'containers' | 'initContainers'): readonly Container[] {
  return spec[list] ?? []
}

function imagesBefore(pod: Pod, list: 'containers' | 'initContainers'): FieldError[] {
  return list === 'initContainers' ? imageErrors(pod, 'containers') : []
}

function imageErrors(pod: Pod, list: 'containers' | 'initContainers'): FieldError[] {
  return listOf(pod.spec, list).flatMap(({ image = '' }, index) => {
    const at = `spec.${list}[${String(index)}].image`
    return image === '' ? [required(at)] : validateImageSpace(image, at)
  })
}

function deadlineErrors(deadline: number | undefined, old: number | undefined): { readonly errors: FieldError[]; readonly isFinal: boolean } {
  const refuse = (text: string, isFinal: boolean): { errors: FieldError[]; isFinal: boolean } => ({ errors: [invalid('spec.activeDeadlineSeconds', deadline, text)], isFinal })
  if (deadline === undefined) return old === undefined ? { errors: [], isFinal: false } : refuse('must not update from a positive integer to nil value', false)
  if (deadline < 0 || deadline > maxInt32) return refuse(`must be between 0 and ${String(maxInt32)}, inclusive`, true)
  return old !== undefined && old < deadline ? refuse('must be less than or equal to previous value', true) : { errors: [], isFinal: false }
}

function gateErrors(spec: PodSpec, old: PodSpec): FieldError[] {
  const known = new Set((old.schedulingGates ?? []).map(({ name }) => name))
  return (spec.schedulingGates ?? []).flatMap(({ name }, index) =>
    known.has(name) ? [] : [forbidden(`spec.schedulingGates[${String(index)}].name`, `only deletion is allowed, but found new scheduling gate '${name}'`)],
  )
}

/** The new spec with the old values of what may change. */
function withOldParts(spec: PodSpec, old: PodSpec): PodSpec {
  const { activeDeadlineSeconds: _deadline, schedulingGates: _gates, tolerations: _tolerations, ...kept } = spec
  const withImages = (list: 'containers' | 'initContainers'): readonly Container[] =>
    listOf(spec, list).map((container, index) => ({ ...container, image: listOf(old, list)[index]?.image ?? '' }))
  const wasNegative = old.terminationGracePeriodSeconds < 0 && spec.terminationGracePeriodSeconds === 1
  return {
    ...kept,
    containers: withImages('containers'),
    ...(spec.initContainers === undefined ? {} : { initContainers: withImages('initContainers') }),
    ...(old.activeDeadlineSeconds === undefined ? {} : { activeDeadlineSeconds: old.activeDeadlineSeconds }),
    ...(old.schedulingGates === undefined ? {} : { schedulingGates: old.schedulingGates }),
    ...(old.tolerations === undefined ? {} : { tolerations: old.tolerations }),
    ...(wasNegative ? { terminationGracePeriodSeconds: old.terminationGracePeriodSeconds } : {}),
  }
}

interface SchedulingChange {
  readonly errors: FieldError[]
  readonly replaced: Partial<PodSpec>
}

/** While a gate holds a Pod back, its node selector and node affinity may become narrower. */
function schedulingChanges(spec: PodSpec, old: PodSpec): SchedulingChange {
  if ((old.schedulingGates ?? []).length === 0) return { errors: [], replaced: {} }
  const errors: FieldError[] = []
  const isKept = Object.entries(old.nodeSelector ?? {}).every(([key, value]) => spec.nodeSelector?.[key] === value)
  if (!isKept) errors.push(invalid('spec.nodeSelector', spec.nodeSelector, 'only additions to spec.nodeSelector are allowed (no mutations or deletions)'))
  const replaced: { nodeSelector?: Readonly<Record<string, string>>; affinity?: Affinity } = { nodeSelector: old.nodeSelector ?? {} }
  if (!isEqual(spec.affinity?.nodeAffinity, old.affinity?.nodeAffinity)) {
    errors.push(...affinityErrors(spec, old))
    const { nodeAffinity: _new, ...others } = spec.affinity ?? {}
    replaced.affinity = old.affinity?.nodeAffinity === undefined ? others : { ...others, nodeAffinity: old.affinity.nodeAffinity }
  }
  return { errors, replaced }
}

function termsOf(spec: PodSpec): readonly NodeSelectorTerm[] {
  return spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? []
}

function affinityErrors(spec: PodSpec, old: PodSpec): FieldError[] {
  const path = 'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms'
  const terms = termsOf(spec)
  const before = termsOf(old)
  if (before.length === 0) return []
  if (before.length !== terms.length) return [invalid(path, terms, 'no additions/deletions to non-empty NodeSelectorTerms list are allowed')]
  return before.flatMap((term, index) =>
    onlyAdds(terms[index], term) ? [] : [invalid(`${path}[${String(index)}]`, terms[index], 'only additions are allowed (no mutations or deletions)')],
  )
}

function onlyAdds(term: NodeSelectorTerm | undefined, old: NodeSelectorTerm): boolean {
  const lists = ['matchExpressions', 'matchFields'] as const
  if (lists.every((list) => (old[list] ?? []).length === 0)) return lists.every((list) => (term?.[list] ?? []).length === 0)
  return lists.every((list) => isEqual((term?.[list] ?? []).slice(0, (old[list] ?? []).length), old[list] ?? []))
}
