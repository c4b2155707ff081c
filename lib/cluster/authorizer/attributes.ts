import type { UserInfo } from '../api/request'

/** What somebody wants to do: with a resource, or with a path that is none. */
export type Attributes = ResourceAttributes | PathAttributes

export interface ResourceAttributes {
  readonly kind: 'resource'
  readonly user: UserInfo
  readonly verb: string
  readonly group: string
  readonly resource: string
  readonly subresource: string
  readonly name: string
  readonly namespace: string
}

export interface PathAttributes {
  readonly kind: 'path'
  readonly user: UserInfo
  readonly verb: string
  readonly path: string
}

/** The authorizer's answer, with its reason as reviews and refusals show it. */
export interface Decision {
  readonly allowed: boolean
  readonly reason: string
}

/** `pods`, `pods/log`. */
export function fullResource({ resource, subresource }: Pick<ResourceAttributes, 'resource' | 'subresource'>): string {
  return subresource === '' ? resource : `${resource}/${subresource}`
}
