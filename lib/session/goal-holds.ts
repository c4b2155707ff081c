import type { Deployment } from '@/lib/kube/apps/v1.generated'
import type { KubeObject, ObjectKey } from '@/lib/kube/object'
import type { Goal, PodsGoal } from './messages'
import { waysOf } from './ways'

type Objects = ReadonlyMap<ObjectKey, KubeObject>

/** Whether a goal is reached: a ready endpoint with a port leads there, the route sends that share, or so many Pods are available. */
export function holds(goal: Goal, objects: Objects): boolean {
  if ('deployment' in goal) return hasPods(goal, objects)
  return waysOf(objects).some(({ from, to, port, share }) => from === goal.from && to === goal.to && port === goal.port && share === goal.share)
}

function hasPods({ deployment, replicas, image }: PodsGoal, objects: Objects): boolean {
  const [, namespace = '', name = ''] = deployment.split('/')
  const found = objects.get(`apps/deployments/${namespace}/${name}`) as Deployment | undefined
  if (found === undefined || found.spec.replicas !== replicas || imageOf(found) !== image) return false
  const { availableReplicas = 0, updatedReplicas = 0, replicas: all = 0 } = found.status ?? {}
  return availableReplicas === replicas && updatedReplicas === replicas && all === replicas
}

/** Every Deployment as a goal that it would be. */
export function podsGoals(objects: Objects): PodsGoal[] {
  const found: PodsGoal[] = []
  for (const [key, object] of objects) {
    if (!key.startsWith('apps/deployments/')) continue
    const deployment = object as Deployment
    found.push({ deployment: `Deployment/${deployment.metadata.namespace ?? ''}/${deployment.metadata.name}`, replicas: deployment.spec.replicas, image: imageOf(deployment) })
  }
  return found
}

function imageOf({ spec }: Deployment): string {
  return spec.template.spec.containers[0]?.image ?? ''
}
