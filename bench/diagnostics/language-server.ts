import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { root } from '../root'

/** A node of lib/kube/schema/structure.generated.json: JSON Schema with `ref` for `$ref` and the kinds it stands for. */
interface Node {
  readonly gvk?: readonly { readonly group: string; readonly kind: string; readonly version: string }[]
  readonly ref?: string
  readonly properties?: Readonly<Record<string, Node>>
  readonly items?: Node
  readonly additionalProperties?: Node
  readonly [word: string]: unknown
}

/**
 * Validates each text with yaml-language-server, as its server would: the same service calls, one document at a time. The schema is ours, brought into
 * the form of the Kubernetes schema that this server is usually given: one of all kinds, no field unknown.
 */
export async function languageServerTimes(texts: readonly string[]): Promise<{ readonly times: number[]; readonly found: number[] } | { readonly problem: string }> {
  const server = await load()
  if ('problem' in server) return server
  const uri = 'kubernetes://all.json'
  const silent = () => undefined
  const service = server.getLanguageService({
    schemaRequestService: () => Promise.resolve(JSON.stringify(kubernetesSchema())),
    workspaceContext: { resolveRelativePath: (path: string) => path },
    telemetry: { send: silent, sendError: silent, sendTrack: silent },
  })
  service.configure({ validate: true, hover: false, completion: false, isKubernetes: true, schemas: [{ uri, fileMatch: ['*.yaml'], schema: kubernetesSchema() }] })
  const times: number[] = []
  const found: number[] = []
  for (const [version, text] of texts.entries()) {
    const start = performance.now()
    const document = TextDocument.create('file:///shop.yaml', 'yaml', version, text)
    const problems = await service.doValidation(document, true)
    times.push(performance.now() - start)
    found.push(problems.length)
  }
  return { times, found }
}

/** Loaded when asked for: it declares a newer Node than the project needs. */
async function load() {
  try {
    return await import('yaml-language-server')
  } catch (cause) {
    return { problem: `could not be loaded on Node ${process.version}: ${cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause)}` }
  }
}

function kubernetesSchema(): Record<string, unknown> {
  const structure = JSON.parse(readFileSync(join(root, 'lib/kube/schema/structure.generated.json'), 'utf8')) as Readonly<Record<string, Node>>
  const definitions = Object.fromEntries(Object.entries(structure).map(([name, node]) => [name, strict(node)]))
  const kinds = Object.entries(structure).filter(([, node]) => node.gvk !== undefined)
  return { $schema: 'http://json-schema.org/draft-07/schema#', definitions, oneOf: kinds.map(([name]) => ({ $ref: `#/definitions/${name}` })) }
}

function strict(node: Node): Record<string, unknown> {
  const { gvk, ref, properties, items, additionalProperties, default: _, ...rest } = node
  if (ref !== undefined) return { $ref: `#/definitions/${ref}` }
  const fields = properties === undefined ? undefined : Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, strict(field)]))
  const [kind] = gvk ?? []
  if (fields !== undefined && kind !== undefined) {
    fields['kind'] = { type: 'string', enum: [kind.kind] }
    fields['apiVersion'] = { type: 'string', enum: [kind.group === '' ? kind.version : `${kind.group}/${kind.version}`] }
  }
  return {
    ...rest,
    ...(fields === undefined ? {} : { properties: fields, additionalProperties: false }),
    ...(items === undefined ? {} : { items: strict(items) }),
    ...(additionalProperties === undefined ? {} : { additionalProperties: strict(additionalProperties) }),
    ...(kind === undefined ? {} : { required: ['apiVersion', 'kind'] }),
  }
}
