import { StepFilm } from '@/components/film/step-film'
import type { FilmScript, FilmStep } from '@/lib/course/film'
import given from './figure.yaml'

/** What is done one after another: a weight for the canary, or the fixed version. */
type Move = number | 'fix'

const plans: readonly { readonly id: string; readonly label: string; readonly moves: readonly Move[]; readonly say: string }[] = [
  { id: 'steps', label: '10, 25, back, fix, on', moves: [10, 25, 0, 'fix', 10, 25, 50, 100], say: 'At 10 % nothing shows. At 25 % a tenth of the answers of 2.0 are errors: one request in forty. The weight goes back to 0, and the same steps with 2.0.1 end at 100 %.' },
  { id: 'jump', label: '10, then 50', moves: [10, 50, 0], say: 'The step from 10 % to 50 % leaves out the one at which the bug begins to show. It is found all the same, and twice as many users have it.' },
  { id: 'all', label: 'all at once', moves: [100, 0], say: 'Without steps everybody has the bug until somebody acts. The way back is as short as before; the number of users before it is not.' },
]

/** The first seconds are the state before: 2 %. */
const beforeMs = 5_000
/** So many that one error in forty shows within seconds. */
const perSecond = 50

function weightStep(weight: number, when: FilmStep['when'], version: string): FilmStep {
  const [stable, canary] = [0, 1].map((at) => `/spec/rules/0/backendRefs/${at}/weight`)
  return {
    when,
    say: weight === 0 ? 'back to 0 %' : `${version} at ${weight} %`,
    steps: [{ do: 'kubectl', line: `kubectl patch httproute feed --type=json --patch '[{"op":"replace","path":"${stable ?? ''}","value":${100 - weight}},{"op":"replace","path":"${canary ?? ''}","value":${weight}}]'` }],
  }
}

export function scriptOf(plan: string, watchedFor: number): FilmScript {
  const moves = plans.find(({ id }) => id === plan)?.moves ?? []
  let version = '2.0'
  const steps = moves.map((move, index): FilmStep => {
    const afterMs = index === 0 ? beforeMs : watchedFor * 1000
    if (move !== 'fix') return weightStep(move, moves[index - 1] === 'fix' ? { rolledOut: 'feed-canary', afterMs: 2_000 } : { afterMs }, version)
    version = '2.0.1'
    return { when: { afterMs: 5_000 }, say: 'the canary gets 2.0.1', steps: [{ do: 'kubectl', line: 'kubectl set image deployment/feed-canary feed=example.com/feed:2.0.1' }] }
  })
  return { given: [{ do: 'apply', text: given }], traffic: { url: 'http://feed.example.com', perSecond }, steps, restMs: watchedFor * 1000, limitMs: 1_200_000 }
}

export function Figure() {
  return (
    <StepFilm
      title="The bug that shows at 25 %"
      invitation="feed:2.0 fails one of its requests in ten, and only once a quarter of all of them go to it. There are 50 requests a second. Choose the steps, and how long each is watched."
      choices={plans}
      choiceLabel="Steps of the canary’s weight"
      slider={{ label: 'each watched for', min: 10, max: 60, step: 10, first: 20 }}
      versions={['1.0', '2.0', '2.0.1']}
      before="2.0 at 2 %"
      scriptOf={scriptOf}
    />
  )
}
