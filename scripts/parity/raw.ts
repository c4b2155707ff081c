import type { ApiRequest } from '@/lib/cluster/api/request'
import type { Cluster } from '@/lib/cluster/cluster'
import { Bases } from './bases'
import { differences } from './compare'
import { makeNamespace } from './namespace'
import { Normaliser } from './normaliser'
import { readLines, type CaseResult, type Replayer } from './recording'
import { bareCluster, Session, userOf } from './session'
import { answerOf, compareAnswers, type RecordedAnswer, type RecordedCause } from './status'
import { withoutManagedFields } from './without-managed-fields'

interface Row {
  readonly id: string
  readonly method: ApiRequest['method']
  readonly path: string
  readonly contentType?: string | null
  readonly accept?: string | null
  readonly headers?: Readonly<Record<string, string>>
  readonly user?: string | null
  readonly namespace?: string
  readonly namespaceLabels?: Readonly<Record<string, string>>
  readonly body?: string | null
  readonly bodyRepeat?: readonly [string, string, number, string]
  readonly response: RecordedAnswer & {
    readonly contentType?: string
    readonly object?: unknown
    readonly status?: string
    readonly details?: unknown
    readonly text?: string
    readonly kind?: string | null
  }
}

/** `raw.jsonl`: whole requests, each on a fresh cluster. */
export const raw: Replayer = {
  format: 'raw',
  takes: (path) => /(?:^|\/)raw[^/]*\.jsonl$/.test(path),
  replay(path, wanted) {
    const cluster = bareCluster(new Bases(path).setup())
    const rows = readLines<Row>(path).filter((row) => wanted(kindOf(row)))
    return { cases: rows.map((row) => replayRow(cluster, row)) }
  },
}

function kindOf({ body }: Row): string {
  return /["']?kind["']?\s*:\s*["']?(\w+)/.exec(body ?? '')?.[1] ?? ''
}

function replayRow(cluster: Cluster, row: Row): CaseResult {
  const session = new Session(cluster)
  if (row.namespace !== undefined) makeNamespace(session, row.namespace, row.namespaceLabels)
  const body = row.bodyRepeat === undefined ? row.body : `${row.bodyRepeat[0]}${row.bodyRepeat[1].repeat(row.bodyRepeat[2])}${row.bodyRepeat[3]}`
  const user = userOf(row.user)
  const headers = {
    ...Object.fromEntries(Object.entries(row.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value])),
    ...(row.contentType === undefined || row.contentType === null ? {} : { 'content-type': row.contentType }),
    ...(row.accept === undefined || row.accept === null ? {} : { accept: row.accept }),
  }
  const response = session.send({ method: row.method, path: row.path, headers, ...(body === undefined || body === null ? {} : { body }), ...(user === undefined ? {} : { user }) })
  const normaliser = new Normaliser().keepAll(parsed(body))
  normaliser.learn(response.body)
  const causes = (row.response.details as { causes?: readonly RecordedCause[] } | undefined)?.causes
  const compared = compareAnswers({ ...row.response, ...(causes === undefined ? {} : { causes }) }, answerOf(response, normaliser))
  const mapped = normaliser.value(withoutManagedFields(response.body))
  const faults = [...bodyFaults(row, mapped, response.contentType)]
  return { id: row.id, kind: kindOf(row), ...compared, object: faults.length === 0, difference: [...compared.difference, ...faults] }
}

function parsed(body: string | null | undefined): unknown {
  try {
    return JSON.parse(body ?? 'null') as unknown
  } catch {
    return null
  }
}

const version = /(resourceVersion: ")\d{2,}/g

function bodyFaults({ response }: Row, mapped: unknown, contentType: string): string[] {
  const body = (typeof mapped === 'object' && mapped !== null ? mapped : {}) as { status?: unknown; details?: { causes?: unknown } | undefined; kind?: unknown }
  const details = body.details === undefined ? undefined : { ...body.details, causes: undefined }
  const recordedDetails = response.details === undefined ? undefined : { ...(response.details as object), causes: undefined }
  return [
    ...(response.contentType === undefined ? [] : differences(response.contentType, contentType, 'contentType')),
    ...(response.object === undefined ? [] : differences(withoutBuild(response.object), withoutBuild(JSON.parse(JSON.stringify(mapped))), '')),
    ...(response.text === undefined ? [] : differences(response.text.replace(/^(\s*manager: )kapi$/gm, '$1kube-apiserver').replace(version, '$1<rv>'), typeof mapped === 'string' ? mapped.replace(version, '$1<rv>') : mapped, 'text')),
    ...('kind' in response ? differences(response.kind ?? undefined, body.kind, 'kind') : []),
    ...(response.status === undefined ? [] : differences(response.status, body.status, 'status')),
    ...(response.details === undefined ? [] : differences(recordedDetails, details, 'details')),
  ]
}

/** Descriptions of columns are texts, and which build answered is no behaviour. */
function withoutBuild(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutBuild)
  if (typeof value !== 'object' || value === null) return value
  const left = new Set(['gitCommit', 'buildDate', 'goVersion', 'description', 'serverAddress', 'cells'])
  return Object.fromEntries(Object.entries(value).flatMap(([key, item]) => (left.has(key) ? [] : [[key, withoutBuild(item)]])))
}
