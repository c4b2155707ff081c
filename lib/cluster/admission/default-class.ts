import type { KubeObject } from '@/lib/kube/object'
import type { WriteResult } from '../api/write/result'
import type { Working } from '../working/working'
import type { AdmissionRequest } from './admit'

interface Rule {
  readonly field: string
  /** How the class was named before it had a field. */
  readonly annotation: string
  readonly classes: string
  readonly marks: readonly string[]
}

const rules: Readonly<Record<string, Rule | undefined>> = {
  '/persistentvolumeclaims': {
    field: 'storageClassName',
    annotation: 'volume.beta.kubernetes.io/storage-class',
    classes: 'storage.k8s.io/storageclasses',
    marks: ['storageclass.kubernetes.io/is-default-class', 'storageclass.beta.kubernetes.io/is-default-class'],
  },
  'networking.k8s.io/ingresses': {
    field: 'ingressClassName',
    annotation: 'kubernetes.io/ingress.class',
    classes: 'networking.k8s.io/ingressclasses',
    marks: ['ingressclass.kubernetes.io/is-default-class'],
  },
}

/** Claims and Ingresses that name no class get the default one, where there is one (plugin/pkg/admission/storage/storageclass/setdefault, network/defaultingressclass). */
export function admitDefaultClass(working: Working, { phase, operation, definition, object }: AdmissionRequest): WriteResult {
  if (phase !== 'mutate' || operation !== 'CREATE') return { ok: true, object }
  const of = `${definition.group}/${definition.resource}`
  const rule = rules[of]
  return { ok: true, object: rule === undefined ? object : withClass(object, rule, defaultOf(working, rule)) }
}

/** The newest of the classes marked as default. */
function defaultOf(working: Working, { classes, marks }: Rule): string | undefined {
  const marked = working.list(classes).filter(({ metadata }) => marks.some((name) => metadata.annotations?.[name] === 'true'))
  const isNewer = (a: KubeObject, b: KubeObject) => (a.metadata.creationTimestamp === b.metadata.creationTimestamp ? a.metadata.name < b.metadata.name : a.metadata.creationTimestamp > b.metadata.creationTimestamp)
  return marked.sort((a, b) => (isNewer(a, b) ? -1 : 1))[0]?.metadata.name
}

function withClass(object: KubeObject, { field, annotation }: Rule, name: string | undefined): KubeObject {
  const { spec } = object as unknown as { spec?: Readonly<Record<string, unknown>> }
  if (name === undefined || spec?.[field] !== undefined || object.metadata.annotations?.[annotation] !== undefined) return object
  return { ...object, spec: { ...spec, [field]: name } } as unknown as KubeObject
}
