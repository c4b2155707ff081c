import type { Node, Pod } from '@/lib/kube/core/v1.generated'
import type { Status } from '@/lib/kube/meta/v1.generated'
import { objectKey } from '@/lib/kube/object'
import { internalErrorStatus, statusError } from '@/lib/kube/status-error'
import type { PodRuntime } from '../api/subresources/pod-runtime'
import { isNodeDown } from '../node-power'
import type { Working } from '../working/working'
import { execInPod } from './exec/exec'
import { readLog } from './read-log'

/** The kubelets' side of logs and exec. */
export const nodeAnswers: PodRuntime = {
  log: (working, pod, options) => silent(working, pod, `containerLogs/${pod.metadata.namespace ?? ''}/${pod.metadata.name}/${options.container}`) ?? readLog(working, pod, options),
  exec: (working, pod, container, command, stdin) => {
    const down = silent(working, pod, `exec/${pod.metadata.namespace ?? ''}/${pod.metadata.name}/${container}`)
    if (down !== undefined) return down
    const result = execInPod(working, pod, container, command, stdin)
    if (!('refused' in result)) return { process: result }
    if (result.refused.startsWith('container not found')) return { failure: statusError(404, '', `unable to upgrade connection: ${result.refused}`) }
    const why = `error executing command in container: rpc error: code = Unknown desc = failed to exec in container: failed to start exec: OCI runtime exec failed: exec failed: unable to start container process: exec: "${command[0] ?? ''}": ${startFault(command[0] ?? '')}`
    return { failure: internalErrorStatus(`Internal error occurred: ${why}`) }
  },
}

/** The API server gets no answer from a node that is down. */
function silent(working: Working, pod: Pod, path: string): { readonly failure: Status } | undefined {
  const name = pod.spec.nodeName ?? ''
  if (!isNodeDown(working, name)) return undefined
  const node = working.get(objectKey('', 'nodes', '', name)) as Node | undefined
  const address = `${node?.status?.addresses?.find((own) => own.type === 'InternalIP')?.address ?? name}:10250`
  return { failure: internalErrorStatus(`Get "https://${address}/${path}": dial tcp ${address}: connect: no route to host`) }
}

function startFault(program: string): string {
  return program.includes('/') ? `stat ${program}: no such file or directory` : 'executable file not found in $PATH'
}
