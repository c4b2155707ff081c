/** What a client accepts: a medium, and for objects another shape than their own. */
export interface Form {
  readonly media: 'json' | 'yaml'
  readonly as?: 'Table' | 'PartialObjectMetadata' | 'PartialObjectMetadataList'
  readonly version: 'v1' | 'v1beta1'
}

const json: Form = { media: 'json', version: 'v1' }

/**
 * The first of the accepted media types that the server has (apiserver pkg/endpoints/handlers/negotiation). Undefined: none is known; `unknown`: the
 * medium is, but not the shape asked for.
 */
export function negotiate(accept: string | undefined): Form | 'unknown' | undefined {
  if (accept === undefined || accept.trim() === '') return json
  const clauses = accept.split(',').map(parse).sort((a, b) => b.quality - a.quality)
  let shapeless = false
  for (const clause of clauses) {
    const form = formOf(clause)
    if (form === 'unknown') shapeless = true
    else if (form !== undefined) return form
  }
  return shapeless ? 'unknown' : undefined
}

interface Clause {
  readonly media: string
  readonly quality: number
  readonly parameters: ReadonlyMap<string, string>
}

function parse(text: string): Clause {
  const [media = '', ...rest] = text.split(';').map((part) => part.trim())
  const parameters = new Map(rest.map((part) => [part.split('=')[0] ?? '', part.split('=')[1] ?? '']))
  const quality = Number(parameters.get('q') ?? '1')
  return { media: media.toLowerCase(), quality: quality > 0 ? quality : 1, parameters }
}

const mediums: ReadonlyMap<string, Form['media']> = new Map([['application/json', 'json'], ['*/*', 'json'], ['application/yaml', 'yaml']])

function formOf({ media, parameters }: Clause): Form | 'unknown' | undefined {
  const medium = mediums.get(media)
  if (medium === undefined) return undefined
  const as = parameters.get('as')
  if (as === undefined) return { media: medium, version: 'v1' }
  const version = parameters.get('v')
  if (as !== 'Table' && as !== 'PartialObjectMetadata' && as !== 'PartialObjectMetadataList') return as === 'APIGroupDiscoveryList' ? { media: medium, version: 'v1' } : 'unknown'
  if (parameters.get('g') !== 'meta.k8s.io' || (version !== 'v1' && version !== 'v1beta1')) return 'unknown'
  return { media: medium, as, version }
}
