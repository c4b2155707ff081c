import type { KindDefinition } from '@/lib/kube/kind'
import type { Status } from '@/lib/kube/meta/v1.generated'
import type { KubeObject } from '@/lib/kube/object'
import type { Working } from '../working/working'
import type { ApiRequest, ProcessResult, UserInfo, WatchEvents } from './request'
import type { ApiResource, Subresource } from './resources'
import type { ResourceRoute } from './route'

/** One request to a resource on its way through the server. */
export interface RequestContext {
  readonly working: Working
  readonly request: ApiRequest
  readonly route: ResourceRoute
  readonly query: URLSearchParams
  readonly resource: ApiResource
  readonly subresource: Subresource | undefined
  readonly definition: KindDefinition
  readonly user: UserInfo
  /** Adds a Warning header. */
  readonly warn: (text: string) => void
}

/** What a verb answers, before it is put into the form the client accepts. */
export type Reply =
  | { readonly status: number; readonly object: KubeObject | Readonly<Record<string, unknown>>; readonly contentType?: string }
  | { readonly status: number; readonly list: ObjectList }
  | { readonly status: number; readonly failure: Status }
  | { readonly status: number; readonly text: string; readonly contentType?: string }
  | { readonly status: number; readonly watch: WatchEvents }
  | { readonly status: number; readonly process: ProcessResult }

/** Objects of one kind with the list's own metadata. */
export interface ObjectList {
  readonly items: readonly KubeObject[]
  readonly resourceVersion: string
  readonly continue?: string
  readonly remainingItemCount?: number
}

export function fail(failure: Status): Reply {
  return { status: failure.code ?? 500, failure }
}
