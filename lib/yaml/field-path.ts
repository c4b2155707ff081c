import type { Path } from './diagnostic'

/** `spec.ports[0].targetPort`, `metadata.labels[app.kubernetes.io/name]` → keys and indexes; a bracket that holds no number is a map key. */
export function parseFieldPath(field: string): Path {
  const path: (string | number)[] = []
  for (let at = 0; at < field.length; ) {
    if (field[at] === '[') {
      const end = field.indexOf(']', at)
      const inside = field.slice(at + 1, end === -1 ? undefined : end)
      path.push(/^\d+$/.test(inside) ? Number(inside) : inside)
      at = end === -1 ? field.length : end + 1
      continue
    }
    if (field[at] === '.') at++
    const dot = field.indexOf('.', at)
    const bracket = field.indexOf('[', at)
    const end = Math.min(dot === -1 ? field.length : dot, bracket === -1 ? field.length : bracket)
    if (end > at) path.push(field.slice(at, end))
    at = Math.max(end, at + 1)
    if (field[at - 1] === '[' && end === at - 1) at--
  }
  return path
}

/** The way back: `['spec', 'ports', 0]` → `spec.ports[0]`. Keys with a dot or a bracket go into brackets. */
export function formatFieldPath(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`
    if (/[.[\]/]/.test(step)) return `${text}[${step}]`
    return text === '' ? step : `${text}.${step}`
  }, '')
}
