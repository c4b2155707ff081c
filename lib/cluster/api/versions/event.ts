import type { KubeObject } from '@/lib/kube/object'

type Json = Readonly<Record<string, unknown>>

/** Fields with another name in events.k8s.io/v1 (pkg/apis/events/v1/conversion.go), core's name first. */
const renamed = [
  ['involvedObject', 'regarding'],
  ['message', 'note'],
  ['source', 'deprecatedSource'],
  ['firstTimestamp', 'deprecatedFirstTimestamp'],
  ['lastTimestamp', 'deprecatedLastTimestamp'],
  ['count', 'deprecatedCount'],
  ['reportingComponent', 'reportingController'],
] as const

/** A core Event as events.k8s.io/v1 shows it. */
export function eventToEventsV1(event: KubeObject): KubeObject {
  return renameFields(event, new Map(renamed.map(([core, own]) => [core, own])), 'events.k8s.io/v1')
}

/** An Event of events.k8s.io/v1 as core shows it. */
export function eventToCore(event: KubeObject): KubeObject {
  return renameFields(event, new Map(renamed.map(([core, own]) => [own, core])), 'v1')
}

function renameFields(event: KubeObject, names: ReadonlyMap<string, string>, apiVersion: string): KubeObject {
  const fields = Object.entries(event as unknown as Json).map(([name, value]) => [names.get(name) ?? name, value])
  return { ...(Object.fromEntries(fields) as unknown as KubeObject), apiVersion }
}
