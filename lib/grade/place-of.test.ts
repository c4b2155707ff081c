import { expect, it } from 'vitest'
import { placeInStep } from './place-of'

const text = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n---\napiVersion: v1\nkind: Service\nmetadata: {name: docs}\nspec:\n  selector: {app: docs}\n'
const file = { do: 'apply' as const, file: 'all.yaml', text }

it('tells a step at its line, or in its file at the object that decides', () => {
  expect(placeInStep({ do: 'kubectl', line: 'kubectl delete pod --all', file: 'steps.kubectl', lineNumber: 2 }, 'Service', 'spec')).toEqual({ file: 'steps.kubectl', line: 2 })
  expect(placeInStep(file, 'Service', 'spec.selector')).toEqual({ file: 'all.yaml', line: 9, column: 13, path: 'spec.selector' })
  expect(placeInStep(file, 'Deployment', 'spec')).toEqual({ file: 'all.yaml', line: 1, column: 1 })
})
