import { differences } from './compare'
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
    return { cases: verdict.objects.filter(isCompared).map((object) => caseOf(verdict, object)), notes }
  },
}

/** The index of the films holds nothing to replay. */
export const filmIndex: Replayer = {
  format: 'films (index)',
  takes: (path) => path.endsWith('nodes/films.jsonl'),
  replay: (path) => ({ cases: [], notes: [`index of ${String(readLines(path).length)} films, each a file of its own`] }),
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

/** Where the two lists of states part: the first state that differs, in both. */
function firstDifference({ recorded, frames }: FilmVerdict, name: string): readonly string[] {
  const [theirs, ours] = [statesOf(recorded, name), statesOf(frames, name)]
  const at = Array.from({ length: Math.max(theirs.length, ours.length) }, (_, index) => index).find((index) => differences(theirs[index], ours[index], '').length > 0)
  if (at === undefined) return ['the same states by themselves, in another order among objects of this name']
  return [`state ${String(at + 1)} of ${String(theirs.length)} recorded, ${String(ours.length)} ours`, ...differences(theirs[at], ours[at], '')]
}

function statesOf(list: readonly Frame[], name: string): unknown[] {
  return list.filter((frame) => frame.kind !== 'Event' ? anonymous(`${frame.kind} ${frame.name ?? ''}`) === name : name.startsWith(anonymous(`Event ${eventWords(frame)}`).slice(0, 60))).map(({ atMs: _, ...frame }) => JSON.parse(nodeless(anonymous(JSON.stringify(frame)))) as unknown)
}

function eventWords(frame: Frame): string {
  const { reason, involvedObject } = frame as Frame & { readonly reason?: string; readonly involvedObject?: { readonly kind?: string; readonly name?: string } }
  return `${reason ?? ''} ${involvedObject?.kind ?? ''}/${involvedObject?.name ?? ''}`
}

function nodeless(text: string): string {
  return text.replace(/node-\d/g, '<node>')
}

function anonymous(text: string): string {
  return text.replace(/<(rand|hash|uid|podIP|clusterIP|nodePort|sha|event):\d+>/g, '<$1>')
}
