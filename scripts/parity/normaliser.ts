/**
 * The mapping from raw answers to the placeholders of the recordings: one per row or sequence. Every answer is learnt first, then mapped. It does
 * what the recordings' own `normalise.mjs` does.
 */
export class Normaliser {
  readonly #maps = new Map<string, Map<string | number, string>>()
  readonly #keep: Set<unknown>

  constructor(keep: Iterable<unknown> = []) {
    this.#keep = new Set([...keep, '11111111-1111-1111-1111-111111111111'])
  }

  /** Values that the request names stay as they are. */
  keepAll(node: unknown): this {
    if (Array.isArray(node)) for (const item of node) this.keepAll(item)
    else if (typeof node === 'object' && node !== null) {
      for (const [key, value] of Object.entries(node)) {
        this.#keep.add(key)
        this.keepAll(value)
      }
    } else if (node !== null && node !== undefined) this.#keep.add(node)
    return this
  }

  token(kind: string, raw: string | number): string {
    const map = this.#maps.get(kind) ?? new Map<string | number, string>()
    this.#maps.set(kind, map)
    const known = map.get(raw)
    if (known !== undefined) return known
    const made = `<${kind}:${String(map.size + 1)}>`
    map.set(raw, made)
    return made
  }

  /** The raw value behind a placeholder that an answer was given. */
  rawOf(token: string): string | number | undefined {
    const kind = /^<(\w+):\d+>$/.exec(token)?.[1]
    for (const [raw, made] of this.#maps.get(kind ?? '') ?? []) if (made === token) return raw
    return undefined
  }

  /** Replaces placeholders in a request by the raw values they stand for. */
  raw(text: string): string {
    return text.replaceAll('"<time>"', '"2026-01-01T00:00:00Z"').replace(/<(?:uid|rand|hash|clusterIP|podIP|nodePort|rv):\d+>/g, (token) => String(this.rawOf(token) ?? token))
  }

  learn(node: unknown): void {
    if (Array.isArray(node)) {
      for (const item of node) this.learn(item)
      return
    }
    if (typeof node !== 'object' || node === null) return
    const fields = node as Readonly<Record<string, unknown>>
    for (const key of ['pod-template-hash', 'controller-revision-hash']) {
      const hash = fields[key]
      if (typeof hash === 'string') this.token('hash', hash.replace(/^.*-/, ''))
    }
    this.#learnName(fields['metadata'])
    const name = fields['name']
    if (typeof name === 'string' && /^kube-api-access-[a-z0-9]{5}$/.test(name)) this.token('rand', name.slice(-5))
    for (const value of Object.values(fields)) this.learn(value)
  }

  #learnName(metadata: unknown): void {
    if (typeof metadata !== 'object' || metadata === null) return
    const { name, generateName } = metadata as { name?: unknown; generateName?: unknown }
    if (typeof name !== 'string' || typeof generateName !== 'string') return
    if (name.startsWith(generateName) && name.length > generateName.length) this.token('rand', name.slice(generateName.length))
    if (generateName.length > 58 && name.startsWith(generateName.slice(0, 58))) this.token('rand', name.slice(58))
  }

  string(text: string): string {
    if (this.#keep.has(text)) return text
    let mapped = text
    for (const kind of ['hash', 'rand']) for (const [raw, token] of this.#maps.get(kind) ?? []) if (String(raw).length >= 5) mapped = mapped.replaceAll(String(raw), token)
    mapped = mapped.replace(/(<hash:\d+>-)([bcdfghjklmnpqrstvwxz2456789]{5})\b/g, (_, before: string, suffix: string) => before + this.token('rand', suffix))
    const kept = (raw: string, kind: string) => (this.#keep.has(raw) ? raw : this.token(kind, raw))
    return mapped
      .replace(/(-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----\n?)+/g, '<certificate>')
      .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, (uid) => kept(uid, 'uid'))
      .replace(/\b20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)/g, (time) => (this.#keep.has(time) || /^20(20|24)-/.test(time) ? time : '<time>'))
      .replace(/\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d \w{3} 20\d\d \d\d:\d\d:\d\d [+-]\d{4}\b/g, '<time>')
      .replace(/\b20\d\d-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)? [+-]\d{4} [A-Z]{3,4}( m=\+[\d.]+)?/g, '<time>')
      .replace(/\b10\.96\.(?!0\.(1|10)\b)\d{1,3}\.\d{1,3}\b(?!\/)/g, (ip) => kept(ip, 'clusterIP'))
      .replace(/\b10\.244\.\d{1,3}\.\d{1,3}\b(?!\/)/g, (ip) => kept(ip, 'podIP'))
      .replace(/(resourceVersion\\*":\\*")\d+/g, '$1<rv>')
      .replace(/(does not match the ResourceVersion in record \()\d+/g, '$1<rv>')
      .replace(/(too old resource version: )\d+ \(\d+\)/g, '$1<rv> (<rv>)')
      .replace(/(ResourceVersion in precondition: )(\d+)(, ResourceVersion in object meta: )\d+/g, '$1<rv>$3<rv>')
      .replace(/(Too large resource version: )(\d+)(, current: )\d+/g, '$1$2$3<rv>')
  }

  value(value: unknown, key = ''): unknown {
    if (typeof value === 'string') return this.#text(value, key)
    if (typeof value === 'number') return (key === 'nodePort' || key === 'healthCheckNodePort') && value >= 30000 && !this.#keep.has(value) ? this.token('nodePort', value) : value
    if (Array.isArray(value)) return value.map((item) => this.value(item, key))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [this.string(name), this.value(item, name)]))
  }

  #text(value: string, key: string): string {
    if (key === 'resourceVersion') return /^\d{2,}$/.test(value) && value !== '999999999' ? '<rv>' : value
    if (key === 'continue' && value !== '') return '<continue>'
    return this.string(value)
  }
}
