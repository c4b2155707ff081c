import { resolveName } from '@/lib/cluster/network/dns'
import { dnsDenial } from '@/lib/cluster/network/policy-filter'
import { sendWithin } from '@/lib/cluster/network/send-within'
import type { NetworkResult } from '@/lib/cluster/network/request'
import { dnsEnd, endOfPod } from '@/lib/cluster/network/traffic-end'
import { NetworkView } from '@/lib/cluster/network/view'
import { absolute, type Call, type Program } from '../call'
import { curl, hostOf } from './curl'
import { reasonPhrase } from './http-words'

/** Busybox gives a silent server this long. */
const wgetMs = 900_000
const nslookupMs = 5000

/** The addresses behind a name as this Pod sees it. */
function addressesOf(call: Call, name: string): readonly { readonly name: string; readonly address: string }[] {
  if (/^\d+\.\d+\.\d+\.\d+$/.test(name)) return [{ name, address: name }]
  const view = new NetworkView(call.working.close())
  if (hearsNothing(call, view)) return []
  const found = resolveName(view, name, call.pod.metadata.namespace ?? 'default')
  switch (found.kind) {
    case 'service':
      return [{ name: fullName(found.service), address: found.address }]
    case 'addresses':
      return found.addresses.map((address) => ({ name: fullName(found.service), address }))
    case 'address':
      return [{ name, address: found.address }]
    default:
      return []
  }
}

/** NetworkPolicies keep its questions from DNS. */
function hearsNothing({ pod }: Call, view: NetworkView): boolean {
  return dnsDenial(view, endOfPod(view, pod)) !== undefined
}

function fullName(service: { readonly metadata: { readonly name: string; readonly namespace?: string } }): string {
  return `${service.metadata.name}.${service.metadata.namespace ?? ''}.svc.cluster.local`
}

interface WgetOptions {
  readonly quiet: boolean
  readonly spider: boolean
  readonly output: string | undefined
  readonly timeoutMs: number
  readonly headers: Readonly<Record<string, string>>
  readonly post: boolean
  readonly urls: readonly string[]
}

const longOf: Readonly<Record<string, string>> = { O: 'output-document', T: 'timeout' }

function wgetOptions(argv: readonly string[]): WgetOptions {
  const given = new Map<string, string>()
  const headers: Record<string, string> = {}
  const urls: string[] = []
  const words = argv.slice(1)
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const option = wgetOption(word, words)
    if (option === undefined) urls.push(word)
    else if (option.name === 'header') headers[option.value.split(':')[0]?.toLowerCase() ?? ''] = option.value.slice(option.value.indexOf(':') + 1).trim()
    else given.set(option.name, option.value)
    if (/^-[Sc]*q/.test(word)) given.set('quiet', '')
  }
  return {
    quiet: given.has('quiet'),
    spider: given.has('spider'),
    output: given.get('output-document'),
    timeoutMs: given.has('timeout') ? Number(given.get('timeout')) * 1000 : wgetMs,
    headers,
    post: given.has('post-data'),
    urls,
  }
}

/** One option, with its value from the word itself or the next one; undefined for a URL. */
function wgetOption(word: string, words: string[]): { readonly name: string; readonly value: string } | undefined {
  if (word.startsWith('--')) return longOption(word, words)
  if (!/^-[a-zA-Z]/.test(word)) return undefined
  const match = /^-[qSc]*([OTtPYU])(.*)$/.exec(word)
  if (match === null) return { name: word, value: '' }
  const [, letter = '', joined = ''] = match
  return { name: longOf[letter] ?? letter, value: joined === '' ? (words.shift() ?? '') : joined }
}

function longOption(word: string, words: string[]): { readonly name: string; readonly value: string } {
  const match = /^--(timeout|header|post-data|output-document|tries)(?:=(.*))?$/.exec(word)
  return match === null ? { name: word.slice(2), value: '' } : { name: match[1] ?? '', value: match[2] ?? words.shift() ?? '' }
}

/** busybox wget: -q -O -T --spider --header --post-data. */
const wget: Program = (call) => {
  const options = wgetOptions(call.argv)
  const [url] = options.urls
  if (url === undefined) {
    call.err('BusyBox v1.36.1 multi-call binary.\n\nUsage: wget [-cqS] [--spider] [-O FILE] URL...\n')
    return 1
  }
  const { host, port } = hostOf(url)
  const [resolved] = addressesOf(call, host)
  const shown = port === '80' ? host : `${host}:${port}`
  if (!options.quiet && resolved !== undefined) call.err(`Connecting to ${shown} (${resolved.address}:${port})\n`)
  const result = sendWithin(call.working, {
    from: here(call),
    url,
    method: options.post ? 'POST' : 'GET',
    headers: options.headers,
    timeoutMs: options.timeoutMs,
  })
  call.spend(result.durationMs)
  const failure = wgetFailure(url, result, shown, resolved?.address ?? host)
  if (failure !== undefined) {
    call.err(`wget: ${failure}\n`)
    return 1
  }
  if (!options.spider) return saved(call, url, result.body ?? '', options)
  if (!options.quiet) call.err('remote file exists\n')
  return 0
}

function here({ pod }: Call): { readonly pod: string; readonly namespace: string } {
  return { pod: pod.metadata.name, namespace: pod.metadata.namespace ?? '' }
}

function wgetFailure(url: string, { answered, failure = 'timed-out', status = 0 }: NetworkResult, shown: string, address: string): string | undefined {
  if (answered) return status < 400 ? undefined : `server returned error: HTTP/1.1 ${String(status)} ${reasonPhrase(status)}`
  const refused = `can't connect to remote host (${address}): Connection refused`
  return { 'name-not-resolved': `bad address '${shown}'`, 'connection-refused': refused, 'timed-out': 'download timed out', 'connection-reset': 'error getting response: Connection reset by peer', 'bad-url': `not an http or ftp url: ${url}` }[failure]
}

function saved(call: Call, url: string, body: string, { output, quiet }: WgetOptions): number {
  const name = output ?? (/^(?:\w+:\/\/)?[^/]+\/(?:.*\/)?([^/?]+)/.exec(url)?.[1] ?? 'index.html')
  const progress = (word: string) => `${word.padEnd(20).slice(0, 20)} 100% |********************************| ${String(body.length).padStart(5)}  0:00:00 ETA\n`
  if (name === '-') {
    if (!quiet) call.err(`writing to stdout\n${progress('-')}written to stdout\n`)
    call.out(body)
    return 0
  }
  const done = name === '/dev/null' ? { ok: true as const } : call.files.write(absolute(call, name), body)
  if (!done.ok) {
    call.err(`wget: can't open '${name}': ${done.fault}\n`)
    return 1
  }
  if (!quiet) call.err(`saving to '${name}'\n${progress(name)}'${name}' saved\n`)
  return 0
}

const nslookup: Program = (call) => {
  const name = call.argv.find((word, index) => index > 0 && !word.startsWith('-'))
  if (name === undefined) {
    call.err('BusyBox v1.36.1 multi-call binary.\n\nUsage: nslookup [-type=QUERY_TYPE] [-debug] HOST [DNS_SERVER]\n')
    return 1
  }
  if (hearsNothing(call, new NetworkView(call.working.close()))) {
    call.spend(nslookupMs)
    call.out(';; connection timed out; no servers could be reached\n\n')
    return 1
  }
  call.out(`Server:\t\t${dnsEnd.address}\nAddress:\t${dnsEnd.address}:53\n\n`)
  const found = addressesOf(call, name)
  for (const each of found) call.out(`Name:\t${each.name}\nAddress: ${each.address}\n`)
  if (found.length === 0) call.out(`** server can't find ${name}: NXDOMAIN\n`)
  call.out('\n')
  return found.length === 0 ? 1 : 0
}

/** ping opens a raw socket: NET_RAW (raw(7)). An address of a Service answers no echo. */
const ping: Program = (call) => {
  const sent = call.argv.includes('-c') ? Number(call.argv[call.argv.indexOf('-c') + 1] ?? 3) : 3
  const host = call.argv.at(-1) ?? ''
  const [found] = addressesOf(call, host)
  if (!call.identity.capabilities.has('NET_RAW')) {
    call.err('ping: permission denied (are you root?)\n')
    return 1
  }
  if (found === undefined) {
    call.err(`ping: bad address '${host}'\n`)
    return 1
  }
  const answers = answersEcho(call, found.address)
  call.out(`PING ${host} (${found.address}): 56 data bytes\n`)
  for (let i = 0; i < sent && answers; i++) call.out(`64 bytes from ${found.address}: seq=${String(i)} ttl=63 time=0.${String(80 + i)} ms\n`)
  call.spend((sent - 1) * 1000 + (answers ? 1 : 10_000))
  call.out(`\n--- ${host} ping statistics ---\n${String(sent)} packets transmitted, ${String(answers ? sent : 0)} packets received, ${answers ? '0' : '100'}% packet loss\n`)
  return answers ? 0 : 1
}

function answersEcho(call: Call, address: string): boolean {
  return address.startsWith('127.') || address.startsWith('192.0.2.') || new NetworkView(call.working.close()).podAt(address) !== undefined
}

/** `nc -z host port`: whether a connection is taken. */
const nc: Program = (call) => {
  const words = call.argv.slice(1).filter((word) => !word.startsWith('-'))
  const [host = '', port = ''] = words.slice(-2)
  const result = sendWithin(call.working, { from: here(call), url: `tcp://${host}:${port}` })
  call.spend(result.durationMs)
  if (result.answered) return 0
  call.err(result.failure === 'name-not-resolved' ? `nc: bad address '${host}'\n` : `nc: can't connect to remote host (${addressesOf(call, host)[0]?.address ?? host}): ${result.failure === 'connection-refused' ? 'Connection refused' : 'Connection timed out'}\n`)
  return 1
}

/** Programs that use the network. */
export const networkPrograms: Readonly<Record<string, Program>> = { curl, wget, nslookup, ping, nc }
