import type { Container, Pod, PodSpec, ServiceAccount, Volume } from '@/lib/kube/core/v1.generated'
import { objectKey, type KubeObject } from '@/lib/kube/object'
import { forbiddenStatus } from '@/lib/kube/status-error'
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
  const name = (pod.spec.serviceAccountName ?? '') === '' ? 'default' : (pod.spec.serviceAccountName ?? 'default')
  const namespace = object.metadata.namespace ?? ''
  const account = working.get(objectKey('', 'serviceaccounts', namespace, name)) as unknown as ServiceAccount | undefined
  if (account === undefined) {
    const why = `error looking up service account ${namespace}/${name}: serviceaccount ${JSON.stringify(name)} not found`
    return { ok: false, status: forbiddenStatus({ group: '', resource: 'pods' }, (object.metadata.name as string | undefined) ?? '', why) }
  }
  const automount = pod.spec.automountServiceAccountToken ?? account.automountServiceAccountToken ?? true
  const named: PodSpec = { ...pod.spec, serviceAccountName: name, serviceAccount: name }
  const secrets = named.imagePullSecrets ?? []
  const pulling = secrets.length === 0 && (account.imagePullSecrets ?? []).length > 0 ? { ...named, imagePullSecrets: account.imagePullSecrets ?? [] } : named
  return { ok: true, object: { ...object, spec: automount ? withToken(working, pulling) : pulling } as unknown as KubeObject }
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
