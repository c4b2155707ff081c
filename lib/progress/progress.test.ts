import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eventIds } from './event-id'
import { readEvent, type Fact, type ProgressEvent } from './events'
import { readExport, writeExport } from './export-file'
import { fold } from './fold'
import { merge, superseded } from './merge'

function recorder(learner = 'ada') {
  let now = 1_000
  const nextId = eventIds(() => now, () => 0.5)
  return (...facts: readonly Fact[]): ProgressEvent[] => facts.map((fact) => ({ id: nextId(), at: now++, learner, ...fact }))
}

const attempt = (status: 'met' | 'unmet', met: number): Fact => ({ type: 'AttemptGraded', exercise: 'services/x', status, met, of: 5, spentMs: 60_000 })

describe('event ids', () => {
  it('sort in the order in which they were made, also within a millisecond', () => {
    const times = [5, 5, 5, 6, 4, 7]
    let at = 0
    const next = eventIds(() => times[at++] ?? 9, () => 0.999)
    const ids = Array.from({ length: 6 }, next)
    expect([...ids].sort()).toEqual(ids)
    expect(new Set(ids).size).toBe(6)
    expect(ids[0]).toHaveLength(26)
  })
})

describe('fold', () => {
  const record = recorder()

  it('counts attempts, time and hints, and says when it was passed', () => {
    const events = record(attempt('unmet', 3), { type: 'HintTaken', exercise: 'services/x', hint: 1 }, attempt('met', 5))
    expect(fold(events)['ada']?.exercises['services/x']).toMatchObject({ standing: 'passed-with-hints', attempts: 2, hints: 1, met: 5, of: 5, spentMs: 120_000, passedAt: events[2]?.at })
  })

  it('does not credit a pass after the solution was shown', () => {
    const events = record({ type: 'SolutionRevealed', exercise: 'services/x' }, attempt('met', 5))
    expect(fold(events)['ada']?.exercises['services/x']?.standing).toBe('revealed')
  })

  it('keeps a pass when the solution is looked at afterwards', () => {
    const events = record(attempt('met', 5), { type: 'SolutionRevealed', exercise: 'services/x' })
    expect(fold(events)['ada']?.exercises['services/x']?.standing).toBe('passed')
  })

  it('knows the last draft of each file, and none after a reset', () => {
    const events = record({ type: 'DraftSaved', exercise: 'services/x', file: 'a.yaml', text: 'one' }, { type: 'DraftSaved', exercise: 'services/x', file: 'a.yaml', text: 'two' })
    expect(fold(events)['ada']?.exercises['services/x']?.drafts).toEqual({ 'a.yaml': 'two' })
    expect(fold([...events, ...record({ type: 'DraftsReset', exercise: 'services/x' })])['ada']?.exercises['services/x']?.drafts).toEqual({})
  })

  it('knows where the learner stopped', () => {
    const events = record({ type: 'LessonOpened', lesson: 'services/a' }, { type: 'LessonOpened', lesson: 'services/b' }, { type: 'LessonOpened', lesson: 'services/a' })
    expect(fold(events)['ada']?.lessons).toEqual(['services/b', 'services/a'])
  })
})

describe('merge', () => {
  const facts = fc.constantFrom<Fact>(attempt('met', 5), attempt('unmet', 1), { type: 'HintTaken', exercise: 'services/x', hint: 2 }, { type: 'SolutionRevealed', exercise: 'services/x' }, { type: 'DraftSaved', exercise: 'services/x', file: 'a', text: 't' }, { type: 'DraftsReset', exercise: 'services/x' })
  const histories = fc.array(facts, { maxLength: 12 }).map((list) => recorder()(...list))

  it('is a set union: order and repetition make no difference', () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 }), (all, i, j) => {
        const left = all.slice(0, Math.max(i, j))
        const right = all.slice(Math.min(i, j))
        expect(merge(left, right)).toEqual(merge(right, left))
        expect(merge(merge(left, right), right)).toEqual(merge(left, right))
        expect(fold(merge(left, right))).toEqual(fold(all))
      }),
    )
  })

  it('may forget superseded drafts without changing what is known', () => {
    fc.assert(
      fc.property(histories, (all) => {
        const gone = new Set(superseded(all).map(({ id }) => id))
        const kept = all.filter(({ id }) => !gone.has(id))
        expect(fold(kept)['ada']?.exercises['services/x']?.drafts ?? {}).toEqual(fold(all)['ada']?.exercises['services/x']?.drafts ?? {})
      }),
    )
  })
})

describe('an exported file', () => {
  const events = recorder()(attempt('met', 5), { type: 'LearnerNamed', name: 'Ada' })

  it('comes back as it went', () => {
    expect(readExport(writeExport(events))).toEqual({ ok: true, events })
  })

  it.each([
    ['', 'not JSON'],
    ['{"format":"desired-state-progress","version":1,"ev', 'cut off'],
    ['[]', 'not a progress file of Desired State'],
    ['null', 'not a progress file of Desired State'],
    ['{"format":"desired-state-progress","version":7,"events":[]}', 'version 7'],
    ['{"format":"desired-state-progress","version":1}', 'no events'],
    ['{"format":"desired-state-progress","version":1,"events":[{"id":"1"}]}', '1 of its 1 events cannot be read'],
  ])('that is foreign or broken gets one clear line: %s', (text, line) => {
    const read = readExport(text)
    expect(read.ok).toBe(false)
    if (!read.ok) {
      expect(read.say).toContain(line)
      expect(read.say).not.toContain('\n')
    }
  })
})

describe('an event from outside', () => {
  it.each([undefined, 7, {}, { id: 'a', at: 1, learner: 'ada', type: '__proto__' }, { id: 'a', at: 1, learner: 'ada', type: 'HintTaken', exercise: 'x', hint: '1' }, { id: '', at: 1, learner: 'ada', type: 'LearnerNamed', name: 'x' }])('that is none of ours is refused: %j', (data) => {
    expect(readEvent(data)).toBeUndefined()
  })
})
