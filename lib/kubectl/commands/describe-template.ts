import type { ReplicaSet } from '@/lib/kube/apps/v1.generated'
import type { Container } from '@/lib/kube/core/v1.generated'

/** The Pod template of a revision, as `rollout history --revision` shows it. */
export function describeTemplate({ spec }: ReplicaSet): string {
  const labels = Object.entries(spec.template?.metadata.labels ?? {})
  const lines = ['Pod Template:', ...labels.map(([key, value], index) => (index === 0 ? `  Labels:\t${key}=${value}` : `\t${key}=${value}`))]
  for (const [key, value] of Object.entries(spec.template?.metadata.annotations ?? {})) lines.push(`  Annotations:\t${key}: ${value}`)
  lines.push('  Containers:', ...(spec.template?.spec.containers ?? []).flatMap(containerLines), '  Volumes:\t<none>', '  Node-Selectors:\t<none>', '  Tolerations:\t<none>')
  return `${lines.join('\n')}\n`
}

function containerLines(container: Container): string[] {
  const ports = (container.ports ?? []).map((port) => `${port.containerPort}/${port.protocol}`).join(', ')
  return [`   ${container.name}:`, `    Image:\t${container.image ?? ''}`, `    Port:\t${ports === '' ? '<none>' : ports}`, `    Host Port:\t${ports === '' ? '<none>' : (container.ports ?? []).map((port) => `${port.hostPort ?? 0}/${port.protocol}`).join(', ')}`, '    Environment:\t<none>', '    Mounts:\t<none>']
}
