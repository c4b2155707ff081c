import type { MapLayout, Room } from './layout'
import type { MapModel } from './map-model'

/** What chips say in a figure: the address, or the end of the name, where that is what it is about; otherwise the version. */
export function withChipText<L extends Pick<MapLayout, 'boxes'>>(placed: L, model: MapModel, { compact }: Room): L {
  if (compact === undefined || compact === 'version') return placed
  const texts = new Map(model.pods.map((pod) => [pod.id, compact === 'address' ? (pod.ip ?? '…') : (pod.name.split('-').at(-1) ?? pod.name)]))
  return { ...placed, boxes: placed.boxes.map((box) => (box.shape === 'pod' && box.density === 'chip' ? { ...box, text: texts.get(box.id) ?? '' } : box)) }
}
