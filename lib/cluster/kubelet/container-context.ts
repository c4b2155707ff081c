import type { ConfigMap, Container, Pod, Secret } from '@/lib/kube/core/v1.generated'
import { objectKey, type KubeObject, type ObjectKey } from '@/lib/kube/object'
import type { Image, StartContext } from '../images/image'
import type { Working } from '../working/working'

/** Where objects are read from: a Working, or a cluster's value. */
export interface ObjectReader {
  get(key: ObjectKey): KubeObject | undefined
}

/** Capabilities a container of root has unless it drops them (containerd's and CRI-O's common default set). */
const defaultCapabilities = ['CHOWN', 'DAC_OVERRIDE', 'FSETID', 'FOWNER', 'MKNOD', 'NET_RAW', 'SETGID', 'SETUID', 'SETFCAP', 'SETPCAP', 'NET_BIND_SERVICE', 'SYS_CHROOT', 'KILL', 'AUDIT_WRITE']

/** A start that the kubelet itself refuses: CreateContainerConfigError and its message. */
export interface ConfigError {
  readonly reason: 'CreateContainerConfigError'
  readonly message: string
}

/** What a container's process gets when it starts, or why it cannot be made. */
export function containerContext(working: Working, pod: Pod, container: Container, image: Image): StartContext | ConfigError {
  const environment = resolveEnvironment(working, pod, container)
  if ('reason' in environment) return environment
  const uid = container.securityContext?.runAsUser ?? pod.spec.securityContext.runAsUser ?? image.uid
  const nonRoot = container.securityContext?.runAsNonRoot ?? pod.spec.securityContext.runAsNonRoot ?? false
  if (nonRoot && uid === 0) {
    const why = container.securityContext?.runAsUser === 0 || pod.spec.securityContext.runAsUser === 0 ? "container's runAsUser breaks non-root policy" : 'container has runAsNonRoot and image will run as root'
    return { reason: 'CreateContainerConfigError', message: `${why} (pod: "${pod.metadata.name}_${pod.metadata.namespace ?? ''}(${pod.metadata.uid})", container: ${container.name})` }
  }
  return {
    now: working.now,
    env: environment.env,
    command: expandAll(container.command ?? [], environment.env),
    args: expandAll(container.args ?? [], environment.env),
    uid,
    gid: container.securityContext?.runAsGroup ?? pod.spec.securityContext.runAsGroup ?? image.gid,
    capabilities: effectiveCapabilities(container, uid),
    unprivilegedPortStart: Number(pod.spec.securityContext.sysctls?.find((sysctl) => sysctl.name === 'net.ipv4.ip_unprivileged_port_start')?.value ?? 1024),
    canWrite: (path) => canWrite(container, uid, path),
    readFile: (path) => readMounted(working, pod, container, path),
  }
}

function effectiveCapabilities(container: Container, uid: number): ReadonlySet<string> {
  if (uid !== 0) return new Set()
  const { add = [], drop = [] } = container.securityContext?.capabilities ?? {}
  const dropped = new Set(drop)
  const kept = dropped.has('ALL') ? [] : defaultCapabilities.filter((capability) => !dropped.has(capability))
  return new Set([...kept, ...add])
}

function canWrite(container: Container, uid: number, path: string): boolean {
  const mount = (container.volumeMounts ?? []).filter((candidate) => covers(candidate.mountPath, path)).sort((a, b) => b.mountPath.length - a.mountPath.length)[0]
  if (mount !== undefined) return mount.readOnly !== true
  if (container.securityContext?.readOnlyRootFilesystem === true) return false
  return uid === 0 || path === '/tmp' || path.startsWith('/tmp/')
}

/** `/run` and `/var/run` are one directory in these images. */
function covers(mountPath: string, path: string): boolean {
  const plain = (text: string) => text.replace(/^\/var\/run(?=\/|$)/, '/run').replace(/\/+$/, '')
  return plain(path) === plain(mountPath) || plain(path).startsWith(`${plain(mountPath)}/`)
}

/** The text of a file that a volume puts at a path: from a ConfigMap or a Secret. */
export function readMounted(working: ObjectReader, pod: Pod, container: Container, path: string): string | undefined {
  for (const mount of container.volumeMounts ?? []) {
    const volume = pod.spec.volumes?.find((candidate) => candidate.name === mount.name)
    if (volume === undefined || !covers(mount.mountPath, path)) continue
    const inside = mount.subPath ?? path.slice(mount.mountPath.replace(/\/+$/, '').length + 1)
    const items = volume.configMap?.items ?? volume.secret?.items
    const key = items === undefined ? inside : items.find((item) => item.path === inside)?.key
    if (key === undefined) continue
    const text = volume.configMap === undefined ? secretValue(working, pod, volume.secret?.secretName ?? '', key) : configValue(working, pod, volume.configMap.name ?? '', key)
    if (text !== undefined) return text
  }
  return undefined
}

type Environment = { readonly env: Readonly<Record<string, string>> } | ConfigError

function resolveEnvironment(working: ObjectReader, pod: Pod, container: Container): Environment {
  const env: Record<string, string> = {}
  for (const source of container.envFrom ?? []) {
    const reference = source.configMapRef ?? source.secretRef
    const kind = source.configMapRef === undefined ? 'secret' : 'configmap'
    const data = kind === 'secret' ? secretData(working, pod, reference?.name ?? '') : configMap(working, pod, reference?.name ?? '')?.data
    if (data === undefined && !exists(working, pod, kind, reference?.name ?? '')) {
      if (reference?.optional === true) continue
      return configError(`${kind} "${reference?.name ?? ''}" not found`)
    }
    for (const [key, value] of Object.entries(data ?? {})) env[`${source.prefix ?? ''}${key}`] = value
  }
  for (const variable of container.env ?? []) {
    const value = variable.valueFrom === undefined ? { text: expand(variable.value ?? '', env) } : fromReference(working, pod, container, variable.valueFrom)
    if ('reason' in value) return value
    if (value.text !== undefined) env[variable.name] = value.text
  }
  return { env }
}

type Reference = NonNullable<NonNullable<Container['env']>[number]['valueFrom']>

function fromReference(working: ObjectReader, pod: Pod, container: Container, from: Reference): { readonly text: string | undefined } | ConfigError {
  if (from.fieldRef !== undefined) return { text: fieldText(working, pod, from.fieldRef.fieldPath) }
  const map = from.configMapKeyRef
  if (map !== undefined) return keyed('configmap', map.name ?? '', map.key, map.optional, exists(working, pod, 'configmap', map.name ?? ''), configValue(working, pod, map.name ?? '', map.key), pod)
  const secret = from.secretKeyRef
  if (secret !== undefined) return keyed('secret', secret.name ?? '', secret.key, secret.optional, exists(working, pod, 'secret', secret.name ?? ''), secretValue(working, pod, secret.name ?? '', secret.key), pod)
  const resource = from.resourceFieldRef?.resource ?? ''
  const [which = '', name = ''] = resource.split('.')
  const list = which === 'limits' ? container.resources.limits : container.resources.requests
  return { text: String(list?.[name] ?? '0') }
}

function keyed(kind: 'configmap' | 'secret', name: string, key: string, optional: boolean | undefined, there: boolean, value: string | undefined, pod: Pod): { readonly text: string | undefined } | ConfigError {
  if (value !== undefined || optional === true) return { text: value }
  if (!there) return configError(`${kind} "${name}" not found`)
  return configError(`couldn't find key ${key} in ${kind === 'secret' ? 'Secret' : 'ConfigMap'} ${pod.metadata.namespace ?? ''}/${name}`)
}

function configError(message: string): ConfigError {
  return { reason: 'CreateContainerConfigError', message }
}

function fieldText(working: ObjectReader, pod: Pod, path: string): string | undefined {
  const node = working.get(objectKey('', 'nodes', '', pod.spec.nodeName ?? '')) as { status?: { addresses?: readonly { type: string; address: string }[] } } | undefined
  const fixed: Readonly<Record<string, string | undefined>> = {
    'metadata.name': pod.metadata.name,
    'metadata.namespace': pod.metadata.namespace,
    'metadata.uid': pod.metadata.uid,
    'spec.nodeName': pod.spec.nodeName,
    'spec.serviceAccountName': pod.spec.serviceAccountName,
    'status.podIP': pod.status?.podIP,
    'status.hostIP': node?.status?.addresses?.find((address) => address.type === 'InternalIP')?.address,
  }
  if (path in fixed) return fixed[path]
  const keyedPath = /^metadata\.(labels|annotations)\['([^']+)'\]$/.exec(path)
  return keyedPath === null ? undefined : (pod.metadata[keyedPath[1] as 'labels' | 'annotations']?.[keyedPath[2] ?? ''] ?? '')
}

function expandAll(words: readonly string[], env: Readonly<Record<string, string>>): string[] {
  return words.map((word) => expand(word, env))
}

/** `$(NAME)` becomes the variable's value; an unknown one stays as it is, `$$(NAME)` is an escape (third_party/forked/golang/expansion). */
function expand(text: string, env: Readonly<Record<string, string>>): string {
  return text.replace(/\$(\$|\(([^)]+)\))/g, (whole, first: string, name: string | undefined) => (first === '$' ? '$' : (env[name ?? ''] ?? whole)))
}

function exists(working: ObjectReader, pod: Pod, kind: 'configmap' | 'secret', name: string): boolean {
  return working.get(objectKey('', `${kind}s`, pod.metadata.namespace ?? '', name)) !== undefined
}

function configMap(working: ObjectReader, pod: Pod, name: string): ConfigMap | undefined {
  return working.get(objectKey('', 'configmaps', pod.metadata.namespace ?? '', name)) as ConfigMap | undefined
}

function configValue(working: ObjectReader, pod: Pod, name: string, key: string): string | undefined {
  return configMap(working, pod, name)?.data?.[key]
}

function secretData(working: ObjectReader, pod: Pod, name: string): Record<string, string> | undefined {
  const secret = working.get(objectKey('', 'secrets', pod.metadata.namespace ?? '', name)) as Secret | undefined
  if (secret?.data === undefined) return undefined
  return Object.fromEntries(Object.entries(secret.data).map(([key, value]) => [key, decodeBase64(value)]))
}

function secretValue(working: ObjectReader, pod: Pod, name: string, key: string): string | undefined {
  return secretData(working, pod, name)?.[key]
}

function decodeBase64(text: string): string {
  return new TextDecoder().decode(Uint8Array.from(atob(text), (character) => character.charCodeAt(0)))
}
