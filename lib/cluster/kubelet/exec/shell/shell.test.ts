import { expect, test } from 'vitest'
import { FileSystem, type Mount } from '../../files/file-system'
import { imageTree } from '../../files/image-tree'
import type { FileNode } from '../../files/tree'
import type { Call } from '../call'
import { runProgram } from '../programs'

function sh(script: string, stdin = ''): { readonly out: string; readonly err: string; readonly code: number | undefined } {
  let root: FileNode = imageTree('busybox:1.36')
  const mount: Mount = { path: '/', readOnly: false, load: () => root, save: (node) => (root = node) }
  const identity = { uid: 0, gid: 0, groups: [0], capabilities: new Set(['CHOWN', 'DAC_OVERRIDE']), bounding: new Set<string>(), noNewPrivs: false }
  const result = { out: '', err: '', ms: 0 }
  const call = {
    container: { name: 'box', image: 'busybox:1.36' },
    argv: ['sh', '-c', script],
    stdin,
    env: { NAME: 'box' },
    cwd: '/',
    files: new FileSystem([mount], identity),
    identity,
    out: (text: string) => (result.out += text),
    err: (text: string) => (result.err += text),
    spend: (ms: number) => (result.ms += ms),
    spent: () => result.ms,
    start: () => 126,
  } as unknown as Call
  const code = runProgram(call)
  return { out: result.out, err: result.err, code }
}

test('lists, pipes and the exit code of the last command', () => {
  expect(sh('echo one; false || echo two && echo three | cat').out).toBe('one\ntwo\nthree\n')
  expect(sh('echo err >&2; exit 3')).toEqual({ out: '', err: 'err\n', code: 3 })
})

test('variables, quotes, substitution and arithmetic', () => {
  expect(sh('a="x y"; echo $a "$a" \'$a\' ${NONE:-none} $(echo in $NAME) $((2 + 3 * 4))').out).toBe('x y x y $a none in box 14\n')
  expect(sh('f=/etc/app.conf; echo ${f##*/} ${f%.conf}').out).toBe('app.conf /etc/app\n')
})

test('redirections write files, and fail in the shell\'s words', () => {
  expect(sh('echo hi > /tmp/x; echo more >> /tmp/x; cat < /tmp/x').out).toBe('hi\nmore\n')
  expect(sh('echo hi > /none/x').err).toBe("sh: can't create /none/x: nonexistent directory\n")
  expect(sh('cat /none 2>&1').out).toBe("cat: can't open '/none': No such file or directory\n")
})

test('if, for, while and until', () => {
  expect(sh('for i in 1 2 3; do if [ $i -eq 2 ]; then continue; fi; echo $i; done').out).toBe('1\n3\n')
  expect(sh('i=0; until [ $i -ge 2 ]; do i=$((i+1)); sleep 1; done; echo $i').out).toBe('2\n')
})

test('an endless loop ends', () => {
  expect(sh('while true; do sleep 60; done').code).toBe(137)
})

test('what is not there, and what is no shell', () => {
  expect(sh('nosuch')).toEqual({ out: '', err: 'sh: nosuch: not found\n', code: 127 })
  expect(sh('echo "open').err).toBe('sh: unterminated quoted string\n')
})

test('a script from standard input', () => {
  expect(sh('sh', 'echo hi; exit 5\n')).toEqual({ out: 'hi\n', err: '', code: 5 })
})
