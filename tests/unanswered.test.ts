import { expect, it } from 'vitest'
import { exercises } from '@/content/exercises'
import { grade } from '@/lib/grade/grade'
import type { Location } from '@/lib/grade/verdict'

async function told(id: string, text: string): Promise<{ readonly message: string | undefined; readonly at: Location | undefined }> {
  const exercise = await exercises[id]?.load()
  if (exercise === undefined) throw new Error(`no exercise ${id}`)
  const finding = grade(exercise, { steps: [{ do: 'apply', file: 'a.yaml', text }], files: {} }).findings.find(({ met, waitsFor }) => !met && waitsFor === undefined)
  return { message: finding?.message, at: finding?.at }
}

const nodePort = (rest: string, app = 'company-blog') => `apiVersion: v1\nkind: Service\nmetadata: {name: company-blog}\nspec:\n  type: NodePort\n  selector: {app: ${app}}\n  ports:\n  - {port: 80, nodePort: 30080${rest}}\n`

it('a node port that takes no HTTP is told by its protocol, not by its node', async () => {
  expect(await told('services/company-blog', nodePort(', protocol: UDP'))).toMatchObject({ message: expect.stringContaining('Nothing listens on port 30080') as string, at: { line: 8, path: 'spec.ports[0].protocol' } })
})

it('an answer from the Pods of another app is told as one', async () => {
  const text = nodePort(', targetPort: 8080', 'mobile-api')
  const others = ['orders-db', 'mobile-api'].map((name) => `---\napiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\nspec: {selector: {app: ${name}}, ports: [{port: 5432}]}\n`).join('')
  expect(await told('services/pick-the-type', text + others)).toMatchObject({ message: expect.stringMatching(/is answered by mobile-api-\S+, which is no Pod of company-blog/) as string, at: { line: 6, path: 'spec.selector' } })
})

it('what a NetworkPolicy drops is told at the policy', async () => {
  const policy = '---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: closed}\nspec: {podSelector: {}, policyTypes: [Ingress]}\n'
  const service = 'apiVersion: v1\nkind: Service\nmetadata: {name: backend-api}\nspec: {selector: {app: backend-api}, ports: [{port: 8080}]}\n'
  expect(await told('services/backend-api', service + policy)).toMatchObject({ message: expect.stringContaining('NetworkPolicy closed') as string, at: { line: 9, path: 'spec' } })
})
