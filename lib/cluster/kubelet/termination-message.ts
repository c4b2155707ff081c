import type { Container, Pod } from '@/lib/kube/core/v1.generated'
import type { Working } from '../working/working'
import { filesOf } from './files/pod-files'
import type { ContainerRuntime } from './runtime'

// pkg/kubelet/container/runtime.go: MaxContainerTerminationMessageLength, MaxContainerTerminationMessageLogLength, MaxContainerTerminationMessageLogLines
const longestMessage = 4096
const longestLog = 2048
const mostLines = 80

/** What an ended container has left as its reason: the file that it wrote, or else, where that is asked for and it failed, the end of its log. */
export function terminationMessage(working: Working, pod: Pod, spec: Container, container: ContainerRuntime, exitCode: number): string | undefined {
  const written = filesOf(working, pod.metadata.uid).messages[container.name]
  if (written?.kind === 'file' && written.text !== '') return written.text.slice(0, longestMessage)
  if (spec.terminationMessagePolicy !== 'FallbackToLogsOnError' || exitCode === 0 || container.log.length === 0) return undefined
  return container.log.slice(-mostLines).map(({ line }) => `${line}\n`).join('').slice(-longestLog)
}
