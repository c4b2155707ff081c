/** Who asks. Without a user a request is the cluster administrator's (`kubernetes-admin`, group `system:masters`). */
export interface UserInfo {
  readonly username: string
  readonly uid?: string
  readonly groups: readonly string[]
}

/** One HTTP request to the API server, free of transport: an HTTP endpoint later maps onto it one to one. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD' | 'OPTIONS'
  /** Path with its query: `/apis/apps/v1/namespaces/default/deployments?limit=500`. */
  readonly path: string
  /** Names in lower case: accept, content-type, impersonate-user … */
  readonly headers?: Readonly<Record<string, string>>
  /** The body's text, as it would come over the wire. */
  readonly body?: string
  /** Null: no credentials at all. */
  readonly user?: UserInfo | null
}

/** What the API server answers. */
export interface ApiResponse {
  readonly status: number
  readonly contentType: string
  /** The JSON value for JSON answers (objects, lists, Tables, Status), the text for others (logs, YAML, `ok`). */
  readonly body: unknown
  /** Texts of the Warning headers, in order. */
  readonly warnings?: readonly string[]
  readonly headers?: Readonly<Record<string, string>>
  /** Of a watch: the events up to now. Ask again with `resourceVersion` to go on; nothing blocks. */
  readonly watch?: WatchEvents
  /** Of exec and attach: what the process printed and how it ended. `durationMs` is simulated time the caller must let pass first. */
  readonly process?: ProcessResult
}

/** Events of a watch since the resource version asked for. */
export interface WatchEvents {
  readonly events: readonly { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR'; readonly object: unknown }[]
  readonly resourceVersion: string
}

/** The end of a process started by exec. */
export interface ProcessResult {
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: number
  readonly durationMs: number
}
