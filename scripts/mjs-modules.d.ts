declare module '*/browser.mjs' {
  export const browserArguments: string[]
  export function findBrowser(): Promise<string | undefined>
  export function needBrowser(): Promise<string | undefined>
}
declare module '*/layers.mjs' {
  export const layers: Readonly<Record<string, readonly string[]>>
  export const forbiddenInLib: { readonly modules: readonly string[]; readonly globals: readonly string[]; readonly members: readonly (readonly [string, string])[] }
}
declare module '*/frames.mjs' {
  export interface Watched {
    readonly atMs: number
    readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'
    readonly kind: string
    readonly object: object
  }
  export interface Frame {
    readonly atMs: number
    readonly type: string
    readonly kind: string
    readonly name?: string
  }
  export interface Frames {
    readonly frames: readonly Frame[]
  }
  export const project: Readonly<Record<string, (object: object) => object>>
  export function frames(watched: readonly Watched[], namespace: string): Frame[]
  export function compareFilms(a: Frames, b: Frames): { readonly objects: number; readonly equal: number; readonly differ: readonly string[]; readonly lastStateDiffers: readonly string[] }
}
