import type { Container, Pod, PodSpec, ServiceAccount, Volume } from '@/lib/kube/core/v1.generated'
import { objectKey, type KubeObject } from '@/lib/kube/object'
import { forbiddenStatus } from '@/lib/kube/status-error'
import { admissionName } from '../api/write/generated-name'
import type { WriteResult } from '../api/write/result'
import type { Working } from '../working/working'
import type { AdmissionRequest } from './admit'
import { isPodCreate } from './pod-request'

const mountPath = '/var/run/secrets/kubernetes.io/serviceaccount'

/** Every Pod runs as a ServiceAccount of its namespace and has that account's token mounted (plugin/pkg/admission/serviceaccount). */
export function admitServiceAccount(working: Working, request: AdmissionRequest): WriteResult {
  const { object } = request
  if (request.phase !== 'mutate' || !isPodCreate(request)) return { ok: true, object }
  const pod = object as unknown as Pod
  const { serviceAccountName: asked = '' } = pod.spec
  const name = asked === '' ? 'default' : asked
  const namespace = object.metadata.namespace ?? ''
  const account = working.get(objectKey('', 'serviceaccounts', namespace, name)) as unknown as ServiceAccount | undefined
  if (account === undefined && !isComing(working, namespace, name)) {
    const why = `error looking up service account ${namespace}/${name}: serviceaccount ${JSON.stringify(name)} not found`
    return { ok: false, status: forbiddenStatus({ group: '', resource: 'pods' }, admissionName(object), why) }
  }
  const { imagePullSecrets, automountServiceAccountToken = true }: Partial<ServiceAccount> = account ?? {}
  const spec = withPullSecrets({ ...pod.spec, serviceAccountName: name, serviceAccount: name }, imagePullSecrets)
  const automount = pod.spec.automountServiceAccountToken ?? automountServiceAccountToken
  return { ok: true, object: { ...object, spec: automount ? withToken(working, spec) : spec } as unknown as KubeObject }
}

/** The longest that the plugin waits for an account, asking ten times (getServiceAccount). */
const waitsMs = 2000

/** Whether the account is the one that every namespace gets, and its controller is about to make it: the plugin waits for that one. */
function isComing(working: Working, namespace: string, name: string): boolean {
  const key = objectKey('', 'namespaces', '', namespace)
  return name === 'default' && working.agenda.find(working.now + waitsMs, (due) => due.controller === 'serviceaccount' && due.key === key) !== undefined
}

/** The account's pull secrets, where the Pod names none. */
function withPullSecrets(spec: PodSpec, imagePullSecrets: ServiceAccount['imagePullSecrets'] = []): PodSpec {
  const { imagePullSecrets: own = [] } = spec
  return own.length === 0 && imagePullSecrets.length > 0 ? { ...spec, imagePullSecrets } : spec
}

function withToken(working: Working, spec: PodSpec): PodSpec {
  const containers = (spec as Partial<PodSpec>).containers ?? []
  const all = [...containers, ...(spec.initContainers ?? [])]
  if (all.every(hasToken)) return spec
  const present = spec.volumes?.find(({ name }) => name.startsWith('kube-api-access-'))
  const volume = present ?? tokenVolume(`kube-api-access-${working.suffix()}`)
  const mounted = (container: Container): Container =>
    hasToken(container) ? container : { ...container, volumeMounts: [...(container.volumeMounts ?? []), { name: volume.name, readOnly: true, mountPath }] }
  return {
    ...spec,
    ...(present === undefined ? { volumes: [...(spec.volumes ?? []), volume] } : {}),
    containers: containers.map(mounted),
    ...(spec.initContainers === undefined ? {} : { initContainers: spec.initContainers.map(mounted) }),
  }
}

function hasToken({ volumeMounts }: Container): boolean {
  return volumeMounts?.some((mount) => mount.mountPath === mountPath) === true
}

function tokenVolume(name: string): Volume {
  const sources = [
    { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
    { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
    { downwardAPI: { items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }] } },
  ]
  return { name, projected: { sources, defaultMode: 420 } }
}
