import { definitionNames, definitionOf } from '@/lib/kube/schema/structure'
import type { PropertyNode } from '@/lib/kube/schema/structure-data'
import { builtIn } from '@/lib/cluster/api/resources'
import { openApiDocument, openApiIndex } from '@/lib/cluster/api/openapi/document'
import { differences } from './compare'
import { readJson, type Replayer } from './recording'

interface Structure {
  readonly definitions: Readonly<Record<string, { readonly properties?: Readonly<Record<string, PropertyNode>> }>>
}

/** `openapi-structure.json`: definitions with types, defaults, enums, list and merge keys; and that the served documents hold them. */
export const structure: Replayer = {
  format: 'openapi-structure',
  takes: (path) => /(?:^|\/)openapi-structure[^/]*\.json$/.test(path),
  replay(path, wanted) {
    const { definitions } = readJson(path) as Structure
    const ours = new Set(definitionNames())
    const served = servedNames()
    const cases = Object.entries(definitions).map(([name, recorded]) => {
      const kinds = (recorded as { gvk?: readonly { kind: string }[] }).gvk ?? []
      const faults = [...differences(recorded, ours.has(name) ? definitionOf(name) : undefined, name), ...(kinds.length > 0 && !served.has(name) ? [`${name}: not in any served document`] : [])]
      return { id: name, kind: kinds[0]?.kind ?? '', object: faults.length === 0, difference: faults }
    })
    return { cases: cases.filter(({ kind }) => wanted(kind)) }
  },
}

/** What the OpenAPI documents of all groups hold. */
function servedNames(): ReadonlySet<string> {
  return new Set(
    Object.keys(openApiIndex(builtIn).paths).flatMap((path) => Object.keys((openApiDocument(builtIn, path) as { components?: { schemas?: object } } | undefined)?.components?.schemas ?? {})),
  )
}
