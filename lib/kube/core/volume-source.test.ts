import { describe, expect, it } from 'vitest'
import type { Draft } from '@/lib/kube/draft'
import { formatFieldError } from '@/lib/kube/field-error'
import type { Volume } from './v1.generated'
import { volumeSourceRules } from './volume-source'

function lines(volume: Draft<Volume>, podName: string): string[] {
  return volumeSourceRules.flatMap((rule) => rule.validate(volume, 'v', podName)).map(formatFieldError)
}

describe('sources of a volume', () => {
  it.each([
    ['a negative size', { emptyDir: { sizeLimit: '-1' } }, ['v.emptyDir.sizeLimit: Forbidden: SizeLimit field must be a valid resource quantity']],
    ['a path up', { hostPath: { path: '/a/../b' } }, ["v.hostPath.path: Invalid value: \"/a/../b\": must not contain '..'"]],
    ['a type in small letters', { hostPath: { path: '/a', type: 'file' } }, ['v.hostPath.type: Unsupported value: "file": supported values: "", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket"']],
    ['a claim without name', { persistentVolumeClaim: {} }, ['v.persistentVolumeClaim.claimName: Required value']],
    ['a disk under its other path', { gcePersistentDisk: {} }, ['v.persistentDisk.pdName: Required value']],
    ['an ephemeral claim', { name: 'a', ephemeral: {} }, ['v.ephemeral.volumeClaimTemplate: Required value']],
    ['a driver', { csi: {} }, ['v.csi.driver: Required value', expect.stringMatching(/^v\.csi\.driver: Invalid value: ""/)]],
    ['an image', { image: { pullPolicy: 'Always' } }, ['v.image.reference: Required value']],
  ])('%s', (_, volume, expected) => {
    expect(lines(volume, 'web')).toEqual(expected)
  })

  it('lets a template leave an image\'s reference to others', () => {
    expect(lines({ image: { pullPolicy: 'Always' } }, '')).toEqual([])
  })
})
