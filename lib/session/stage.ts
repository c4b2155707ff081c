import type { SceneStep } from '@/lib/course/scene'
import type { Exercise, GivenStep, TrafficSource } from '@/lib/grade/exercise'

/** What a figure's own cluster starts from. */
export interface Stage {
  readonly session: string
  readonly given: readonly GivenStep[]
  readonly traffic: readonly TrafficSource[]
}

/** A figure is hosted as an exercise is, with nothing to write and nothing to grade. */
export function stagedExercise({ session, given, traffic }: Stage): Exercise {
  return {
    id: session,
    title: session,
    given,
    traffic,
    starter: {},
    solution: {},
    hints: ['', '', ''],
    expectations: [{ id: 'none', title: 'A figure has no grade', check: () => ({ met: false, message: 'A figure has no grade.' }) }],
    mistakes: [],
  }
}

/** What a step is called on the time line. */
export function sayStep(step: SceneStep): string {
  switch (step.do) {
    case 'kubectl':
      return `you: ${step.line}`
    case 'apply':
      return 'you: kubectl apply'
    case 'traffic':
      return `requests go to ${step.traffic.map(({ url }) => url).join(', ')} from now on`
    case 'fault':
      return step.fault.do.endsWith('node') && 'node' in step.fault ? `${step.fault.node} is ${step.fault.do === 'stop-node' ? 'switched off' : 'switched on'}` : `a container fails: ${step.fault.do}`
  }
}
