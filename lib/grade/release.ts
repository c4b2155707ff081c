import type { Cluster } from '@/lib/cluster/cluster'
import type { Deployment } from '@/lib/kube/apps/v1.generated'
import type { Container, Event, Pod } from '@/lib/kube/core/v1.generated'
import { objectKey } from '@/lib/kube/object'
import { imagesOf } from './expect/pod-trouble'
import { lastChange, momentAt } from './film'
import { podsOf } from './observe'
import type { Trial } from './trial'

/** The step in which a Deployment's template took an image. */
export interface Release {
  readonly step: number
  /** When the step began. */
  readonly at: number
  /** The cluster before it. */
  readonly before: Cluster
  readonly say: string
}

/**
 * When a release began: at the beginning of the step that put an image into a Deployment's template, which had another before; undefined where none did.
 * Whoever went back to the old image may release once more: the last time counts.
 */
export function releaseOf(trial: Trial, deployment: string, image: string): Release | undefined {
  const has = (object: unknown) => imagesOf((object as Deployment | undefined)?.spec.template.spec.containers).includes(image)
  const found = lastChange(trial, objectKey('apps', 'deployments', 'default', deployment), ({ type, object }, earlier) => type !== 'DELETED' && has(object) && !has(earlier))
  if (found === undefined) return undefined
  const { step } = momentAt(trial, found.change.at, '')
  const before = trial.steps[step]?.before ?? trial.start
  return { step, at: before.now, before, say: `${image} came into the template` }
}

/** The Pods of a Deployment that ran an image when its release began, with the container that did. */
export function oldPods({ before }: Release, deployment: string, image: string): { readonly pod: Pod; readonly container: Container }[] {
  return podsOf(before, deployment).flatMap((pod) => {
    const container = pod.spec.containers.find((each) => imagesOf([each]).includes(image))
    return container === undefined ? [] : [{ pod, container }]
  })
}

/** The first Pod whose preStop hook failed, by its name. */
export function failedPreStop({ film }: Pick<Trial, 'film'>): string | undefined {
  for (const { object } of film) {
    const { reason, involvedObject } = object as unknown as Event
    if (object.kind === 'Event' && reason === 'FailedPreStopHook') return involvedObject?.name
  }
  return undefined
}

/** How long a container's preStop hook sleeps, in seconds; undefined where it has none. */
export function preStopSeconds({ lifecycle }: Container): number | undefined {
  const hook = lifecycle?.preStop
  if (hook === undefined) return undefined
  if (hook.sleep !== undefined) return hook.sleep.seconds
  const slept = /\bsleep\s+([\d.]+)/.exec(hook.exec?.command?.join(' ') ?? '')?.[1]
  return Number(slept ?? 0)
}
