/** Whether two JSON values are the same; `undefined` fields don't count. */
export function same(a: unknown, b: unknown): boolean {
  return differences(a, b, '').length === 0
}

/** Where two JSON values differ, one line each: `path: recorded → ours`. */
export function differences(recorded: unknown, ours: unknown, path: string): string[] {
  if (Object.is(recorded, ours)) return []
  if (Array.isArray(recorded) && Array.isArray(ours)) {
    return Array.from({ length: Math.max(recorded.length, ours.length) }, (_, at) => at).flatMap((at) => differences(recorded[at], ours[at], `${path}[${String(at)}]`))
  }
  if (isObject(recorded) && isObject(ours)) {
    const keys = new Set([...Object.keys(recorded), ...Object.keys(ours)])
    return [...keys].flatMap((key) => differences(recorded[key], ours[key], path === '' ? key : `${path}.${key}`))
  }
  return [`${path}: ${shown(recorded, ours)} → ${shown(ours, recorded)}`]
}

/** Of long texts, what stands around the first place where they part. */
function fromWhereTheyPart(text: string, other: string): string {
  let at = 0
  while (at < text.length && text.charAt(at) === other.charAt(at)) at++
  return at < 400 ? text : `…${text.slice(at - 60)}`
}

function shown(value: unknown, other: unknown): string {
  if (value === undefined) return 'absent'
  const text = JSON.stringify(typeof value === 'string' && typeof other === 'string' ? fromWhereTheyPart(value, other) : value)
  return text.length > 600 ? `${text.slice(0, 600)}…` : text
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What follows is a Go dump of inner fields: not compared. Inside a text, a version counts like any other. */
export function withoutDump(text: string): string {
  const mark = text.indexOf('\n@@')
  return (mark === -1 ? text : text.slice(0, mark)).replace(/<rv:\d+>(?=\W)/g, '<rv>').replace(/2006-01-02T15:04:05(?:\.0+)?Z07:00/g, '<time>07:00').replace(/ in scheme "[^"]*"/g, '')
}
