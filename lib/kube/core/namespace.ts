import type { Namespace } from '@/lib/kube/core/v1.generated'
import { defineKind } from '../define-kind'
import type { FieldError } from '../field-error'
import { invalid } from '../field-error'
import type { KindDefinition } from '../kind'
import { validateDns1123Label } from '../names'
import type { KubeObject } from '../object'

/** The label every namespace carries with its own name. */
export const namespaceNameLabel = 'kubernetes.io/metadata.name'
const kubernetesFinalizer = 'kubernetes'

/** Every namespace is labelled with its name (SetDefaults_Namespace), unless the name is still to be generated. */
function defaultNamespace(namespace: Namespace): Namespace {
  const { name } = namespace.metadata as { readonly name?: string }
  if ((name ?? '') === '') return namespace
  return { ...namespace, metadata: { ...namespace.metadata, labels: { ...namespace.metadata.labels, [namespaceNameLabel]: name ?? '' } } }
}

function prepareForCreate(namespace: Namespace): Namespace {
  const finalizers = namespace.spec.finalizers ?? []
  return {
    ...namespace,
    spec: { ...namespace.spec, finalizers: finalizers.includes(kubernetesFinalizer) ? finalizers : [...finalizers, kubernetesFinalizer] },
    status: { phase: 'Active' },
  }
}

const modes = ['enforce', 'audit', 'warn'] as const
const levels = ['privileged', 'baseline', 'restricted']

/** Labels that ask for Pod Security must be readable (pod-security-admission, api.PolicyToEvaluate). */
export function validatePodSecurityLabels(labels: Readonly<Record<string, string>> | undefined): FieldError[] {
  return modes.flatMap((mode) => {
    const levelLabel = `pod-security.kubernetes.io/${mode}`
    const versionLabel = `${levelLabel}-version`
    const level = labels?.[levelLabel]
    const version = labels?.[versionLabel]
    return [
      ...(level === undefined || levels.includes(level) ? [] : [invalid(`metadata.labels[${levelLabel}]`, level, 'must be one of privileged, baseline, restricted')]),
      ...(version === undefined || /^(latest|v1\.(0|[1-9]\d*))$/.test(version) ? [] : [invalid(`metadata.labels[${versionLabel}]`, version, 'must be "latest" or "v1.x"')]),
    ]
  })
}

/** A namespace is Terminating exactly while it is being deleted (ValidateNamespaceStatusUpdate). */
function validatePhase(phase: string, isDeleted: boolean): FieldError[] {
  const wanted = isDeleted ? 'Terminating' : 'Active'
  return phase === wanted ? [] : [invalid('status.Phase', phase, `may only be '${wanted}' if \`deletionTimestamp\` is ${isDeleted ? 'not empty' : 'empty'}`)]
}

const plain = defineKind<Namespace>(
  {
    group: '',
    version: 'v1',
    kind: 'Namespace',
    resource: 'namespaces',
    shortNames: ['ns'],
    namespaced: false,
    definition: 'io.k8s.api.core.v1.Namespace',
    subresources: ['finalize', 'status'],
    verbs: ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'],
  },
  {
    nameRule: validateDns1123Label,
    default: defaultNamespace,
    prepareForCreate,
    validateStatusUpdate: ({ metadata, status }) => validatePhase(status?.phase ?? '', metadata.deletionTimestamp !== undefined),
    prepareForUpdate: (object, old) => ({ ...object, spec: { ...object.spec, ...(old.spec.finalizers === undefined ? {} : { finalizers: old.spec.finalizers }) }, ...(old.status === undefined ? {} : { status: old.status }) }),
  },
)

/** Admission looks at the labels only when nothing else is wrong. */
function withLabels(errors: readonly FieldError[], object: KubeObject): readonly FieldError[] {
  return errors.length > 0 ? errors : validatePodSecurityLabels(object.metadata.labels)
}

/** Namespace: its name is a DNS label; status and finalizers are the server's (pkg/registry/core/namespace). */
export const namespace: KindDefinition = {
  ...plain,
  validate: (object) => withLabels(plain.validate(object), object),
  validateUpdate: (object, old) => withLabels(plain.validateUpdate(object, old), object),
}
