import { resolveName } from '@/lib/cluster/network/dns'
import { sendWithin } from '@/lib/cluster/network/send-within'
import { NetworkView } from '@/lib/cluster/network/view'
import { absolute, type Call, type Program } from '../call'
import { curl, hostOf } from './curl'
import { reasonPhrase } from './http-words'

const dnsServer = '10.96.0.10'
/** Busybox gives a silent server this long. */
const wgetMs = 900_000

/** The addresses behind a name as this Pod sees it. */
function addressesOf(call: Call, name: string): readonly { readonly name: string; readonly address: string }[] {
  if (/^\d+\.\d+\.\d+\.\d+$/.test(name)) return [{ name, address: name }]
  const found = resolveName(new NetworkView(call.working.close()), name, call.pod.metadata.namespace ?? 'default')
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

function wgetOptions(argv: readonly string[]): WgetOptions {
  const headers: Record<string, string> = {}
  const urls: string[] = []
  let [quiet, spider, post] = [false, false, false]
  let output: string | undefined
  let timeoutMs = wgetMs
  for (let i = 1; i < argv.length; i++) {
    const word = argv[i] ?? ''
    const long = /^--(timeout|header|post-data|output-document|tries)(?:=(.*))?$/.exec(word)
    if (word === '--spider') spider = true
    else if (long !== null) {
      const value = long[2] ?? argv[++i] ?? ''
      if (long[1] === 'timeout') timeoutMs = Number(value) * 1000
      else if (long[1] === 'header') headers[value.split(':')[0]?.toLowerCase() ?? ''] = value.slice(value.indexOf(':') + 1).trim()
      else if (long[1] === 'post-data') post = true
      else if (long[1] === 'output-document') output = value
    } else if (/^-[a-zA-Z]/.test(word)) {
      const letter = /^-(?:q|S|c)*(?:(O|T|t|P|Y|U)(.*))?$/.exec(word)
      quiet ||= /^-[Sc]*q/.test(word)
      const value = letter?.[1] === undefined ? '' : letter[2] === '' ? (argv[++i] ?? '') : (letter[2] ?? '')
      if (letter?.[1] === 'O') output = value
      if (letter?.[1] === 'T') timeoutMs = Number(value) * 1000
    } else if (word.startsWith('--')) quiet ||= word === '--quiet'
    else urls.push(word)
  }
  return { quiet, spider, output, timeoutMs, headers, post, urls }
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
  if (!options.quiet && resolved !== undefined) call.err(`Connecting to ${host}${port === '80' ? '' : `:${port}`} (${resolved.address}:${port})\n`)
  const result = sendWithin(call.working, {
    from: { pod: call.pod.metadata.name, namespace: call.pod.metadata.namespace ?? '' },
    url,
    method: options.post ? 'POST' : 'GET',
    headers: options.headers,
    timeoutMs: options.timeoutMs,
  })
  call.spend(result.durationMs)
  if (!result.answered) {
    const refused = `can't connect to remote host (${resolved?.address ?? host}): Connection refused`
    const words = { 'name-not-resolved': `bad address '${port === '80' ? host : `${host}:${port}`}'`, 'connection-refused': refused, 'timed-out': 'download timed out', 'connection-reset': 'error getting response: Connection reset by peer', 'bad-url': `not an http or ftp url: ${url}` }
    call.err(`wget: ${words[result.failure ?? 'timed-out']}\n`)
    return 1
  }
  const status = result.status ?? 0
  if (status >= 400) {
    call.err(`wget: server returned error: HTTP/1.1 ${String(status)} ${reasonPhrase(status)}\n`)
    return 1
  }
  if (!options.spider) return saved(call, url, result.body ?? '', options)
  if (!options.quiet) call.err('remote file exists\n')
  return 0
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
  call.out(`Server:\t\t${dnsServer}\nAddress:\t${dnsServer}:53\n\n`)
  const found = addressesOf(call, name)
  for (const each of found) call.out(`Name:\t${each.name}\nAddress: ${each.address}\n`)
  if (found.length === 0) call.out(`** server can't find ${name}: NXDOMAIN\n`)
  call.out('\n')
  return found.length === 0 ? 1 : 0
}

/** ping opens a raw socket: NET_RAW (raw(7)). An address of a Service answers no echo. */
const ping: Program = (call) => {
  const count = Number(call.argv[call.argv.indexOf('-c') + 1] ?? 3)
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
  const sent = call.argv.includes('-c') ? count : 3
  const answers = new NetworkView(call.working.close()).podAt(found.address) !== undefined || found.address.startsWith('127.') || found.address.startsWith('192.0.2.')
  call.out(`PING ${host} (${found.address}): 56 data bytes\n`)
  for (let i = 0; i < sent && answers; i++) call.out(`64 bytes from ${found.address}: seq=${String(i)} ttl=63 time=0.${String(80 + i)} ms\n`)
  call.spend((sent - 1) * 1000 + (answers ? 1 : 10_000))
  call.out(`\n--- ${host} ping statistics ---\n${String(sent)} packets transmitted, ${String(answers ? sent : 0)} packets received, ${answers ? '0' : '100'}% packet loss\n`)
  return answers ? 0 : 1
}

/** `nc -z host port`: whether a connection is taken. */
const nc: Program = (call) => {
  const words = call.argv.slice(1).filter((word) => !word.startsWith('-'))
  const [host = '', port = ''] = words.slice(-2)
  const result = sendWithin(call.working, { from: { pod: call.pod.metadata.name, namespace: call.pod.metadata.namespace ?? '' }, url: `tcp://${host}:${port}` })
  call.spend(result.durationMs)
  if (result.answered) return 0
  call.err(result.failure === 'name-not-resolved' ? `nc: bad address '${host}'\n` : `nc: can't connect to remote host (${addressesOf(call, host)[0]?.address ?? host}): ${result.failure === 'connection-refused' ? 'Connection refused' : 'Connection timed out'}\n`)
  return 1
}

/** Programs that use the network. */
export const networkPrograms: Readonly<Record<string, Program>> = { curl, wget, nslookup, ping, nc }
