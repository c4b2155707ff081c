import type { KubeObject } from '@/lib/kube/object'
import type { Frame, FromEngine, Posted } from './messages'

/** A message as the worker posts it: frames as text, and without what no page shows or the page has. */
export function packed(message: FromEngine): Posted {
  if (message.say !== 'frame') return message
  const { frame } = message
  const same = new Set(frame.sameSpec)
  const changed = frame.changed.map(([key, object]) => [key, same.has(key) ? { ...withoutFields(object), spec: null } : withoutFields(object)])
  return { say: 'frame', session: message.session, packed: JSON.stringify({ ...frame, changed }) }
}

export function unpackFrame(text: string): Frame {
  return JSON.parse(text) as Frame
}

/** Who set which field is asked for with kubectl, of the engine; it would be half of most frames. */
export function withoutFields(object: KubeObject): KubeObject {
  const { managedFields, ...metadata } = object.metadata
  return managedFields === undefined ? object : { ...object, metadata }
}
