import { podSecurityPrefix } from './label-prefix'

/** A level with the version of its rules: `restricted:latest`. */
export interface LevelVersion {
  readonly level: 'privileged' | 'baseline' | 'restricted'
  /** Minor version; Infinity for the latest. */
  readonly minor: number
}

/** What a namespace asks for. */
export interface Policy {
  readonly enforce: LevelVersion
  readonly warn: LevelVersion
}

const levels = ['privileged', 'baseline', 'restricted'] as const

/** The policy in a namespace's labels. A level nobody knows counts as the strictest; who sets only `enforce` is warned at that level as well. */
export function policyOf(labels: Readonly<Record<string, string>> | undefined): Policy {
  const enforce = levelVersion(labels, 'enforce')
  const warn = labels?.[`${podSecurityPrefix}warn`] === undefined ? enforce : levelVersion(labels, 'warn')
  return { enforce, warn }
}

function levelVersion(labels: Readonly<Record<string, string>> | undefined, mode: string): LevelVersion {
  const given = labels?.[`${podSecurityPrefix}${mode}`]
  const version = labels?.[`${podSecurityPrefix}${mode}-version`]
  const minor = /^v1\.(\d+)$/.exec(version ?? '')?.[1]
  const level = given === undefined ? 'privileged' : (levels.find((one) => one === given) ?? 'restricted')
  return { level, minor: minor === undefined ? Infinity : Number(minor) }
}

/** `restricted:latest`, `baseline:v1.20`. */
export function shownLevel({ level, minor }: LevelVersion): string {
  return `${level}:${Number.isFinite(minor) ? `v1.${String(minor)}` : 'latest'}`
}
