declare module '*/browser.mjs' {
  export const browserArguments: string[]
  export function findBrowser(): Promise<string | undefined>
  export function needBrowser(): Promise<string | undefined>
}
declare module '*/layers.mjs' {
  export const layers: Readonly<Record<string, readonly string[]>>
  export const forbiddenInLib: { readonly modules: readonly string[]; readonly globals: readonly string[]; readonly members: readonly (readonly [string, string])[] }
}
