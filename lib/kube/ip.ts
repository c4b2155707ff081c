import type { FieldError } from './field-error'
import { invalid } from './field-error'

/** An IP address as read: 4 or 16 bytes. `leadingZeros` and `mapped` are what the strict reader refuses. */
export interface IpAddress {
  readonly family: 'IPv4' | 'IPv6'
  readonly bytes: readonly number[]
  readonly leadingZeros: boolean
  /** An IPv4 address written as `::ffff:1.2.3.4`. */
  readonly mapped: boolean
}

function parseIpv4(text: string): IpAddress | undefined {
  const parts = text.split('.')
  if (parts.length !== 4 || parts.some((part) => !/^\d{1,10}$/.test(part) || Number(part) > 255)) return undefined
  return { family: 'IPv4', bytes: parts.map(Number), leadingZeros: parts.some((part) => part.length > 1 && part.startsWith('0')), mapped: false }
}

function hexGroups(text: string): readonly number[] | undefined {
  if (text === '') return []
  const groups = text.split(':')
  return groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group)) ? groups.flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255]) : undefined
}

/** The IPv4 address at the end of an IPv6 one (`::ffff:1.2.3.4`) written as two groups. */
function withoutDots(text: string): { readonly groups: string; readonly v4?: IpAddress } | undefined {
  const tail = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text)
  if (tail === null) return { groups: text }
  const v4 = parseIpv4(tail[2] ?? '')
  return v4 === undefined ? undefined : { groups: `${tail[1] ?? ''}${pair(v4.bytes, 0)}:${pair(v4.bytes, 2)}`, v4 }
}

function sixteenBytes(groups: string): readonly number[] | undefined {
  const halves = groups.split('::')
  const isShort = halves.length === 2
  const head = hexGroups(halves[0] ?? '')
  const rest = isShort ? hexGroups(halves[1] ?? '') : []
  if (halves.length > 2 || head === undefined || rest === undefined) return undefined
  const missing = 16 - head.length - rest.length
  if (isShort ? missing < 2 : missing !== 0) return undefined
  return [...head, ...new Array<number>(missing).fill(0), ...rest]
}

function parseIpv6(text: string): IpAddress | undefined {
  const written = withoutDots(text)
  const bytes = written === undefined ? undefined : sixteenBytes(written.groups)
  if (bytes === undefined) return undefined
  const v4 = written?.v4
  const mapped = bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255
  return mapped
    ? { family: 'IPv4', bytes: bytes.slice(12), leadingZeros: v4?.leadingZeros ?? false, mapped }
    : { family: 'IPv6', bytes, leadingZeros: v4?.leadingZeros ?? false, mapped }
}

function pair(bytes: readonly number[], at: number): string {
  return (((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)).toString(16)
}

/** Reads an address as the server's lenient reader does (ParseIPSloppy); undefined when it is none. */
export function parseIp(text: string): IpAddress | undefined {
  return text.includes(':') ? parseIpv6(text) : parseIpv4(text)
}

/** The canonical text of an address (RFC 5952 for IPv6). */
export function formatIp({ family, bytes }: Pick<IpAddress, 'family' | 'bytes'>): string {
  if (family === 'IPv4') return bytes.join('.')
  const groups = Array.from({ length: 8 }, (_, at) => pair(bytes, at * 2))
  const run = longestZeroRun(groups)
  if (run.length < 2) return groups.join(':')
  return `${groups.slice(0, run.start).join(':')}::${groups.slice(run.start + run.length).join(':')}`
}

function longestZeroRun(groups: readonly string[]): { start: number; length: number } {
  let best = { start: 0, length: 0 }
  let start = 0
  for (let at = 0; at <= groups.length; at += 1) {
    if (groups[at] === '0') continue
    if (at - start > best.length) best = { start, length: at - start }
    start = at + 1
  }
  return best
}

/** What is wrong with an address (IsValidIPForLegacyField, strict). */
export function validateIp(value: string, field: string): FieldError[] {
  const ip = parseIp(value)
  if (ip === undefined) return [invalid(field, value, 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)')]
  if (ip.leadingZeros) return [invalid(field, value, 'must not have leading 0s')]
  return ip.mapped ? [invalid(field, value, 'must not be an IPv4-mapped IPv6 address')] : []
}

/** A range of addresses: an address and the number of leading bits that count. */
export interface Cidr {
  readonly ip: IpAddress
  readonly prefix: number
  readonly leadingZeros: boolean
}

/** Reads `10.0.0.0/8`; undefined when it is no range. */
export function parseCidr(text: string): Cidr | undefined {
  const match = /^([^/]*)\/(\d{1,3})$/.exec(text)
  const ip = parseIp(match?.[1] ?? '')
  if (match === null || ip === undefined) return undefined
  const digits = match[2] ?? ''
  const bits = ip.family === 'IPv4' && !ip.mapped ? 32 : 128
  if (Number(digits) > bits) return undefined
  return { ip, prefix: ip.mapped ? Number(digits) - 96 : Number(digits), leadingZeros: ip.leadingZeros || (digits.length > 1 && digits.startsWith('0')) }
}

function bitAt(bytes: readonly number[], at: number): number {
  return ((bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1
}

function bitsBeyond({ ip, prefix }: Cidr): boolean {
  return ip.bytes.some((_, byte) => Array.from({ length: 8 }, (_unused, bit) => byte * 8 + bit).some((at) => at >= prefix && bitAt(ip.bytes, at) === 1))
}

/** What is wrong with a range (IsValidCIDRForLegacyField, strict). */
export function validateCidr(value: string, field: string): FieldError[] {
  const cidr = parseCidr(value)
  if (cidr === undefined) return [invalid(field, value, 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)')]
  if (cidr.leadingZeros) return [invalid(field, value, 'must not have leading 0s in IP or prefix length')]
  if (cidr.ip.mapped) return [invalid(field, value, 'must not have an IPv4-mapped IPv6 address')]
  return bitsBeyond(cidr) ? [invalid(field, value, 'must not have bits set beyond the prefix length')] : []
}

/** True when the address lies in the range; addresses of another family never do. */
export function cidrContains(cidr: Cidr, ip: Pick<IpAddress, 'family' | 'bytes'>): boolean {
  if (cidr.ip.family !== ip.family) return false
  return Array.from({ length: cidr.prefix }, (_, at) => at).every((at) => bitAt(cidr.ip.bytes, at) === bitAt(ip.bytes, at))
}

/** True when every address of `inner` is in `outer` and `inner` is the smaller one. */
export function cidrContainsCidr(outer: Cidr, inner: Cidr): boolean {
  return outer.prefix < inner.prefix && cidrContains(outer, inner.ip)
}

function isLinkLocal({ family, bytes }: IpAddress): boolean {
  return family === 'IPv4' ? bytes[0] === 169 && bytes[1] === 254 : bytes[0] === 0xfe && ((bytes[1] ?? 0) & 0xc0) === 0x80
}

function isLinkLocalMulticast({ family, bytes }: IpAddress): boolean {
  return family === 'IPv4' ? bytes[0] === 224 && bytes[1] === 0 && bytes[2] === 0 : bytes[0] === 0xff && ((bytes[1] ?? 0) & 0x0f) === 2
}

function isLoopback({ family, bytes }: IpAddress): boolean {
  return family === 'IPv4' ? bytes[0] === 127 : bytes.every((byte, at) => byte === (at === 15 ? 1 : 0))
}

/** Refuses addresses no endpoint or external address may have (ValidateNonSpecialIP). */
export function validateNonSpecialIp(value: string, field: string): FieldError[] {
  const ip = parseIp(value)
  if (ip === undefined) return [invalid(field, value, 'must be a valid IP address')]
  const errors: FieldError[] = []
  if (ip.bytes.every((byte) => byte === 0)) errors.push(invalid(field, value, `may not be unspecified (${formatIp(ip)})`))
  if (isLoopback(ip)) errors.push(invalid(field, value, 'may not be in the loopback range (127.0.0.0/8, ::1/128)'))
  if (isLinkLocal(ip)) errors.push(invalid(field, value, 'may not be in the link-local range (169.254.0.0/16, fe80::/10)'))
  if (isLinkLocalMulticast(ip)) errors.push(invalid(field, value, 'may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)'))
  return errors
}
