/** What the container is given when its process starts. */
export interface StartContext {
  readonly now: number
  readonly env: Readonly<Record<string, string>>
  /** Command and arguments of the container; empty: the image's own. */
  readonly command: readonly string[]
  readonly args: readonly string[]
  readonly uid: number
  readonly gid: number
  /** Effective capabilities, without prefix. */
  readonly capabilities: ReadonlySet<string>
  /** `net.ipv4.ip_unprivileged_port_start` in the Pod's network. */
  readonly unprivilegedPortStart: number
  /** Whether another container of the Pod listens on this port: they share one network. */
  isTaken(port: number): boolean
  /** Whether the process may write below this path (read-only root, ownership, volumes). */
  canWrite(path: string): boolean
  /** Why it may not, as a program says it: `30: Read-only file system`. */
  writeFault(path: string): string | undefined
  /** Text of a file, if there is one at this path. */
  readFile(path: string): string | undefined
  /** Names in a folder. */
  listFiles(path: string): readonly string[]
}

/** A running process: what it listens on, when it ends by itself, how it takes SIGTERM. Times are simulated milliseconds. */
export interface Process {
  readonly startedAt: number
  readonly listens: readonly { readonly port: number; readonly from: number }[]
  /** Ends by itself at that time. */
  readonly endsAt?: number
  readonly exitCode?: number
  /** Milliseconds from SIGTERM to its end; absent: it ignores SIGTERM and is killed when the grace period ends. */
  readonly stopsAfterMs?: number
  /** Whether it goes on answering in that time. */
  readonly servesWhileStopping: boolean
  readonly log: readonly string[]
  /** What configuration it read when it started, for images that show it. */
  readonly env: Readonly<Record<string, string>>
}

/** Answer of a process to an HTTP request. */
export interface Answer {
  readonly status: number
  readonly body: string
}

/** What a process knows when it is asked. */
export interface AnswerContext {
  readonly path: string
  readonly process: Process
  /** In [0, 1), from the cluster's seed: for images that fail now and then. */
  readonly chance: number
  /** Share of the recent requests that this version got among its Service's Pods. */
  readonly share: number
  readonly readFile: (path: string) => string | undefined
}

/** How one image behaves (curriculum.md's table). */
export interface Image {
  /** Without registry: `nginx:1.27`. */
  readonly name: string
  readonly uid: number
  readonly gid: number
  readonly sizeBytes: number
  start(context: StartContext): Process
  readonly answer?: (context: AnswerContext) => Answer
}

/** A process that runs until it is told to stop, serving on one port from `readyAfterMs` on; drains for 10 s after SIGTERM. */
export function serve(context: StartContext, port: number, readyAfterMs: number, log: readonly string[], drains = true, program = 'server'): Process {
  const fault = mayBind(context, port) ? (context.isTaken(port) ? 'address already in use' : undefined) : 'permission denied'
  if (fault !== undefined) return ends(context, 1, [`${program}: bind 0.0.0.0:${port}: ${fault}`])
  return {
    startedAt: context.now,
    listens: [{ port, from: context.now + readyAfterMs }],
    stopsAfterMs: drains ? 10_000 : 0,
    servesWhileStopping: drains,
    log,
    env: context.env,
  }
}

/** A process that ends at once (or after some time) with an exit code and what it said. */
export function ends(context: StartContext, exitCode: number, log: readonly string[], afterMs = 20): Process {
  return { startedAt: context.now, listens: [], endsAt: context.now + afterMs, exitCode, servesWhileStopping: false, log, env: context.env }
}

/** Ports below the unprivileged ones need NET_BIND_SERVICE in effect (capabilities(7)). */
export function mayBind({ unprivilegedPortStart, capabilities }: StartContext, port: number): boolean {
  return port >= unprivilegedPortStart || capabilities.has('NET_BIND_SERVICE')
}
