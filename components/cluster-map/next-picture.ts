import type { Density } from './density'
import { isDot, type Box, type Line, type MapLayout } from './layout'
import type { MapModel } from './map-model'
import { looksAlike, type PodModel } from './pod-model'

/** What is drawn of a namespace: where everything stands, and what each Pod says. */
export interface Picture {
  readonly model: MapModel
  readonly layout: MapLayout
  readonly pods: ReadonlyMap<string, PodModel>
}

/** What it costs a frame to make or rewrite a Pod's drawing, where to move or remove one costs 1. Dots are one path, however many change. */
const costs: Readonly<Record<Density, number>> = { card: 6, chip: 4, dot: 0 }

/** What one frame of the browser bears, and what it bears beside other objects however many of those change: a card, so that each comes in the end. */
const most = 10
const least = costs.card
/** What it costs to draw another object than a Pod elsewhere, with its lines. */
const placeCost = 2

export function pictureOf(model: MapModel, layout: MapLayout): Picture {
  return { model, layout, pods: new Map(model.pods.map((pod) => [pod.id, pod])) }
}

/**
 * The next picture on the way to a target: all of it but Pods, and of their changes as many as one frame bears. The other Pods stand and say what
 * they did, and come with a later picture; dots come all at once. Boxes and lines that did not change are the same values as before, and boxes keep
 * their order, so that nothing is drawn again for them.
 */
export function nextPicture(before: Picture, target: Picture): { readonly picture: Picture; readonly isWhole: boolean } {
  const [stand, dotsBefore] = apart(before.layout.boxes)
  const [want, dots] = apart(target.layout.boxes)
  const stood = new Map(stand.map((box) => [box.id, box]))
  const wanted = new Map(want.map((box) => [box.id, box]))
  let pods: Map<string, PodModel> | undefined
  let [left, isWhole] = [Math.max(least, most - costOfPlaces(stood, wanted)), true]
  const bears = (cost: number) => {
    const does = cost <= left
    if (does) left -= cost
    else isWhole = false
    return does
  }
  const made = want.filter((box) => !stood.has(box.id) && bears(costOf(undefined, box, before.pods, target.pods)))
  const kept = stand.flatMap((was) => {
    const box = wanted.get(was.id)
    if (bears(box === undefined ? costOfGone(was) : costOf(was, box, before.pods, target.pods))) return box === undefined ? [] : [isSameBox(was, box) ? was : box]
    const pod = before.pods.get(was.id)
    if (pod !== undefined) (pods ??= new Map(target.pods)).set(was.id, pod)
    return [was]
  })
  const others = [...kept, ...made]
  const boxes = [...others, ...dotsBeside(others, wanted, dotsBefore, dots)]
  const lines = sharedLines(before.layout.lines, target.layout.lines)
  return { picture: { model: target.model, layout: { ...target.layout, boxes, lines }, pods: pods ?? target.pods }, isWhole }
}

/** Boxes that have a drawing of their own, and dots. */
function apart(boxes: readonly Box[]): readonly [Box[], Box[]] {
  const others: Box[] = []
  const dots: Box[] = []
  for (const box of boxes) (isDot(box) ? dots : others).push(box)
  return [others, dots]
}

/** The target's dots; a Pod on its way from chip to dot or back is drawn once, as what it was until its turn comes. */
function dotsBeside(others: readonly Box[], wanted: ReadonlyMap<string, Box>, before: readonly Box[], dots: readonly Box[]): readonly Box[] {
  const drawn = new Set(others.flatMap(({ id, shape }) => (shape === 'pod' ? [id] : [])))
  const waiting = before.filter(({ id }) => wanted.has(id) && !drawn.has(id))
  return drawn.size + waiting.length === 0 ? dots : [...waiting, ...dots.filter(({ id }) => !drawn.has(id))]
}

/** Objects other than Pods come all at once: what that costs. */
function costOfPlaces(stood: ReadonlyMap<string, Box>, wanted: ReadonlyMap<string, Box>): number {
  let changed = 0
  for (const [id, box] of wanted) {
    const was = stood.get(id)
    if (box.shape !== 'pod' && (was === undefined || !isSameBox(was, box))) changed++
  }
  for (const [id, { shape }] of stood) if (shape !== 'pod' && !wanted.has(id)) changed++
  return placeCost * changed
}

type Pods = Picture['pods']

function costOf(was: Box | undefined, box: Box, before: Pods, target: Pods): number {
  const pod = target.get(box.id)
  if (box.shape !== 'pod' || pod === undefined) return 0
  const stood = before.get(box.id)
  if (was?.density === box.density && stood !== undefined && looksAlike(stood, pod)) return isSameBox(was, box) ? 0 : Math.min(1, costs[box.density])
  return was === undefined ? costs[box.density] : Math.max(costs[box.density], costOfGone(was))
}

function costOfGone({ shape, density }: Box): number {
  return shape === 'pod' ? Math.min(1, costs[density]) : 0
}

/** A layout makes all boxes anew, also those that stand as they stood. */
export function isSameBox(a: Box, b: Box): boolean {
  return a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h && a.density === b.density && a.shape === b.shape && a.text === b.text && a.note === b.note
}

function sharedLines(before: readonly Line[], target: readonly Line[]): readonly Line[] {
  const known = new Map(before.map((line) => [line.id, line]))
  return target.map((line) => {
    const was = known.get(line.id)
    return was !== undefined && was.kind === line.kind && was.failing === line.failing && was.label === line.label ? was : line
  })
}
