import { isProgram } from '#container-programs'
import type { Container, Pod } from '@/lib/kube/core/v1.generated'
import type { Working } from '../working/working'
import { identityIn } from './exec/exec'
import { expand } from './environment/expand'
import { environmentOf } from './environment/environment'
import { FileSystem } from './files/file-system'
import { imageTree } from './files/image-tree'
import { mountedNode, mountsOf } from './files/pod-files'
import { nodeAt, partsOf } from './files/tree'

const runc = 'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: '

/** Why the runtime can't start a container that it has made, in runc's words; undefined when it can. */
export function startErrorOf(working: Working, pod: Pod, container: Container): string | undefined {
  const reason = mountFault(working, pod, container) ?? commandFault(working, pod, container)
  return reason === undefined ? undefined : `${runc}${reason}`
}

/** A folder can't be mounted onto a file. A key that is not in the volume is made as an empty folder (subpath.go SafeMakeDir). */
function mountFault(working: Working, pod: Pod, container: Container): string | undefined {
  for (const [index, mount] of (container.volumeMounts ?? []).entries()) {
    const { name, mountPath, subPath, subPathExpr } = mount
    if (nodeAt(imageTree(container.image ?? ''), partsOf(mountPath))?.kind !== 'file' || mountedNode(working, pod, mount)?.kind === 'file') continue
    const volume = pod.spec.volumes?.find((candidate) => candidate.name === name)
    const folder = `/var/lib/kubelet/pods/${pod.metadata.uid}`
    const source = (subPath ?? subPathExpr) === undefined ? `${folder}/volumes/kubernetes.io~${pluginOf(volume)}/${name}` : `${folder}/volume-subpaths/${name}/${container.name}/${String(index)}`
    return `error mounting "${source}" to rootfs at "${mountPath}": mount src=${source}, dst=${mountPath}, flags=MS_BIND|MS_REC: not a directory: Are you trying to mount a directory onto a file (or vice-versa)? Check if the specified host path exists and is the expected type`
  }
  return undefined
}

function pluginOf(volume: NonNullable<Pod['spec']['volumes']>[number] | undefined): string {
  if (volume?.configMap !== undefined) return 'configmap'
  if (volume?.secret !== undefined) return 'secret'
  if (volume?.projected !== undefined) return 'projected'
  return volume?.downwardAPI === undefined ? 'empty-dir' : 'downward-api'
}

function commandFault(working: Working, pod: Pod, container: Container): string | undefined {
  const [first] = container.command ?? []
  const identity = identityIn(pod, container)
  const environment = environmentOf(working, pod, container)
  if (first === undefined || identity === undefined || 'error' in environment) return undefined
  const program = expand(first, (name) => environment.env[name])
  const exists = isProgram(program) || isOwnProgram(container, program)
  if (!program.includes('/')) return exists ? undefined : `exec: "${program}": executable file not found in $PATH`
  return fileFault(new FileSystem(mountsOf(working, pod, container), identity), program, exists)
}

function fileFault(files: FileSystem, program: string, exists: boolean): string | undefined {
  const found = files.stat(program)
  if (!found.ok) return exists ? undefined : `exec: "${program}": stat ${program}: no such file or directory`
  return found.value.kind === 'folder' || !files.allows(program, 'execute') ? `exec: "${program}": permission denied` : undefined
}

const searched = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/usr/local/apache2/bin']
/** Programs of images whose files are not all part of this practice cluster. */
const entryPoints = new Set(['docker-entrypoint.sh', 'redis-server', 'postgres', 'httpd-foreground', 'nginx-debug'])

/** Whether a word means the program that an image runs by itself. */
export function isOwnProgram(container: Container, word: string): boolean {
  const name = word.slice(word.lastIndexOf('/') + 1)
  if (entryPoints.has(name) || /^example\.com\/|\/example\.com\//.test(container.image ?? '')) return true
  return searched.some((folder) => nodeAt(imageTree(container.image ?? ''), partsOf(`${folder}/${name}`))?.kind === 'file')
}
