'use client'
import { memo, useMemo, useState } from 'react'
import { ClusterMap } from '@/components/cluster-map/cluster-map'
import { versionOf } from '@/components/cluster-map/pod-model'
import type { ClusterSnapshot, GoalLine, MapView, PodsGoalMark } from '@/components/cluster-map/snapshot'
import { refOf } from '@/components/cluster-map/snapshot'
import { useSession } from '@/components/session/session-context'
import { useInSteps } from '@/components/session/use-in-steps'
import { useSessionInTurn } from '@/components/session/use-session-in-turn'
import { Timeline } from '@/components/timeline/timeline'
import type { ExerciseOutline, Goal } from '@/lib/session/messages'
import type { Session } from '@/lib/session/session'
import type { SessionState } from '@/lib/session/session-state'
import type { Shown, Speed } from '@/lib/session/timeline'
import { holds } from '@/lib/session/goal-holds'

/** The live map with its time line, each drawn in a turn of its own. */
export function ClusterPane({ session }: { readonly session: Session }) {
  const shown = useInSteps(useSessionInTurn(session, shownOf))
  const outline = useSession(session, (state) => state.outline)
  const engine = useSession(session, (state) => state.engine)
  if (shown === undefined || outline === undefined) return <p className="cluster-wait">{words[engine]}</p>
  return (
    <>
      <LiveMap session={session} shown={shown} outline={outline} />
      <LiveTime session={session} first={shown} />
    </>
  )
}

const shownOf = (state: SessionState) => state.shown

const words: Readonly<Record<SessionState['engine'], string>> = {
  asleep: 'The practice cluster is starting.',
  starting: 'The practice cluster is starting.',
  running: 'The practice cluster is starting.',
  restarting: 'The practice cluster stopped answering and is started again. Your files are as you left them.',
  'unknown-exercise': 'This exercise is not part of this practice cluster.',
}

const nothing: readonly never[] = []

function linesOf(stage: readonly Goal[], held: ReadonlySet<Goal>): GoalLine[] {
  return stage.flatMap((goal) => ('deployment' in goal ? [] : [{ from: refOf(goal.from), to: refOf(goal.to), holds: held.has(goal), ...(goal.share === undefined ? {} : { label: `${goal.share} %` }) }]))
}

function marksOf(stage: readonly Goal[], held: ReadonlySet<Goal>): PodsGoalMark[] {
  return stage.flatMap((goal) => ('deployment' in goal ? [{ deployment: refOf(goal.deployment), say: `${goal.replicas} × ${versionOf(goal.image)}`, holds: held.has(goal) }] : []))
}

/** A stage's goals with whether each holds; the same values until one of them changes, so that nothing is drawn again for them. */
function useGoals(stage: readonly Goal[], objects: Shown['objects']) {
  const held = useMemo(() => stage.map((goal) => holds(goal, objects)).join(), [stage, objects])
  return useMemo(() => {
    const now = held.split(',')
    const holding = new Set(stage.filter((_, index) => now[index] === 'true'))
    return { goals: linesOf(stage, holding), podsGoals: marksOf(stage, holding) }
  }, [stage, held])
}

interface LiveMapProps {
  readonly session: Session
  readonly shown: Shown
  readonly outline: ExerciseOutline
}

const LiveMap = memo(function LiveMap({ session, shown, outline }: LiveMapProps) {
  const [view, setView] = useState<MapView>('Traffic')
  const grading = useSession(session, (state) => state.grading)
  const snapshot = useMemo((): ClusterSnapshot => ({ now: shown.now, objects: shown.objects }), [shown.now, shown.objects])
  const requests = useMemo(() => sentBy(shown.requests, shown.now), [shown.requests, shown.now])
  const stage = outline.goals[Math.min(shown.reached, outline.goals.length - 1)] ?? nothing
  const { goals, podsGoals } = useGoals(stage, shown.objects)
  const goal = grading.state === 'done' ? { met: grading.verdict.findings.filter(({ met }) => met).length, of: grading.verdict.findings.length } : undefined
  return (
    <div className="cluster-map">
      <ClusterMap snapshot={snapshot} events={shown.events} namespace="default" view={view} onView={setView} requests={requests} callers={outline.callers} goals={goals} podsGoals={podsGoals} playing={shown.clock !== 'paused'} title="Practice cluster" {...(goal === undefined ? {} : { goal })} />
    </div>
  )
})

/** Requests up to a moment: the list itself where all of them are, so that nothing is drawn again for the clock alone. */
function sentBy(requests: Shown['requests'], now: number): Shown['requests'] {
  return requests.every(({ at }) => at <= now) ? requests : requests.filter(({ at }) => at <= now)
}

/** `first` is what is on show before the time line's own turn. */
function LiveTime({ session, first }: { readonly session: Session; readonly first: Shown }) {
  const shown = useInSteps(useSessionInTurn(session, shownOf)) ?? first
  const deeds = useMemo(() => ({ onPlay: () => session.play(), onPause: () => session.pause(), onStep: () => session.step(), onSpeed: (speed: Speed) => session.setSpeed(speed), onSeek: (at: number) => session.seek(at) }), [session])
  return <Timeline now={shown.now} start={shown.start} head={shown.head} clock={shown.clock} speed={shown.speed} moments={shown.moments} {...deeds} />
}
