// Written by scripts/generate-schema.mjs from the structure of Kubernetes 1.36.3. Do not edit.
import type { EventSource, ObjectReference } from '@/lib/kube/core/v1.generated'
import type { MicroTime, ObjectMeta, Time } from '@/lib/kube/meta/v1.generated'

export interface Event {
  readonly action?: string
  readonly apiVersion: 'events.k8s.io/v1'
  readonly deprecatedCount?: number
  readonly deprecatedFirstTimestamp?: Time
  readonly deprecatedLastTimestamp?: Time
  readonly deprecatedSource?: EventSource
  readonly eventTime?: MicroTime
  readonly kind: 'Event'
  readonly metadata: ObjectMeta
  readonly note?: string
  readonly reason?: string
  readonly regarding?: ObjectReference
  readonly related?: ObjectReference
  readonly reportingController?: string
  readonly reportingInstance?: string
  readonly series?: EventSeries
  readonly type?: string
}

export interface EventSeries {
  readonly count: number
  readonly lastObservedTime: MicroTime
}
