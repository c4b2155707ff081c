import { expect, it } from 'vitest'
import { createCluster } from '@/lib/cluster/create-cluster'
import { runKubectl } from '@/lib/kubectl/run'

const made = runKubectl(runKubectl(createCluster({ standIns: false }), 'run web --image=nginx:1.27', { files: {} }).cluster, 'wait pod web --for=condition=Ready', { files: {} }).cluster
const typed = (line: string) => runKubectl(made, line, { files: {} })

it('a watch tells what is there', () => {
  expect(typed('events --for pod/web -w --request-timeout=1s').stdout).toMatch(/^LAST SEEN[^]*Pulled[^]*Created[^]*Started/)
  expect(typed('events --types=warning -w --request-timeout=1s').output).toBe('')
})

it('as JSON events keep the order of their struct', () => {
  const keys = [...typed('events --for pod/web -o json').stdout.matchAll(/^ {12}"(\w+)"/gm)].map(([, key]) => key)
  expect(keys.slice(0, 9)).toEqual(['kind', 'apiVersion', 'metadata', 'involvedObject', 'reason', 'message', 'source', 'firstTimestamp', 'lastTimestamp'])
})

it('--for wants one type and one name', () => {
  expect(typed('events --for web').stderr).toBe('error: --for must be in resource/name form\n')
  expect(typed('events --for a/b/c').stderr).toBe('error: arguments in resource/name form may not have more than one slash\n')
})
