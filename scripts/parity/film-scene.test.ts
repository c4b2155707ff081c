import { expect, it } from 'vitest'
import { missingImages } from './film-scene'

const said = (message: string) => ({ atMs: 0, type: 'Normal', kind: 'Event', message })
const present = 'already present on machine and can be accessed by the pod'

it('knows for which containers an image was missing, in the order in which they needed it', () => {
  const frames = [said(`Container image "postgres:16" ${present}`), said('Pulling image "postgres:16"'), said('Successfully pulled image "postgres:16" in 1s'), said(`Container image "nginx:1.27" ${present}`)]
  expect(missingImages({ frames })).toEqual({ 'postgres:16': [false, true] })
})
