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
  const warn = levelVersion(labels, 'warn')
  if (labels?.[`${podSecurityPrefix}warn`] !== undefined || enforce.level === 'privileged') return { enforce, warn }
  return { enforce, warn: { level: enforce.level, minor: labels?.[`${podSecurityPrefix}warn-version`] === undefined ? enforce.minor : warn.minor } }
}

function levelVersion(labels: Readonly<Record<string, string>> | undefined, mode: string): LevelVersion {
  const given = labels?.[`${podSecurityPrefix}${mode}`]
  const version = labels?.[`${podSecurityPrefix}${mode}-version`]
  const minor = /^v1\.(\d+)$/.exec(version ?? '')?.[1]
  const level = given === undefined ? 'privileged' : (levels.find((one) => one === given) ?? 'restricted')
  return { level, minor: minor === undefined ? Infinity : Number(minor) }
}

/** Below zero where the first is the laxer. */
export function compareLevels(one: LevelVersion, other: LevelVersion): number {
  return levels.indexOf(one.level) - levels.indexOf(other.level)
}

/** `restricted:latest`, `baseline:v1.20`. */
export function shownLevel({ level, minor }: LevelVersion): string {
  return `${level}:${Number.isFinite(minor) ? `v1.${String(minor)}` : 'latest'}`
}
