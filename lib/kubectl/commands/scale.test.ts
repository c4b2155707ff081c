import { expect, it } from 'vitest'
import { createCluster } from '@/lib/cluster/create-cluster'
import { settle } from '@/lib/cluster/settle'
import { runKubectl } from '../run'

const made = settle(runKubectl(createCluster({ standIns: false }), 'create deployment web --image=nginx:1.27 --replicas=2', { files: {} }).cluster, 5000)
const typed = (line: string | readonly string[], cluster = made) => runKubectl(cluster, line, { files: {} })

// kubectl pkg/cmd/scale/scale.go RunScale prints the object it found, with the replicas it asked for.
it('shows the object, not its Scale', () => {
  expect(typed('scale deploy web --replicas=3 -o jsonpath={.kind}:{.spec.replicas}').output).toBe('Deployment:3')
  expect(typed('scale deploy web --replicas=3 --dry-run=client -o jsonpath={.spec.replicas}')).toMatchObject({ output: '3', cluster: made })
})

it('waits for the replicas with --timeout', () => {
  expect(typed('scale deploy web --replicas=3 --timeout=1m').cluster.now).toBeGreaterThan(made.now)
})

it.each([
  ['scale deploy web --replicas=3 --current-replicas=5', 'error: Expected replicas to be 5, was 2\n'],
  ['scale deploy web --replicas=3 --current-replicas=-2', 'error: The --current-replicas must specify an integer of -1 or greater\n'],
  ['scale deploy web --replicas=3 --resource-version=1', expect.stringMatching(/^error: Expected resource version to be 1, was \d+\n$/) as string],
  ['scale deploy,rs --all --replicas=1 --resource-version=1', 'error: cannot use --resource-version with multiple resources\n'],
  ['scale sts --all --replicas=1', 'error: no objects passed to scale\n'],
  ['scale pods --all --replicas=1', 'Error from server (NotFound): the server could not find the requested resource\n'],
])('%s', (line, words) => {
  expect(typed(line)).toMatchObject({ exitCode: 1, stdout: '', stderr: words })
})

// cli-runtime pkg/genericclioptions/record_flags.go parseCommandArguments: words first, then flags with their values.
it('notes the command with --record', () => {
  const image = typed('set image deploy web nginx=nginx:1.28 --record').cluster
  expect(typed('rollout history deploy web', settle(image, 5000)).output).toContain('kubectl set image deploy web nginx=nginx:1.28 --record=true')
  const patched = typed(['patch', 'deploy', 'web', '-p', '{"spec":{"paused":true}}', '--record']).cluster
  expect(typed(['get', 'deploy', 'web', '-o', 'jsonpath={.metadata.annotations.kubernetes\\.io/change-cause}'], patched).output).toBe('kubectl patch deploy web --patch={"spec":{"paused":true}} --record=true')
})
