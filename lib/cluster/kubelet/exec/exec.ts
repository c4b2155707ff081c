import { runProgram } from '#container-programs'
import type { Container, Pod } from '@/lib/kube/core/v1.generated'
import { imageOf } from '../../images/catalogue'
import type { ProcessResult } from '../../api/request'
import type { Working } from '../../working/working'
import { accountsOf } from '../files/accounts'
import { FileSystem } from '../files/file-system'
import { hostnameOf } from '../files/generated-files'
import { mountsOf } from '../files/pod-files'
import { runtimeOf } from '../runtime'
import { identityOf, type Identity } from '../security/identity'
import { imageUser } from '../security/runtime-security'
import { procMounts } from './proc'

/** Why a process could not be started in a container, in the words a client gets. */
export interface ExecRefusal {
  readonly refused: string
}

const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/**
 * Runs a program in a running container to its end, at this moment of simulated time: its files, environment and identity are the container's.
 * `durationMs` (sleeps, requests) is for the caller to let pass. What it changes (files, signals) stays.
 */
export function execInPod(working: Working, pod: Pod, containerName: string, argv: readonly string[], stdin = ''): ProcessResult | ExecRefusal {
  const container = containerOf(pod, containerName)
  const running = runtimeOf(working, pod.metadata.uid)?.containers.find((candidate) => candidate.name === containerName)
  if (container === undefined || running?.phase !== 'running' || running.process === undefined) return { refused: `container not found ("${containerName}")` }
  const identity = identityIn(pod, container)
  if (identity === undefined) return { refused: `container not found ("${containerName}")` }
  return runIn(working, pod, container, { argv, stdin, identity, env: processEnvironment(pod, container, identity, running.process.env) })
}

interface Wanted {
  readonly argv: readonly string[]
  readonly stdin: string
  readonly identity: Identity
  readonly env: Readonly<Record<string, string>>
}

/** Runs a program that was found to have a container and somebody to be. */
function runIn(working: Working, pod: Pod, container: Container, wanted: Wanted): ProcessResult | ExecRefusal {
  let [stdout, stderr, durationMs] = ['', '', 0]
  const files = new FileSystem([...mountsOf(working, pod, container), ...procMounts(pod, wanted.identity)], wanted.identity)
  const exitCode = runProgram({
    working,
    pod,
    container,
    ...wanted,
    files,
    cwd: container.workingDir ?? '/',
    out: (text) => (stdout += text),
    err: (text) => (stderr += text),
    spend: (ms) => (durationMs += ms),
    spent: () => durationMs,
    start: () => 126,
  })
  if (exitCode === undefined) return { refused: `executable file not found: ${wanted.argv[0] ?? ''}` }
  return { stdout, stderr, exitCode, durationMs: Math.min(durationMs, Number.MAX_SAFE_INTEGER) }
}

/** Who a container's processes are; undefined where the runtime refuses to make it. */
export function identityIn(pod: Pod, container: Container): Identity | undefined {
  const image = container.image ?? ''
  const result = identityOf(pod, container, imageUser(image, imageOf(image)?.uid ?? 0))
  return 'identity' in result ? result.identity : undefined
}

/** What `env` shows: the runtime's own variables and those resolved when the container started, `own`. */
export function processEnvironment(pod: Pod, container: Container, { uid }: Identity, own: Readonly<Record<string, string>>): Record<string, string> {
  const home = accountsOf(container.image ?? '').find((account) => account.id === uid)?.home ?? '/'
  return { PATH: path, HOSTNAME: hostnameOf(pod), ...own, HOME: own['HOME'] ?? home }
}

function containerOf(pod: Pod, name: string): Container | undefined {
  return [...pod.spec.containers, ...(pod.spec.initContainers ?? [])].find((container) => container.name === name)
}
