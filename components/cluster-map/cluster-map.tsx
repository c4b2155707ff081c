'use client'
import { lazy, memo, Suspense, useCallback, useId, useMemo, useRef, useState } from 'react'
import './cluster-map.css'
import type { SentRequest } from '@/lib/session/timeline'
import { layoutNodes } from './layout-nodes'
import { layoutOwnership } from './layout-ownership'
import { layoutTraffic } from './layout-traffic'
import { GoalChip, RequestChip } from './map-chips'
import type { MapLayout, Room } from './layout'
import { readModel, type MapModel } from './map-model'
import { pictureOf, type Picture } from './next-picture'
import { MapPicture, type Side } from './map-picture'
import type { ObjectPanelProps } from './object-panel'
import type { Caller } from './request-path'
import { refId, type ClusterSnapshot, type GoalLine, type MapView, type PodsGoalMark } from './snapshot'
import { TextTwin } from './text-twin'
import type { TrafficInput } from './traffic-flow'
import { useAnnouncement } from './use-announcement'
import { usePicture } from './use-picture'
import { useInTurn } from '../ui/use-in-turn'
import { useReducedMotion } from '../ui/use-reduced-motion'
import { useRoom } from './use-room'
import { WhyCard } from './why-card'
import { whyHeight, whyPlace, whyWidth } from './why-place'

const ObjectPanel = lazy(async () => ({ default: (await import('./object-panel')).ObjectPanel }))

export interface ClusterMapProps {
  readonly snapshot: ClusterSnapshot
  readonly events: ObjectPanelProps['events']
  readonly namespace: string
  readonly view: MapView
  readonly onView: (view: MapView) => void
  /** Sent up to the moment shown, oldest first. */
  readonly requests?: readonly SentRequest[]
  /** Who is going to call, also before the first request. */
  readonly callers?: readonly Caller[]
  readonly goals?: readonly GoalLine[]
  readonly podsGoals?: readonly PodsGoalMark[]
  /** Checks that hold, of all. */
  readonly goal?: { readonly met: number; readonly of: number }
  /** Whether time runs: dots then travel. */
  readonly playing?: boolean
  /** What the header calls the cluster. A figure gives none and has no header. */
  readonly title?: string
}

const views: readonly MapView[] = ['Traffic', 'Ownership', 'Nodes']
const nothing: readonly never[] = []

interface Source {
  readonly objects: ClusterSnapshot['objects']
  readonly namespace: string
  readonly requests: readonly SentRequest[]
}

/** A model, and the requests that it was read with. */
function modelOf({ objects, namespace, requests }: Source) {
  return { model: readModel({ objects }, namespace, requests), requests }
}

/** The live map of a namespace: picture and text twin, chips, and a panel for whatever is chosen. */
export function ClusterMap({ snapshot, events, namespace, view, onView, requests = nothing, callers = nothing, goals = nothing, podsGoals = nothing, goal, playing = false, title }: ClusterMapProps) {
  const [asText, setAsText] = useState(false)
  const [selected, setSelected] = useState<string>()
  const [side, setSide] = useState<Side>('right')
  const root = useRef<HTMLElement>(null)
  const close = useCallback(() => {
    setSelected(undefined)
    // Focus goes back to what was opened: the Tab stop of the picture, or the twin's button.
    root.current?.querySelector<HTMLElement | SVGElement>('[data-selected="true"], .map-button[aria-pressed="true"]')?.focus()
  }, [])
  const open = useCallback((id: string | undefined, at: Side = 'right') => {
    setSelected(id)
    setSide(at)
  }, [])
  const { objects } = snapshot
  const { model, requests: sent } = useInTurn(
    useMemo(() => ({ objects, namespace, requests }), [objects, namespace, requests]),
    modelOf,
  )
  const input = useMemo(() => ({ model, requests: sent, callers, goals, podsGoals }), [model, sent, callers, goals, podsGoals])
  return (
    <section ref={root} className="map" aria-label={title ?? 'Cluster map'}>
      <header className="map-head">
        {title === undefined ? null : (
          <h2>
            {title} <span className="map-namespace">{namespace}</span>
          </h2>
        )}
        <ViewSwitch view={view} onView={onView} disabled={asText} />
        <span className="map-head-end">
          <RequestChip requests={requests} />
          <GoalChip goal={goal} />
          <button type="button" className="map-button" aria-pressed={asText} onClick={() => setAsText(!asText)}>
            As text
          </button>
        </span>
      </header>
      <div className="map-body">
        {asText ? <TextTwin input={input} onSelect={open} /> : <LaidOut input={input} view={view} selected={selected} onSelect={open} playing={playing} />}
        {selected === undefined ? null : (
          <Suspense>
            <ObjectPanel id={selected} side={side} snapshot={snapshot} events={events} model={model} onClose={close} />
          </Suspense>
        )}
      </div>
      <Announcement model={model} />
    </section>
  )
}

/** A part of its own, so that only it is drawn again for what is said later. */
const Announcement = memo(function Announcement({ model }: { readonly model: MapModel }) {
  return (
    <p className="map-said" role="status">
      {useAnnouncement(model)}
    </p>
  )
})

const ViewSwitch = memo(function ViewSwitch({ view, onView, disabled }: { readonly view: MapView; readonly onView: (view: MapView) => void; readonly disabled: boolean }) {
  const name = useId()
  return (
    <fieldset className="map-switch" disabled={disabled}>
      <legend>View</legend>
      {views.map((item) => (
        <label key={item}>
          <input type="radio" name={name} checked={item === view} onChange={() => onView(item)} />
          <span>{item}</span>
        </label>
      ))}
    </fieldset>
  )
})

interface LaidOutProps {
  readonly input: TrafficInput
  readonly view: MapView
  readonly selected: string | undefined
  readonly onSelect: (id: string | undefined, side: Side) => void
  readonly playing: boolean
  /** In a figure: small plates, and chips that say this. */
  readonly compact?: 'address' | 'version' | 'name'
}

/** The picture, laid out for the room it has. */
export const LaidOut = memo(function LaidOut({ input, view, selected, onSelect, playing, compact }: LaidOutProps) {
  const { model, requests, goals, podsGoals = nothing } = input
  const still = useReducedMotion()
  const [measure, size] = useRoom({ width: 960, height: 420 })
  const room = useMemo(() => (compact === undefined ? { ...size, view } : { ...size, height: 0, compact, view }), [size, compact, view])
  // Without motion nothing moves on it chip by chip either: each picture is there at once.
  const picture = usePicture(input, room, laidOut, still)
  const wanted = useMemo(() => new Set(goals.flatMap((line) => [refId(line.from), refId(line.to)])), [goals])
  const why = useMemo(() => (view === 'Traffic' && compact === undefined ? <FirstWhy model={picture.model} layout={picture.layout} /> : null), [view, compact, picture])
  return (
    <div className="map-room" ref={measure}>
      <MapPicture picture={picture} requests={view === 'Traffic' ? requests : nothing} goals={wanted} podsGoals={view === 'Traffic' ? podsGoals : nothing} selected={selected} onSelect={onSelect} moving={playing && !still} label={`Cluster map, ${view}`}>
        {why}
      </MapPicture>
      {model.pods.length === 0 && model.services.length === 0 && goals.length + podsGoals.length === 0 ? <p className="map-empty">Nothing in namespace {model.namespace} yet. What you apply appears here.</p> : null}
    </div>
  )
})

function laidOut(input: TrafficInput, room: Room & { readonly view: MapView }): Picture {
  return pictureOf(input.model, layoutFor(input, room))
}

function layoutFor(input: TrafficInput, room: Room & { readonly view: MapView }): MapLayout {
  if (room.view === 'Ownership') return layoutOwnership(input.model, room)
  return room.view === 'Nodes' ? layoutNodes(input.model, room) : layoutTraffic(input, room)
}

/** The first Service whose chain is broken explains itself: beside its plate where there is room, else at the foot. */
function FirstWhy({ model, layout }: { readonly model: MapModel; readonly layout: MapLayout }) {
  const broken = model.services.find((service) => service.state === 'failing') ?? model.services.find((service) => service.why !== undefined)
  if (broken?.why === undefined) return null
  const place = whyPlace(layout, broken.id, { w: whyWidth, h: whyHeight(broken.why) })
  if (place === undefined) return <WhyCard why={broken.why} side="strip" />
  return <WhyCard why={broken.why} side={place.side} style={{ transform: `translate(${place.x}px, ${place.y}px)`, width: whyWidth }} />
}
