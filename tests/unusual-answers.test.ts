import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { exercises } from '@/content/exercises'
import { grade } from '@/lib/grade/grade'
import { readSubmission } from '@/scripts/grade/read-submission'

/** Answers written from the curriculum alone: `## exercise +|- name`, then `>>> file` and its text; a file with an @ lies beside and is not handed in. */
interface Answer {
  readonly exercise: string
  readonly right: boolean
  readonly name: string
  readonly files: readonly { readonly file: string; readonly text: string; readonly handedIn: boolean }[]
}

function read(module: string): Answer[] {
  const text = readFileSync(join(import.meta.dirname, 'fixtures/answers', `${module}.txt`), 'utf8')
  return text.split(/^## /m).slice(1).map((block) => {
    const [head = '', ...parts] = block.split(/\n?^>>> /m)
    const [, exercise = '', sign, name = ''] = /^(\S+) ([+-]) (.*)/.exec(head) ?? []
    const files = parts.map((part) => {
      const [file = '', ...lines] = part.split('\n')
      return { file: file.replace('@', ''), text: lines.join('\n'), handedIn: !file.startsWith('@') }
    })
    return { exercise, right: sign === '+', name, files }
  })
}

const folder = mkdtempSync(join(tmpdir(), 'answers-'))
afterAll(() => { rmSync(folder, { recursive: true }) })

describe.each(['services', 'deployments', 'strategies'])('answers to the exercises of %s', (module) => {
  it.each(read(module).map((answer): [string, Answer] => [`${answer.exercise} ${answer.right ? 'accepts' : 'refuses'}: ${answer.name}`, answer]))('%s', async (_, { exercise, right, files }) => {
    const home = mkdtempSync(join(folder, 'one-'))
    for (const { file, text } of files) writeFileSync(join(home, file), text)
    const submission = readSubmission(files.filter(({ handedIn }) => handedIn).map(({ file }) => join(home, file)))
    const entry = exercises[exercise]
    if ('error' in submission || entry === undefined) throw new Error(`cannot be handed in to ${exercise}`)
    const { status, findings } = grade(await entry.load(), submission.submission)
    expect(status === 'met', findings.find(({ met }) => !met)?.message).toBe(right)
    if (!right) expect(findings.filter(({ met, waitsFor }) => !met && waitsFor === undefined).every(({ message }) => message.length > 20)).toBe(true)
  })
})
