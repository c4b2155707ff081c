import { describe, expect, it } from 'vitest'
import { createCluster } from '@/lib/cluster/create-cluster'
import { settle } from '@/lib/cluster/settle'
import { runKubectl } from '../../run'

const recorded = "All commands and output from this session will be recorded in container logs, including credentials and sensitive information passed through the command prompt.\nIf you don't see a command prompt, try pressing enter.\n"
const deleted = 'pod "tmp" deleted from default namespace\n'
const fresh = settle(createCluster({ seed: 1 }), 60_000)
const run = (words: string, stdin?: string) => runKubectl(fresh, `run tmp --image=busybox:1.36 ${words}`, { files: {}, ...(stdin === undefined ? {} : { stdin }) })
const names = (cluster: ReturnType<typeof run>['cluster']) => runKubectl(cluster, 'get pods -o name', { files: {} }).stdout

describe('kubectl run, attached', () => {
  it('shows what the Pod printed, and takes it away', () => {
    const { cluster, ...said } = run('--rm -it --restart=Never -- echo hello')
    expect(said).toMatchObject({ exitCode: 0, stdout: `hello\n${deleted}`, stderr: '' })
    expect(names(cluster)).toBe('')
  })

  it('follows what still runs, and ends with its exit status', () => {
    expect(run('--rm -i --restart=Never -- sh -c "sleep 3; echo hi; exit 3"')).toMatchObject({ exitCode: 3, stdout: `hi\n${deleted}`, stderr: `${recorded}pod default/tmp terminated (Error)\n` })
  })

  it('leaves the Pod where nobody said --rm', () => {
    const { cluster, stdout } = run('-i --restart=Never -- echo hello')
    expect([stdout, names(cluster)]).toEqual(['hello\n', 'pod/tmp\n'])
  })

  it('gives up on a Pod that does not come up, and takes it away', () => {
    const { cluster, exitCode, stdout, stderr } = runKubectl(fresh, 'run tmp --image=nope:1 --rm -it --restart=Never -- date', { files: {} })
    expect([exitCode, stdout, stderr, names(cluster)]).toEqual([1, deleted, 'error: timed out waiting for the condition\n', ''])
  })

  it.each(['--rm -it -- sh', '--rm -it', '-it --restart=Never -- /bin/sh'])('makes nothing for a shell that would ask: %s', (words) => {
    const { cluster, exitCode, stderr } = run(words)
    expect([exitCode, stderr, names(cluster)]).toEqual([1, 'error: an interactive shell is not part of this practice cluster; name the command instead: kubectl run NAME --image=IMAGE --rm -it --restart=Never -- COMMAND\n', ''])
  })
})
