import { describe, expect, it } from 'vitest'
import { exercise } from '@/content/1-services/4-clusterip-architecture/exercises/empty-endpoints/exercise'
import { explainService } from '@/lib/cluster/network/explain'
import { judge } from '@/lib/grade/grade'
import { prepareCluster, runSubmission } from '@/lib/grade/run-submission'
import { readModel } from './map-model'

const service = (selector: string, port: string) => `apiVersion: v1
kind: Service
metadata:
  name: catalog
spec:
  selector:
    app: ${selector}
  ports:
    - port: 80
      targetPort: ${port}
`

describe('why a Service reaches nothing', () => {
  const start = prepareCluster(exercise)

  it.each([
    ['a selector that fits nobody', service('catalogues', 'http')],
    ['a port name that nobody has', service('catalog', 'web')],
  ])('%s: one sentence on the map and in the grade', (_, text) => {
    const trial = runSubmission(start, { steps: [{ do: 'apply', file: 'catalog.yaml', text }], files: {} })
    const cause = explainService(trial.end, 'default', 'catalog')?.say
    expect(cause).toContain('Service catalog')
    expect(readModel(trial.end, 'default').services.find(({ name }) => name === 'catalog')?.why?.answer).toBe(cause)
    const finding = judge(exercise, trial).findings.find(({ expectation }) => expectation === 'endpoints-catalog')
    expect(finding?.evidence).toMatchObject({ say: cause })
    expect(finding?.at?.file).toBe('catalog.yaml')
  })
})
