const age = '(?:\\d+y)?(?:\\d+d)?(?:\\d+h)?(?:\\d+m)?(?:\\d+s)?'
const isAge = new RegExp(`^(?=\\d)${age}$`)
const restarts = new RegExp(`^(\\d+) \\((?=\\d)${age} ago\\)$`)
const repeated = new RegExp(`^(?=\\d)${age} \\((x\\d+) over (?=\\d)${age}\\)$`)
const uid = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g

/** How a transcript was mapped: its own `normalise`. */
export interface KubectlNormaliserOptions {
  readonly keep?: readonly (string | number)[]
  readonly nodes?: boolean
  readonly ages?: boolean
  readonly known?: Readonly<Record<string, readonly string[]>>
}

/**
 * The mapping from what kubectl printed to the placeholders of the transcripts; the same as the recordings' `norm-kubectl.mjs`. One per transcript:
 * `learn` every object of the cluster, then `text` each stream in the order of the steps.
 */
export class KubectlNormaliser {
  readonly #keep: ReadonlySet<string>
  readonly #nodes: boolean
  readonly #ages: boolean
  readonly #maps = new Map<string, Map<string, string>>()
  readonly #known = new Map<string, string>()
  #generated: RegExp | undefined

  constructor({ keep = [], nodes = true, ages = true, known = {} }: KubectlNormaliserOptions = {}) {
    this.#keep = new Set([...keep.map(String), '11111111-1111-1111-1111-111111111111'])
    this.#nodes = nodes
    this.#ages = ages
    for (const [kind, raws] of Object.entries(known)) for (const raw of raws) this.#know(kind, raw)
  }

  learn(node: unknown): void {
    if (Array.isArray(node)) for (const item of node) this.learn(item)
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return
    const fields = node as Readonly<Record<string, unknown>>
    for (const key of ['pod-template-hash', 'controller-revision-hash']) if (typeof fields[key] === 'string') this.#know('hash', fields[key].replace(/^.*-/, ''))
    for (const key of ['nodePort', 'healthCheckNodePort']) if (typeof fields[key] === 'number' && fields[key] >= 30000) this.#know('nodePort', String(fields[key]))
    this.#learnNames(fields)
    for (const value of Object.values(fields)) this.learn(value)
  }

  text(raw: string): string {
    let text = this.#fixedForms(raw)
    text = this.#generatedNames(text)
    if (this.#nodes) text = text.replace(/\bnode-[123]\b/g, (name) => this.#token('node', name)).replace(/\b192\.0\.2\.1[123]\b/g, (ip) => this.#token('nodeIP', ip))
    return text
      .split('\n')
      .map((line) => this.#line(line))
      .join('\n')
  }

  #token(kind: string, raw: string): string {
    if (this.#keep.has(raw)) return raw
    const map = this.#maps.get(kind) ?? new Map<string, string>()
    this.#maps.set(kind, map)
    const token = map.get(raw) ?? `<${kind}:${String(map.size + 1)}>`
    map.set(raw, token)
    return token
  }

  #know(kind: string, raw: string): void {
    if (raw.length < 5 || this.#keep.has(raw) || this.#known.has(raw)) return
    this.#known.set(raw, kind)
    this.#generated = undefined
  }

  #learnNames(fields: Readonly<Record<string, unknown>>): void {
    const metadata = fields['metadata'] as { readonly name?: unknown; readonly generateName?: unknown } | undefined
    if (typeof metadata?.generateName === 'string' && typeof metadata.name === 'string') {
      const base = metadata.generateName.slice(0, 58)
      if (metadata.name.startsWith(base) && metadata.name.length > base.length) this.#know('rand', metadata.name.slice(base.length))
    }
    if (fields['kind'] === 'ControllerRevision' && typeof metadata?.name === 'string') this.#know('hash', metadata.name.replace(/^.*-/, ''))
    const { name } = fields
    if (typeof name === 'string' && /^kube-api-access-[a-z0-9]{5}$/.test(name)) this.#know('rand', name.slice(-5))
  }

  #fixedForms(raw: string): string {
    const kept = (kind: string) => (value: string) => this.#token(kind, value)
    return raw
      .replace(/(-----BEGIN CERTIFICATE-----(?!\s*(?:\\n)?not a cert)[^-]*-----END CERTIFICATE-----(?:\n|\\n)?)+/g, '<certificate>')
      .replace(/\beyJ[\w-]+\.eyJ[\w-]+\.[\w-]+/g, '<token>')
      .replace(/("continue": ?")[^"]+"/g, '$1<continue>"')
      .replace(uid, kept('uid'))
      .replace(/\b20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)/g, (time) => (this.#keep.has(time) || /^20(20|24)-/.test(time) ? time : '<time>'))
      .replace(/\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d \w{3} 20\d\d \d\d:\d\d:\d\d [+-]\d{4}\b/g, '<time>')
      .replace(/\b20\d\d-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)? [+-]\d{4}( [A-Z]{3,4})?( m=\+[\d.]+)?/g, '<time>')
      .replace(/^([EWIF])\d{4} \d\d:\d\d:\d\d\.\d+ +\d+ /gm, '$1<time> <pid> ')
      .replace(/([a-z0-9]\.)(1[0-9a-f]{15})\b/g, (_, before: string, event: string) => before + this.#token('ev', event))
      .replace(/\b10\.244\.\d{1,3}\.0\/24\b/g, (range) => (this.#keep.has(range) ? range : '<podCIDR>'))
      .replace(/\b10\.96\.(?!0\.(?:1|10)\b)\d{1,3}\.\d{1,3}\b(?!\/)/g, kept('clusterIP'))
      .replace(/\b10\.244\.\d{1,3}\.\d{1,3}\b(?!\/)/g, kept('podIP'))
      .replace(/((?:nodePort|healthCheckNodePort)\\?"?: ?|NodePort: +\S+ +|\b\d+:)(3[0-2]\d{3})(?=[,}\s/]|$)/gim, (_, before: string, port: string) => before + this.#token('nodePort', port))
      .replace(/(resourceVersion\\?"?: ?\\?"?)(\d+)\b/g, (all, before: string, version: string) => (this.#keep.has(version) || version === '999999999' ? all : `${before}<rv>`))
      .replace(/^( *Resource Version: +)\d{2,}$/gm, '$1<rv>')
      .replace(/(does not match the ResourceVersion in record \()\d+/g, '$1<rv>')
      .replace(/(too old resource version: )\d+ \(\d+\)/g, '$1<rv> (<rv>)')
      .replace(/(ResourceVersion in precondition: )\d+(, ResourceVersion in object meta: )\d+/g, '$1<rv>$2<rv>')
      .replace(/containerd:\/\/[0-9a-f]{64}/g, 'containerd://<containerID>')
      .replace(/sha256:[0-9a-f]{64}/g, (digest) => (this.#keep.has(digest) ? digest : '<digest>'))
      .replace(/ in [\d.]+m?s \([\d.]+m?s including waiting\)/g, ' in <duration> (<duration> including waiting)')
      .replace(/\(lasts [^)]*\)/g, '(lasts <age>)')
      .replace(/127\.0\.0\.1:\d{5}(?=->)/g, '127.0.0.1:<port>')
      .replace(/(\/tmp\/(?:LIVE|MERGED)-)\d+/g, '$1<tmp>')
      .replace(/(kubectl-edit-)\d+/g, '$1<tmp>')
  }

  #generatedNames(raw: string): string {
    let text = raw
    if (this.#known.size > 0) {
      this.#generated ??= this.#pattern()
      text = text.replace(this.#generated, (value) => this.#token(this.#known.get(value) ?? 'rand', value))
    }
    return text
      .replace(/(<hash:\d+>-)([bcdfghjklmnpqrstvwxz2456789]{5})\b/g, (_, before: string, suffix: string) => before + this.#token('rand', suffix))
      .replace(/\b(kube-api-access-|debugger-)([bcdfghjklmnpqrstvwxz2456789]{5})\b/g, (_, before: string, suffix: string) => before + this.#token('rand', suffix))
  }

  #pattern(): RegExp {
    const any = (kind: string) => {
      const raws = [...this.#known].filter(([, of]) => of === kind).map(([raw]) => raw.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      return raws.sort((a, b) => b.length - a.length).join('|') || '(?!)'
    }
    return new RegExp(`(?:${any('hash')})(?=[a-z0-9]{5}(?![a-z0-9])|(?![a-z0-9]))|(?:${any('rand')})(?![a-z0-9])|(?<![0-9])(?:${any('nodePort')})(?![a-z0-9])`, 'g')
  }

  #line(raw: string): string {
    let line = raw
    if (this.#ages) {
      const parts = line.split(/( {2,}|\t)/)
      for (let at = 0; at < parts.length; at += 2) parts[at] = this.#cell(parts[at] ?? '', at >= 2 ? (parts[at - 2] ?? '') : '')
      line = parts.join('')
    }
    return line.replace(/(?<=\S) {2,}/g, '  ').replace(/[ \t]+$/, '')
  }

  #cell(part: string, before: string): string {
    const cell = part.trim()
    if ((/:$/.test(before) && before !== 'Duration:') || this.#keep.has(cell)) return part
    if (isAge.test(cell)) return part.replace(cell, '<age>')
    if (restarts.test(cell)) return cell.replace(restarts, '$1 (<age> ago)')
    return repeated.test(cell) ? cell.replace(repeated, '<age> ($1 over <age>)') : part
  }
}
