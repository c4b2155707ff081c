import { describe, expect, it } from 'vitest'
import { readPipes } from './grep'

const pods = 'NAME     READY\nweb-1    1/1\nweb-2    0/1\ndb-1     1/1\n'

function through(line: string, ...chunks: string[]): string {
  const piped = readPipes(line)
  if (piped.command === undefined) return piped.error
  if (piped.filter === undefined) return chunks.join('')
  const { filter } = piped
  return chunks.map((chunk) => filter.take(chunk)).join('') + filter.end().text
}

describe('a line with pipes', () => {
  it('keeps the command and passes the lines that match', () => {
    expect(readPipes('kubectl get pods | grep web')).toMatchObject({ command: 'kubectl get pods' })
    expect(through('kubectl get pods | grep web', pods)).toBe('web-1    1/1\nweb-2    0/1\n')
  })

  it('takes a line that comes in two parts as one', () => {
    expect(through('kubectl get pods | grep web-2', 'web-1 1/1\nwe', 'b-2 0/1\n')).toBe('web-2 0/1\n')
  })

  it.each([
    ['k | grep -v web', 'NAME     READY\ndb-1     1/1\n'],
    ['k | grep -i NAME', 'NAME     READY\n'],
    ['k | grep -c web', '2\n'],
    ['k | grep web | grep 1/1', 'web-1    1/1\n'],
    ['k | grep -E "web|db" | grep -c 1', '3\n'],
    ['k | grep "web\\|db"', 'web-1    1/1\nweb-2    0/1\ndb-1     1/1\n'],
    ['k | grep -o "we."', 'web\nweb\n'],
    ['k | grep -n db', '4:db-1     1/1\n'],
  ])('%s', (line, expected) => expect(through(line, pods)).toBe(expected))

  it('leaves a pipe within quotes alone', () => {
    expect(readPipes("kubectl exec a -- sh -c 'env | sort'")).toEqual({ command: "kubectl exec a -- sh -c 'env | sort'", filter: undefined })
  })

  it('ends with 1 where nothing matched', () => {
    const piped = readPipes('k | grep nothing')
    if (piped.command === undefined || piped.filter === undefined) throw new Error('no filter')
    piped.filter.take(pods)
    expect(piped.filter.end()).toEqual({ text: '', exitCode: 1 })
  })

  it('says what cannot stand behind a pipe', () => {
    expect(through('k | awk 1', pods)).toBe('awk after a pipe is not part of this practice cluster; grep is')
    expect(through('k |', pods)).toBe('syntax error: nothing stands after the pipe')
    expect(through('k | grep -P x', pods)).toBe('grep -P is not part of this practice cluster')
  })
})
