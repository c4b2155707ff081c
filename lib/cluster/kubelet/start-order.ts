import type { ContainerRuntime, PodRuntime } from './runtime'

/** Whether it is a container's turn: init containers one after another (a sidecar's turn is over once it has started), then the apps together. */
export function canStart(runtime: PodRuntime, container: ContainerRuntime): boolean {
  if (container.starts > 0 || runtime.terminatingSince !== undefined) return true
  for (const earlier of runtime.containers) {
    if (earlier === container) return true
    if (earlier.role === 'app') continue
    const over = earlier.role === 'sidecar' ? earlier.started : earlier.phase === 'ended' && earlier.ended?.exitCode === 0
    if (!over) return false
  }
  return true
}
