import type { RequestFailure } from './request'

/** What curl says of a request that was not answered, and its exit code (curl(1), EXIT CODES). */
export function curlWords(failure: RequestFailure, host: string, port: number, timeoutMs: number): { readonly say: string; readonly exitCode: number } {
  switch (failure) {
    case 'name-not-resolved':
      return { say: `Could not resolve host: ${host}`, exitCode: 6 }
    case 'connection-refused':
      return { say: `Failed to connect to ${host} port ${port} after 0 ms: Couldn't connect to server`, exitCode: 7 }
    case 'timed-out':
      return { say: `Connection timed out after ${timeoutMs} milliseconds`, exitCode: 28 }
    case 'connection-reset':
      return { say: 'Recv failure: Connection reset by peer', exitCode: 56 }
    case 'bad-url':
      return { say: 'URL using bad/illegal format or missing URL', exitCode: 3 }
  }
}
