import { describe, expect, it } from 'vitest'
import type { Exercise } from './exercise'
import { firstToTell, grade } from './grade'
import { objectAt } from './observe'
import { prepareCluster } from './run-submission'

const configMap = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`
const exercise: Exercise = {
  id: 'test/two-maps',
  title: 'Two maps',
  given: [{ do: 'apply', text: configMap('given') }],
  starter: { 'a.yaml': configMap('starter') },
  solution: { 'a.yaml': configMap('a') },
  hints: ['', '', ''],
  expectations: [
    { id: 'given', title: 'given is there', check: ({ end }) => ({ met: objectAt(end, '', 'configmaps', 'given') !== undefined, message: 'given is gone' }) },
    { id: 'a', title: 'a is there', needs: ['given'], check: ({ end }) => ({ met: objectAt(end, '', 'configmaps', 'a') !== undefined, message: 'a is missing' }) },
    { id: 'edited', title: 'a is edited', needs: ['a'], check: ({ end }) => ({ met: objectAt(end, '', 'configmaps', 'a') !== undefined, message: '' }) },
  ],
  mistakes: [{ id: 'called-b', expectation: 'a', recognise: ({ end }) => (objectAt(end, '', 'configmaps', 'b') === undefined ? undefined : { message: 'it is called b' }) }],
}
const start = prepareCluster(exercise)
const apply = (name: string, text = configMap(name)) => ({ do: 'apply' as const, file: `${name}.yaml`, text })
const judge = (...steps: Parameters<typeof grade>[1]['steps']) => grade(exercise, { steps, files: {} }, start)

describe('a grade', () => {
  it('is met when every expectation is', () => expect(judge(apply('a')).status).toBe('met'))
  it('puts a mistake’s words on the finding it names', () => {
    expect(judge(apply('b')).findings[1]).toMatchObject({ met: false, mistake: 'called-b', message: 'it is called b' })
  })
  it('does not ask a mistake whose expectation is met', () => {
    const idle = { id: 'idle', expectation: 'given', recognise: () => ({ message: 'about something that holds' }) }
    const verdict = grade({ ...exercise, mistakes: [idle] }, { steps: [], files: {} }, start)
    expect(verdict.findings.map(({ mistake }) => mistake)).toEqual([undefined, undefined, undefined])
  })
  it('lets expectations wait for those they need', () => {
    const verdict = judge({ do: 'kubectl', line: 'kubectl delete configmap given', file: 'x.kubectl', lineNumber: 1 })
    expect(verdict.findings.map((finding) => finding.waitsFor)).toEqual([undefined, 'given', 'a'])
    expect(firstToTell(verdict)).toMatchObject({ expectation: 'given' })
  })
  it('goes on after a refused step, and tells it first when the grade fails', () => {
    expect(judge(apply('broken', 'a: ['), apply('a')).status).toBe('met')
    const verdict = judge(apply('broken', 'a: ['), apply('b'))
    expect(verdict.status).toBe('unmet')
    expect(firstToTell(verdict)).toMatchObject({ step: 0 })
  })
  it('tells what could not run apart: unreadable, rejected', () => {
    expect(judge(apply('broken', 'a: [')).status).toBe('unreadable')
    expect(judge(apply('bad', configMap('Not_A_Name'))).status).toBe('rejected')
    expect(judge({ do: 'kubectl', line: '', file: 'empty.kubectl', lineNumber: 1 })).toMatchObject({ status: 'rejected', refusals: [{ step: 0, at: { file: 'empty.kubectl' } }] })
  })
  it('tells a file without a command as a refused step', () => {
    const empty = { do: 'kubectl' as const, line: '', file: 'x.kubectl', lineNumber: 1 }
    expect(firstToTell(judge(empty, apply('b')))).toMatchObject({ step: 0, message: 'error: x.kubectl holds no command' })
    expect(judge(empty, apply('a')).status).toBe('met')
  })
  it('is the same every time', () => expect(judge(apply('b'))).toEqual(judge(apply('b'))))
  it('takes what kubectl edit changed', () => {
    const edit = (edited: string) => judge(apply('a'), { do: 'kubectl', line: 'kubectl edit configmap a', file: 'terminal', lineNumber: 1, edited })
    expect(edit(configMap('a')).status).toBe('met')
  })
  it('finds files of its own folder for -f', () => {
    expect(grade(exercise, { steps: [{ do: 'kubectl', line: 'create -f ./mine.yaml', file: 'x.kubectl', lineNumber: 1 }], files: { 'mine.yaml': configMap('a') } }, start).status).toBe('met')
  })
})
