import type { Draft } from '@/lib/kube/draft'
import { goQuote } from '@/lib/kube/go-format'
import type { Volume, VolumeProjection } from './v1.generated'

const retiredSources = {
  photonPersistentDisk: ['photonPersistentDisk', 'deprecated in v1.11, non-functional in v1.16+'],
  gitRepo: ['gitRepo', 'deprecated in v1.11, and disabled by default in v1.33+'],
  scaleIO: ['scaleIO', 'deprecated in v1.16, non-functional in v1.22+'],
  flocker: ['flocker', 'deprecated in v1.22, non-functional in v1.25+'],
  storageos: ['storageOS', 'deprecated in v1.22, non-functional in v1.25+'],
  quobyte: ['quobyte', 'deprecated in v1.22, non-functional in v1.25+'],
  glusterfs: ['glusterfs', 'deprecated in v1.25, non-functional in v1.26+'],
  cephfs: ['cephfs', 'deprecated in v1.28, non-functional in v1.31+'],
  rbd: ['rbd', 'deprecated in v1.28, non-functional in v1.31+'],
} as const

/** Volumes of plug-ins that are gone, projections that overwrite a token or hold nothing. */
export function volumeWarnings(volumes: readonly Draft<Volume>[], path: string): string[] {
  const retired = volumes.flatMap((volume, index) =>
    Object.entries(retiredSources).flatMap(([field, [shown, text]]) =>
      volume[field as keyof typeof retiredSources] === undefined ? [] : [`${path}[${String(index)}].${shown}: ${text}`],
    ),
  )
  const tokens = new Set(volumes.flatMap(({ projected }) => (projected?.sources ?? []).flatMap(({ serviceAccountToken }) => serviceAccountToken?.path ?? [])))
  const projected = volumes.flatMap((volume, index) => {
    if (volume.projected === undefined) return []
    return (volume.projected.sources ?? []).flatMap((source) =>
      Object.keys(source).length === 0
        ? [`volume ${goQuote(volume.name ?? '')} (Projected) has no sources provided`]
        : tokenWarnings(source, tokens, `${path}[${String(index)}].projected.sources`),
    )
  })
  return [...retired, ...projected]
}

function tokenWarnings(source: Draft<VolumeProjection>, tokens: ReadonlySet<string>, path: string): string[] {
  const lists = [
    ['configMap', source.configMap?.items],
    ['secrets', source.secret?.items],
    ['downwardAPI', source.downwardAPI?.items],
  ] as const
  return lists.flatMap(([name, items]) =>
    (items ?? []).flatMap((item, index) =>
      tokens.has(item.path ?? '') ? [`${path}.${name}[${String(index)}]: has duplicated path with ServiceAccountToken ${goQuote(item.path ?? '')}`] : [],
    ),
  )
}
