import type { Container, Pod } from '@/lib/kube/core/v1.generated'
import type { Image, StartContext } from '../images/image'
import type { Working } from '../working/working'
import { environmentOf } from './environment/environment'
import { expand } from './environment/expand'
import { FileSystem } from './files/file-system'
import { mountsOf } from './files/pod-files'
import { mayListenOn, type ContainerRuntime } from './runtime'
import { identityOf, type Identity } from './security/identity'
import { imageUser, nonRootRefusal } from './security/runtime-security'

/** A container that can't be made: by the kubelet's word (CreateContainerConfigError) or the runtime's (CreateContainerError). */
export interface ConfigError {
  readonly reason: 'CreateContainerConfigError' | 'CreateContainerError'
  readonly message: string
}

/** What a container's process gets when it starts beside the Pod's other containers, or why it cannot be made. */
export function containerContext(working: Working, pod: Pod, container: Container, image: Image, containers: readonly ContainerRuntime[]): StartContext | ConfigError {
  const checked = check(working, pod, container, image)
  if ('reason' in checked) return checked
  return { ...contextFor(working, pod, container, checked.identity, checked.env), isTaken: (port) => containers.some((other) => other.name !== container.name && mayListenOn(other, port)) }
}

/** Why a container cannot be made; undefined when it can. */
export function configErrorOf(working: Working, pod: Pod, container: Container, image: Image): ConfigError | undefined {
  const checked = check(working, pod, container, image)
  return 'reason' in checked ? checked : undefined
}

function check(working: Working, pod: Pod, container: Container, image: Image): ConfigError | { readonly identity: Identity; readonly env: Readonly<Record<string, string>> } {
  const environment = environmentOf(working, pod, container)
  if ('error' in environment) return { reason: 'CreateContainerConfigError', message: environment.error }
  const user = imageUser(container.image ?? '', image.uid)
  const refusal = nonRootRefusal(pod, container, user)
  if (refusal !== undefined) return { reason: 'CreateContainerConfigError', message: refusal }
  const result = identityOf(pod, container, user)
  if ('error' in result) return { reason: 'CreateContainerError', message: `failed to generate container "${containerId(working)}" spec: ${result.error}` }
  return { identity: result.identity, env: environment.env }
}

function contextFor(working: Working, pod: Pod, container: Container, identity: Identity, env: Readonly<Record<string, string>>): Omit<StartContext, 'isTaken'> {
  const files = new FileSystem(mountsOf(working, pod, container), identity)
  const known = (name: string) => env[name]
  const read = (path: string) => {
    const text = files.read(path)
    return text.ok ? text.value : undefined
  }
  return {
    now: working.now,
    env,
    command: (container.command ?? []).map((word) => expand(word, known)),
    args: (container.args ?? []).map((word) => expand(word, known)),
    uid: identity.uid,
    gid: identity.gid,
    capabilities: identity.capabilities,
    unprivilegedPortStart: Number(pod.spec.securityContext.sysctls?.find((sysctl) => sysctl.name === 'net.ipv4.ip_unprivileged_port_start')?.value ?? 1024),
    canWrite: (path) => files.writeFault(path) === undefined,
    writeFault: (path) => files.writeFault(path),
    readFile: read,
    listFiles: (path) => {
      const names = files.list(path)
      return names.ok ? names.value : []
    },
  }
}

/** A name as the runtime gives them: 64 hexadecimal digits. */
export function containerId(working: Working): string {
  return Array.from({ length: 8 }, () => working.hex()).join('')
}
