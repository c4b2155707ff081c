import type { Pod } from '@/lib/kube/core/v1.generated'
import { breakContainer, type Breakage } from '@/lib/cluster/kubelet/break-container'
import type { Working } from '@/lib/cluster/working/working'
import { filmKubectl } from './film-kubectl'
import type { FilmStep, StepMeans, StepResult } from './film-steps'

/** kubectl and faults as films use them, in the film's namespace. */
export function filmMeans(namespace: string): StepMeans {
  return {
    kubectl: (working, step) => filmKubectl(working, step.command ?? '', namespace, step.stdout),
    fault: (working, step) => fault(working, step, namespace),
  }
}

function fault(working: Working, step: FilmStep, namespace: string): StepResult {
  const pod = working.get(`/pods/${namespace}/${step.pod ?? ''}`) as Pod | undefined
  const breakage = breakageOf(step)
  const container = pod?.spec.containers[0]?.name
  if (pod === undefined || breakage === undefined || container === undefined) return 'unknown'
  breakContainer(working, pod, container, breakage)
  return 'done'
}

function breakageOf(step: FilmStep): Breakage | undefined {
  const code = /code=(\d+)|^status (\d+)/.exec(step.path ?? step.do)
  if (code !== null) return { answersWith: Number(code[1] ?? code[2]) || 200 }
  if (step.do === 'kill') return 'kill-container'
  if (step.do === 'oom') return 'out-of-memory'
  if (step.path === '/-/close') return 'close-port'
  return step.do === 'hang' || step.path === '/-/hang' ? 'hang-container' : undefined
}
