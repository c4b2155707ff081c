import type { KubeObject, ObjectKey } from '@/lib/kube/object'
import type { Frame, FromEngine, Posted } from './messages'

/** A message as the worker posts it: frames as text, and without what no page shows. */
export function packed(message: FromEngine): Posted {
  if (message.say !== 'frame') return message
  const { frame } = message
  return { say: 'frame', session: message.session, packed: JSON.stringify({ ...frame, changed: frame.changed.map(withoutFields) }) }
}

export function unpackFrame(text: string): Frame {
  return JSON.parse(text) as Frame
}

/** Who set which field is asked for with kubectl, of the engine; it would be half of most frames. */
function withoutFields([key, object]: readonly [ObjectKey, KubeObject]): readonly [ObjectKey, KubeObject] {
  const { managedFields, ...metadata } = object.metadata
  return managedFields === undefined ? [key, object] : [key, { ...object, metadata }]
}
