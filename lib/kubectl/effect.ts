import type { ApiRequest, ApiResponse } from '@/lib/cluster/api/request'

/**
 * What a kubectl command wants from the world around it. A command is a generator of these, so that the same code runs in a grader
 * (time jumps), in the browser (time passes while the learner watches) and against a recording.
 */
export type KubectlEffect =
  /** Resumed with the ApiResponse. */
  | { readonly effect: 'request'; readonly request: ApiRequest }
  /** Resumed with nothing. */
  | { readonly effect: 'print'; readonly stream: 'stdout' | 'stderr'; readonly text: string }
  /** Let simulated time pass until something in the cluster changes, at most to `untilMs`; resumed with the new simulated time. */
  | { readonly effect: 'idle'; readonly untilMs?: number }
  /** A file (or folder, URL, glob) named with -f; resumed with FileAnswer. `-` is standard input. */
  | { readonly effect: 'read'; readonly path: string }
  /** A file written: the client's configuration. Resumed with nothing. */
  | { readonly effect: 'write'; readonly path: string; readonly text: string }
  /** `editor`: the program that the environment names. Resumed with EditAnswer. */
  | { readonly effect: 'edit'; readonly fileName: string; readonly text: string; readonly editor?: string }
  /** Resumed with the current simulated time in milliseconds and the epoch, for ages. */
  | { readonly effect: 'now' }

/** Files found for a path, or why not, in the words of the operating system. */
export type FileAnswer = { readonly files: readonly { readonly name: string; readonly text: string }[]; /** Standard input that nothing was piped into. */ readonly terminal?: boolean } | { readonly error: string }

/** The edited text (the same text: nothing was changed), or why there is none. */
export type EditAnswer = string | { readonly error: string }

export type KubectlAnswer = ApiResponse | FileAnswer | EditAnswer | number | { readonly nowMs: number; readonly epochMs: number } | undefined

/** A running command; its return value is the exit code. */
export type KubectlProgram = Generator<KubectlEffect, number, KubectlAnswer>
