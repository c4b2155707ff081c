import { goJsonText, type JsonObject } from '../../json'

const initial = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19]

/** The first 32 bits behind the point of the cube roots of the first 64 primes (FIPS 180-4). */
const constants = primes(64).map((prime) => Math.floor((Math.cbrt(prime) % 1) * 2 ** 32))

function primes(count: number): number[] {
  const found: number[] = []
  for (let candidate = 2; found.length < count; candidate++) if (found.every((prime) => candidate % prime !== 0)) found.push(candidate)
  return found
}

/** The ten letters behind a name with --append-hash: SHA-256 of the content, digits that could spell a word replaced (kubectl pkg/util/hash). */
export function nameHash(content: JsonObject): string {
  const replaced: Readonly<Record<string, string>> = { '0': 'g', '1': 'h', '3': 'k', a: 'm', e: 't' }
  return sha256(goJsonText(content)).slice(0, 10).replace(/[013ae]/g, (letter) => replaced[letter] ?? letter)
}

/** SHA-256 of a text's UTF-8 bytes in hexadecimal. */
export function sha256(text: string): string {
  const bytes = padded(new TextEncoder().encode(text))
  const view = new DataView(bytes.buffer)
  let hash = [...initial]
  for (let block = 0; block < bytes.length; block += 64) hash = mixed(hash, view, block)
  return hash.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}

function padded(message: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.ceil((message.length + 9) / 64) * 64)
  bytes.set(message)
  bytes[message.length] = 0x80
  new DataView(bytes.buffer).setUint32(bytes.length - 4, message.length * 8)
  return bytes
}

function mixed(hash: readonly number[], view: DataView, block: number): number[] {
  const words = schedule(view, block)
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = hash
  for (let round = 0; round < 64; round++) {
    const first = (h + (rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)) + ((e & f) ^ (~e & g)) + (constants[round] ?? 0) + (words[round] ?? 0)) | 0
    const second = ((rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0]
  }
  return [a, b, c, d, e, f, g, h].map((word, at) => (word + (hash[at] ?? 0)) | 0)
}

function schedule(view: DataView, block: number): number[] {
  const words = Array.from({ length: 16 }, (_, at) => view.getInt32(block + at * 4))
  for (let at = 16; at < 64; at++) {
    const early = words[at - 15] ?? 0
    const late = words[at - 2] ?? 0
    words.push(((words[at - 16] ?? 0) + (rotated(early, 7) ^ rotated(early, 18) ^ (early >>> 3)) + (words[at - 7] ?? 0) + (rotated(late, 17) ^ rotated(late, 19) ^ (late >>> 10))) | 0)
  }
  return words
}

function rotated(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by))
}
