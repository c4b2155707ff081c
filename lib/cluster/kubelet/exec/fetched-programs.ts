import { NotFetched } from '@/lib/kube/not-fetched'
import type { Call } from './call'
import type * as Programs from './programs'

let programs: typeof Programs | undefined

function fetched(): typeof Programs {
  if (programs === undefined) throw new NotFetched('a program of a container', loadPrograms)
  return programs
}

/** Whether an image without files of its own by that name has such a program. */
export function isProgram(path: string): boolean {
  return fetched().isProgram(path)
}

/** Runs a program by its name or path; undefined when there is none. */
export function runProgram(call: Call): number | undefined {
  return fetched().runProgram(call)
}

/** Throws where they are not here. */
export function requirePrograms(): void {
  fetched()
}

/** Fetches the shell and the programs of containers: few lessons run any. */
export async function loadPrograms(): Promise<void> {
  programs = await import('./programs')
}
