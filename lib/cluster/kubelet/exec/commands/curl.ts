import { sendWithin } from '@/lib/cluster/network/send-within'
import type { NetworkResult } from '@/lib/cluster/network/request'
import { absolute, type Call, type Program } from '../call'
import { reasonPhrase } from './http-words'

interface Options {
  readonly silent: boolean
  readonly showError: boolean
  readonly fail: boolean
  readonly head: boolean
  readonly include: boolean
  readonly verbose: boolean
  readonly output: string | undefined
  readonly writeOut: string | undefined
  readonly maxTimeMs: number | undefined
  readonly connectTimeoutMs: number | undefined
  readonly method: string | undefined
  readonly headers: Readonly<Record<string, string>>
  readonly urls: readonly string[]
}

const valued = new Set(['o', 'w', 'm', 'X', 'H', 'd', 'A', 'u', 'b', 'e', '-output', '-write-out', '-max-time', '-connect-timeout', '-request', '-header', '-data', '-user-agent', '-user', '-retry', '-resolve'])
/** Until a connection that nobody answers is given up: the kernel's SYN retries. */
const connectMs = 130_000

function readOptions(argv: readonly string[]): Options | { readonly unknown: string } {
  const given = new Map<string, string>()
  const headers: Record<string, string> = {}
  const urls: string[] = []
  const set = (name: string, value: string) => {
    given.set(name, value)
    if (name === 'H') addHeader(headers, value)
  }
  const words = argv.slice(1)
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (!word.startsWith('-') || word === '-') urls.push(word)
    else if (!word.startsWith('--')) readLetters(word, words, set)
    else if (known.has(word.slice(1))) {
      const name = word.slice(1)
      set(shortOf[name] ?? name, valued.has(name) ? (words.shift() ?? '') : '')
    } else return { unknown: word }
  }
  const seconds = (name: string) => (given.has(name) ? Number(given.get(name)) * 1000 : undefined)
  return {
    silent: given.has('s'),
    showError: given.has('S'),
    fail: given.has('f'),
    head: given.has('I'),
    include: given.has('i'),
    verbose: given.has('v'),
    output: given.get('o'),
    writeOut: given.get('w'),
    maxTimeMs: seconds('m'),
    connectTimeoutMs: seconds('-connect-timeout'),
    method: given.get('X') ?? (given.has('d') ? 'POST' : undefined),
    headers,
    urls,
  }
}

/** `-sSo /dev/null`: letters together, the last of which may take what follows or the next word. */
function readLetters(word: string, words: string[], set: (name: string, value: string) => void): void {
  for (let at = 1; at < word.length; at++) {
    const letter = word.charAt(at)
    if (valued.has(letter)) {
      set(letter, at + 1 < word.length ? word.slice(at + 1) : (words.shift() ?? ''))
      return
    }
    set(letter, '')
  }
}

const shortOf: Readonly<Record<string, string>> = { '-silent': 's', '-show-error': 'S', '-fail': 'f', '-head': 'I', '-include': 'i', '-verbose': 'v', '-output': 'o', '-write-out': 'w', '-max-time': 'm', '-request': 'X', '-header': 'H', '-data': 'd', '-location': 'L', '-insecure': 'k' }
const known = new Set([...Object.keys(shortOf), '-connect-timeout', '-user-agent', '-user', '-retry', '-resolve', '-no-progress-meter', '-http1.1', '-compressed', '-fail-with-body'])

function addHeader(headers: Record<string, string>, text: string): void {
  const colon = text.indexOf(':')
  if (colon > 0) headers[text.slice(0, colon).trim().toLowerCase()] = text.slice(colon + 1).trim()
}

/** curl as far as a learner needs it: -s -S -f -i -I -v -o -w -m -X -H -d, --connect-timeout. No progress meter is drawn. */
export const curl: Program = (call) => {
  const options = readOptions(call.argv)
  if ('unknown' in options) {
    call.err(`curl: option ${options.unknown}: is unknown\ncurl: try 'curl --help' or 'curl --manual' for more information\n`)
    return 2
  }
  if (options.urls.length === 0) {
    call.err("curl: (2) no URL specified\ncurl: try 'curl --help' or 'curl --manual' for more information\n")
    return 2
  }
  let code = 0
  for (const url of options.urls) code = fetchOne(call, url, options)
  return code
}

function fetchOne(call: Call, url: string, options: Options): number {
  const timeoutMs = Math.min(options.maxTimeMs ?? Infinity, options.connectTimeoutMs ?? Infinity, connectMs)
  const result = sendWithin(call.working, {
    from: { pod: call.pod.metadata.name, namespace: call.pod.metadata.namespace ?? '' },
    url,
    method: options.method ?? (options.head ? 'HEAD' : 'GET'),
    headers: options.headers,
    timeoutMs,
  })
  call.spend(result.durationMs)
  const code = result.answered ? answered(call, result, options) : unanswered(call, url, result, options, timeoutMs)
  if (options.writeOut !== undefined) call.out(written(options.writeOut, url, result))
  return code
}

function answered(call: Call, result: NetworkResult, options: Options): number {
  const status = result.status ?? 0
  if (options.fail && status >= 400) return complain(call, options, 22, `The requested URL returned error: ${String(status)}`)
  const body = result.body ?? ''
  const head = `HTTP/1.1 ${String(status)} ${reasonPhrase(status)}\r\nContent-Length: ${String(body.length)}\r\n\r\n`
  const text = options.head ? head : options.include ? `${head}${body}` : body
  if (options.verbose) call.err(`< ${head.trimEnd().replaceAll('\r\n', '\n< ')}\n`)
  if (options.output === undefined) call.out(text)
  else if (options.output !== '/dev/null') call.files.write(absolute(call, options.output), text)
  return 0
}

function unanswered(call: Call, url: string, result: NetworkResult, options: Options, timeoutMs: number): number {
  const { code, words } = failureWords(url, result, timeoutMs, options.maxTimeMs ?? options.connectTimeoutMs)
  return complain(call, options, code, words)
}

function complain(call: Call, { silent, showError }: Options, code: number, words: string): number {
  if (!silent || showError) call.err(`curl: (${String(code)}) ${words}\n`)
  return code
}

function failureWords(url: string, result: NetworkResult, timeoutMs: number, limitMs: number | undefined): { readonly code: number; readonly words: string } {
  const { host, port } = hostOf(url)
  switch (result.failure) {
    case 'name-not-resolved':
      if (limitMs !== undefined && result.durationMs >= limitMs) return { code: 28, words: `Resolving timed out after ${String(limitMs)} milliseconds` }
      return { code: 6, words: `Could not resolve host: ${host}` }
    case 'connection-refused':
      return { code: 7, words: `Failed to connect to ${host} port ${port} after 0 ms: Couldn't connect to server` }
    case 'connection-reset':
      return { code: 56, words: 'Recv failure: Connection reset by peer' }
    case 'bad-url':
      return { code: 3, words: 'URL using bad/illegal format or missing URL' }
    default: {
      const connected = result.hops.at(-1)?.at === 'container'
      if (connected) return { code: 28, words: `Operation timed out after ${String(timeoutMs)} milliseconds with 0 bytes received` }
      if (limitMs !== undefined) return { code: 28, words: `Connection timed out after ${String(timeoutMs)} milliseconds` }
      return { code: 28, words: `Failed to connect to ${host} port ${port} after ${String(timeoutMs)} ms: Couldn't connect to server` }
    }
  }
}

function written(format: string, url: string, result: NetworkResult): string {
  const values: Readonly<Record<string, string>> = {
    http_code: String(result.status ?? 0).padStart(3, '0'),
    response_code: String(result.status ?? 0).padStart(3, '0'),
    time_total: (result.durationMs / 1000).toFixed(6),
    url_effective: url,
    size_download: String((result.body ?? '').length),
    errormsg: result.answered ? '' : result.say,
  }
  return format.replace(/%\{(\w+)\}/g, (_, name: string) => values[name] ?? '').replaceAll('\\n', '\n').replaceAll('\\t', '\t')
}

/** Host and port of what was typed. */
export function hostOf(url: string): { readonly host: string; readonly port: string } {
  const match = /^(?:(\w+):\/\/)?([^/:]*)(?::(\d+))?/.exec(url)
  return { host: match?.[2] ?? '', port: match?.[3] ?? (match?.[1] === 'https' ? '443' : '80') }
}
