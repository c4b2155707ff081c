import type { Pod } from '@/lib/kube/core/v1.generated'
import type { Status } from '@/lib/kube/meta/v1.generated'
import type { Working } from '../../working/working'
import type { ProcessResult } from '../request'

/** What of a container's log is wanted (core/v1 PodLogOptions). */
export interface LogOptions {
  readonly container: string
  readonly previous: boolean
  readonly timestamps: boolean
  readonly tailLines?: number
  readonly limitBytes?: number
  readonly sinceSeconds?: number
  readonly sinceTime?: string
}

/** What the API server asks of the node that runs a Pod: the kubelet's side of logs and exec. */
export interface PodRuntime {
  /** The log's text, or the kubelet's refusal. */
  log(working: Working, pod: Pod, options: LogOptions): { readonly text: string } | { readonly failure: Status }
  /** A process in a container, run to its end, or the kubelet's refusal. */
  exec(working: Working, pod: Pod, container: string, command: readonly string[], stdin: string): { readonly process: ProcessResult } | { readonly failure: Status }
}
