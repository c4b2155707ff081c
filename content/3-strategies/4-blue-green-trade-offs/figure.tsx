import { SideBySide, type Way } from '@/components/film/side-by-side'
import type { Film, FilmScript, FilmStep } from '@/lib/course/film'
import { countsAt, countsOver, extremesOf } from '@/lib/course/film-counts'
import type { SceneTable } from '@/lib/course/scene'
import { script } from './scripts'

const versions = { old: '1.8', new: '1.9-buggy' } as const
const sizes = [3, 6, 10] as const

const decided = { afterMs: 5_000 }
const select: FilmStep['steps'] = [{ do: 'kubectl', line: `kubectl patch service payments --patch '{"spec":{"selector":{"version":"blue"}}}'` }]

/** Three ways back from green's faulty revision 2: to a blue that runs, to a blue that was scaled away, to green's own revision 1. */
export function waysOf(choice: string, readyAfter: number): [Way, Way, Way] {
  const replicas = Number(choice)
  const film = (blue: number, steps: readonly FilmStep[]): FilmScript => script({ replicas, readyAfter, blue, steps })
  return [
    { id: 'switch', title: 'switch back', script: film(replicas, [{ when: decided, say: 'the Service selects blue', steps: select }]) },
    {
      id: 'from-zero',
      title: 'blue from 0',
      script: film(0, [
        { when: decided, say: `blue is scaled to ${replicas}`, steps: [{ do: 'kubectl', line: `kubectl scale deployment payments-blue --replicas=${replicas}` }] },
        { when: { rolledOut: 'payments-blue' }, say: 'the Service selects blue', steps: select },
      ]),
    },
    { id: 'undo', title: 'rollout undo', script: film(0, [{ when: decided, say: 'kubectl rollout undo', steps: [{ do: 'kubectl', line: 'kubectl rollout undo deployment/payments-green' }] }]) },
  ]
}

/** Seconds from the decision until 1.9-buggy got its last request. */
export function wayBackSeconds({ seconds, stepsAt }: Film): number {
  const last = seconds.findLastIndex(({ byVersion, failed }) => (byVersion[versions.new] ?? 0) + failed > 0)
  return Math.max(0, last + 1 - Math.round((stepsAt[0] ?? 0) / 1000))
}

export function tableOf(films: readonly Film[]): SceneTable {
  return {
    columns: ['switch back', 'blue from 0', 'rollout undo'],
    rows: [
      { label: 'all on 1.8 after', cells: films.map((film) => `${wayBackSeconds(film)} s`) },
      { label: 'users hit until then', cells: films.map(({ failures, stepsAt }) => String(failures.filter(({ at }) => at > (stepsAt[0] ?? 0)).length)) },
      { label: 'Pods before', cells: films.map((film) => String(countsAt(film, 0).total)) },
      { label: 'peak Pods', cells: films.map((film) => String(extremesOf(countsOver(film)).highestTotal.total)) },
    ],
  }
}

const say = 'The switch is one field, and takes as long as it takes to reach every node. The other two have to start Pods first: the more there are, and the longer each needs, the later users are back. What the fast way costs are the Pods that ran for nothing until then.'

export function Figure() {
  return (
    <SideBySide
      title="Three ways back"
      invitation="Green has released 1.9-buggy, which fails one request in five. After 5 seconds somebody decides to go back. Choose how many Pods there are and how long one takes to be ready."
      choices={sizes.map((size) => ({ id: String(size), label: `${size} Pods`, say, first: size === 6 }))}
      choiceLabel="Replicas"
      versionsOf={() => versions}
      slider={{ label: 'ready after', min: 5, max: 30, step: 5, first: 10 }}
      waysOf={waysOf}
      tableOf={tableOf}
    />
  )
}
