import { differences } from './compare'
import { anonymous, nodeless } from './film-order'
import type { PeriodVerdict } from './film-periods'
import { replayFilm, type Film, type FilmObject, type FilmVerdict } from './films'
import { readJson, readLines, type CaseResult, type Replayer } from './recording'
import type { Frame } from '../../tests/oracle/nodes/frames.mjs'

/** Films: a case is an object of the film; its last state is the object's verdict, its whole list of states makes it identical. */
export const films: Replayer = {
  format: 'films',
  takes: (path) => /\/films\/[^/]+\.json$/.test(path),
  replay: (path) => {
    const verdict = replayFilm(readJson(path) as Film)
    const notes = verdict.unknown.length === 0 ? [] : [`steps that are not part of this practice cluster: ${verdict.unknown.join('; ')}`]
    return { cases: verdict.objects.filter(isCompared).map((object) => caseOf(verdict, object)), periods: verdict.periods.map((period) => periodCase(verdict.id, period)), notes }
  },
}

/** The index of the films holds nothing to replay. */
export const filmIndex: Replayer = {
  format: 'films (index)',
  takes: (path) => path.endsWith('nodes/films.jsonl'),
  replay: (path) => ({ cases: [], notes: [`index of ${String(readLines(path).length)} films, each a file of its own`] }),
}

function periodCase(film: string, { what, nominalMs, recordedMs, oursMs, right }: PeriodVerdict): CaseResult {
  const seconds = (times: readonly number[]) => (times.length === 0 ? 'never' : times.map((time) => `${(time / 1000).toFixed(1)} s`).join(', '))
  const difference = [`nominal ${seconds([nominalMs])}, recorded ${seconds(recordedMs)}, ours ${seconds(oursMs)}`]
  return { id: `films/${film} ${what}`, kind: 'period', identical: right, ...(right ? {} : { difference }) }
}

function isCompared({ states, last }: FilmObject): boolean {
  return states !== undefined || last !== undefined
}

function caseOf(verdict: FilmVerdict, { name, states, last }: FilmObject): CaseResult {
  const identical = states !== false && last !== false
  return {
    id: `films/${verdict.id} ${name}`,
    kind: name.split(' ', 1)[0] ?? '',
    ...(last === undefined ? {} : { object: last }),
    identical,
    ...(identical ? {} : { difference: firstDifference(verdict, name) }),
  }
}

/** Where the first two lists of states that find no equal part: the first state that differs, in both. */
function firstDifference({ recorded, frames }: FilmVerdict, name: string): readonly string[] {
  const [theirs, ours] = [listsOf(recorded, name), listsOf(frames, name)]
  const alone = (list: readonly string[][], other: readonly string[][]) => list.filter((states) => !other.some((candidate) => candidate.join('\n') === states.join('\n')))
  const [theirStates = [], ourStates = []] = [alone(theirs, ours)[0], alone(ours, theirs)[0]]
  const at = Array.from({ length: Math.max(theirStates.length, ourStates.length) }, (_, index) => index).find((index) => theirStates[index] !== ourStates[index])
  if (at === undefined) return [`${String(theirs.length)} of this name recorded, ${String(ours.length)} ours`]
  const state = (states: readonly string[]) => (states[at] === undefined ? undefined : (JSON.parse(states[at]) as unknown))
  return [`state ${String(at + 1)} of ${String(theirStates.length)} recorded, ${String(ourStates.length)} ours`, ...differences(state(theirStates), state(ourStates), '')]
}

/** States as text of each object that shares the name. */
function listsOf(list: readonly Frame[], name: string): string[][] {
  const byObject = new Map<string, string[]>()
  for (const frame of list) {
    const exact = frame.kind === 'Event' ? `Event ${eventWords(frame)}` : `${frame.kind} ${frame.name ?? ''}`
    if (frame.kind === 'Event' ? !name.startsWith(anonymous(exact)) : anonymous(exact) !== name) continue
    const { atMs: _, count: _count, ...rest } = frame as Frame & { readonly count?: number }
    byObject.set(exact, [...(byObject.get(exact) ?? []), nodeless(anonymous(JSON.stringify(rest)))])
  }
  return [...byObject.values()]
}

function eventWords(frame: Frame): string {
  const { reason, involvedObject } = frame as Frame & { readonly reason?: string; readonly involvedObject?: { readonly kind?: string; readonly name?: string } }
  return `${reason ?? ''} ${involvedObject?.kind ?? ''}/${involvedObject?.name ?? ''}`
}
