import type { Container, Pod } from '@/lib/kube/core/v1.generated'
import { accountsOf } from '../files/accounts'

/** What the kubelet tells the container runtime about a container's security (CRI LinuxContainerSecurityContext). */
export interface RuntimeSecurity {
  readonly runAsUser: number | null
  readonly runAsUsername: string
  readonly runAsGroup: number | null
  readonly supplementalGroups: readonly number[]
  readonly supplementalGroupsPolicy: string
  readonly capabilitiesAdd: readonly string[]
  readonly capabilitiesDrop: readonly string[]
  readonly privileged: boolean
  readonly readonlyRootfs: boolean
  readonly noNewPrivs: boolean
  readonly seccomp: Profile
  readonly apparmor: Profile | null
  readonly namespaces: { readonly network: string; readonly pid: string; readonly ipc: string }
  /** How many paths of /proc and /sys are hidden or read-only. */
  readonly maskedPaths: number
  readonly readonlyPaths: number
  readonly selinux: object | null
}

/** What the kubelet tells the runtime about a Pod's sandbox. */
export interface SandboxSecurity {
  readonly runAsUser: number | null
  readonly runAsGroup: number | null
  readonly supplementalGroups: readonly number[]
  readonly privileged: boolean
  readonly seccomp: Profile
  readonly sysctls: Readonly<Record<string, string>>
}

export interface Profile {
  readonly type: string
  readonly localhostRef?: string
}

/** The user an image asks for: a number, or a name that only the image can resolve. */
export interface ImageUser {
  readonly image: string
  readonly uid: number
  readonly username?: string
}

type Source = { readonly type: string; readonly localhostProfile?: string } | undefined

/** The container's settings over the Pod's, over the image's (kuberuntime/security_context.go determineEffectiveSecurityContext). */
export function runtimeSecurity(pod: Pod, container: Container, image: ImageUser): RuntimeSecurity {
  const forPod = pod.spec.securityContext
  const own = container.securityContext ?? {}
  const asked = own.runAsUser ?? forPod.runAsUser
  return {
    runAsUser: asked ?? (image.username === undefined ? image.uid : null),
    runAsUsername: asked === undefined ? (image.username ?? '') : '',
    runAsGroup: own.runAsGroup ?? forPod.runAsGroup ?? null,
    supplementalGroups: supplementalGroups(pod),
    supplementalGroupsPolicy: forPod.supplementalGroupsPolicy ?? 'Merge',
    ...privileges(own),
    ...profiles(own, forPod),
    namespaces: namespaces(pod),
    ...hiddenPaths(own),
  }
}

type OwnSecurity = NonNullable<Container['securityContext']>

function privileges({ capabilities, privileged = false, readOnlyRootFilesystem = false, allowPrivilegeEscalation }: OwnSecurity): Pick<RuntimeSecurity, 'capabilitiesAdd' | 'capabilitiesDrop' | 'privileged' | 'readonlyRootfs' | 'noNewPrivs'> {
  return {
    capabilitiesAdd: capabilities?.add ?? [],
    capabilitiesDrop: capabilities?.drop ?? [],
    privileged,
    readonlyRootfs: readOnlyRootFilesystem,
    noNewPrivs: allowPrivilegeEscalation === false,
  }
}

function profiles(own: OwnSecurity, forPod: Pod['spec']['securityContext']): Pick<RuntimeSecurity, 'seccomp' | 'apparmor' | 'selinux'> {
  return {
    seccomp: profile(own.seccompProfile ?? forPod.seccompProfile, '/var/lib/kubelet/seccomp/') ?? { type: 'Unconfined' },
    apparmor: profile(own.appArmorProfile ?? forPod.appArmorProfile, '') ?? null,
    selinux: own.seLinuxOptions ?? forPod.seLinuxOptions ?? null,
  }
}

function hiddenPaths({ procMount }: OwnSecurity): Pick<RuntimeSecurity, 'maskedPaths' | 'readonlyPaths'> {
  return procMount === 'Unmasked' ? { maskedPaths: 0, readonlyPaths: 0 } : { maskedPaths: 12, readonlyPaths: 5 }
}

/** A sandbox always runs under the runtime's default seccomp profile (kuberuntime_sandbox.go generatePodSandboxLinuxConfig). */
export function sandboxSecurity(pod: Pod): SandboxSecurity {
  const { runAsUser, runAsGroup, sysctls = [] } = pod.spec.securityContext
  const privileged = [...(pod.spec.initContainers ?? []), ...pod.spec.containers].some((container) => container.securityContext?.privileged === true)
  return {
    runAsUser: runAsUser ?? null,
    runAsGroup: runAsGroup ?? null,
    supplementalGroups: supplementalGroups(pod),
    privileged,
    seccomp: { type: 'RuntimeDefault' },
    sysctls: Object.fromEntries(sysctls.map(({ name, value }) => [name, value])),
  }
}

/** Groups that processes get beside their primary one by the Pod's wish: fsGroup, then supplementalGroups. */
function supplementalGroups(pod: Pod): number[] {
  const { fsGroup, supplementalGroups: extra = [] } = pod.spec.securityContext
  return [...(fsGroup === undefined ? [] : [fsGroup]), ...extra]
}

function profile(source: Source, folder: string): Profile | undefined {
  if (source === undefined) return undefined
  return source.type === 'Localhost' ? { type: 'Localhost', localhostRef: `${folder}${source.localhostProfile ?? ''}` } : { type: source.type }
}

function namespaces(pod: Pod): RuntimeSecurity['namespaces'] {
  const { hostNetwork, hostPID, hostIPC, shareProcessNamespace } = pod.spec
  return {
    network: hostNetwork === true ? 'NODE' : 'POD',
    pid: hostPID === true ? 'NODE' : shareProcessNamespace === true ? 'POD' : 'CONTAINER',
    ipc: hostIPC === true ? 'NODE' : 'POD',
  }
}

/** Why the kubelet refuses to make a container under `runAsNonRoot`; undefined when it does not (kuberuntime/security_context.go verifyRunAsNonRoot). */
export function nonRootRefusal(pod: Pod, container: Container, image: ImageUser): string | undefined {
  const own = container.securityContext ?? {}
  const forPod = pod.spec.securityContext
  if (!(own.runAsNonRoot ?? forPod.runAsNonRoot ?? false)) return undefined
  const about = `(pod: "${pod.metadata.name}_${pod.metadata.namespace ?? ''}(${pod.metadata.uid})", container: ${container.name})`
  const asked = own.runAsUser ?? forPod.runAsUser
  if (asked !== undefined) return asked === 0 ? `container's runAsUser breaks non-root policy ${about}` : undefined
  if (image.username !== undefined) return `container has runAsNonRoot and image has non-numeric user (${image.username}), cannot verify user is non-root ${about}`
  return image.uid === 0 ? `container has runAsNonRoot and image will run as root ${about}` : undefined
}

/** The user in an image's configuration. */
export function imageUser(image: string, uid: number): ImageUser {
  const named = image.includes('curlimages/') ? accountsOf(image).find((account) => account.id === uid)?.name : undefined
  return { image, uid, ...(named === undefined ? {} : { username: named }) }
}
