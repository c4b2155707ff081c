/** Reads one field of a lesson's front matter, or says what is wrong with it. */
type Read<T> = (value: unknown) => { readonly ok: true; readonly value: T } | { readonly ok: false; readonly say: string }

const text: Read<string> = (value) => (typeof value === 'string' && value.trim() !== '' ? { ok: true, value } : { ok: false, say: 'must be a text that is not empty' })

const minutes: Read<number> = (value) => (typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= 60 ? { ok: true, value } : { ok: false, say: 'must be a whole number of minutes from 1 to 60' })

const ids: Read<readonly string[]> = (value) => {
  if (!Array.isArray(value)) return { ok: false, say: 'must be a list of exercise ids ([] for none)' }
  const list: readonly unknown[] = value
  const strings = list.filter((id): id is string => typeof id === 'string' && /^[a-z0-9-]+\/[a-z0-9-]+$/.test(id))
  return strings.length === list.length ? { ok: true, value: strings } : { ok: false, say: 'must hold exercise ids only, such as services/backend-api' }
}

/** The front matter of a lesson.mdx: every field is required, and no other is known. */
const schema = {
  /** The heading: a sentence or a question. */
  title: text,
  /** What fits on the course home and in the crumbs. */
  short: text,
  minutes,
  /** What the learner can do afterwards, in one sentence. */
  aim: text,
  /** Its exercises in the order in which they stand in the text. */
  exercises: ids,
}

type Field = keyof typeof schema
export type LessonHeader = { readonly [F in Field]: Extract<ReturnType<(typeof schema)[F]>, { ok: true }>['value'] }

/** Checks front matter. `problems` has one line for each field that is missing, wrong or unknown. */
export function readLessonHeader(frontMatter: unknown): { readonly ok: true; readonly header: LessonHeader } | { readonly ok: false; readonly problems: readonly string[] } {
  const given = typeof frontMatter === 'object' && frontMatter !== null ? (frontMatter as Readonly<Record<string, unknown>>) : {}
  const problems = Object.keys(given)
    .filter((name) => !(name in schema))
    .map((name) => `${name}: is not a field of a lesson`)
  const header: Record<string, unknown> = {}
  for (const [name, read] of Object.entries(schema)) {
    const result = read(given[name])
    if (result.ok) header[name] = result.value
    else problems.push(`${name}: ${result.say}`)
  }
  return problems.length === 0 ? { ok: true, header: header as unknown as LessonHeader } : { ok: false, problems }
}
