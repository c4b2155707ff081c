const alphabet = /^[A-Za-z0-9+/]$/

/**
 * Where standard base64 with padding stops being readable, as Go's encoding/base64 counts it (CorruptInputError), or undefined when it is right.
 * Line breaks are ignored but counted.
 */
export function base64Fault(text: string): number | undefined {
  const bytes = Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte))
  let at = 0
  while (at < bytes.length) {
    const quantum = readQuantum(bytes, at)
    if ('fault' in quantum) return quantum.fault
    at = quantum.next
    if (quantum.last) return undefined
  }
  return undefined
}

type Quantum = { readonly fault: number } | { readonly next: number; readonly last: boolean }

function skipBreaks(bytes: readonly string[], from: number): number {
  let at = from
  while (bytes[at] === '\n' || bytes[at] === '\r') at += 1
  return at
}

function readQuantum(bytes: readonly string[], start: number): Quantum {
  let at = start
  for (let read = 0; read < 4; read += 1) {
    at = skipBreaks(bytes, at)
    if (at >= bytes.length) return read === 0 ? { next: at, last: true } : { fault: at - read }
    const char = bytes[at] ?? ''
    at += 1
    if (char === '=') return readPadding(bytes, at, read)
    if (!alphabet.test(char)) return { fault: at - 1 }
  }
  return { next: at, last: false }
}

function readPadding(bytes: readonly string[], from: number, read: number): Quantum {
  if (read < 2) return { fault: from - 1 }
  let at = from
  if (read === 2) {
    at = skipBreaks(bytes, at)
    if (at >= bytes.length) return { fault: bytes.length }
    if (bytes[at] !== '=') return { fault: at - 1 }
    at += 1
  }
  at = skipBreaks(bytes, at)
  return at < bytes.length ? { fault: at } : { next: at, last: true }
}

/** How many bytes a right base64 text stands for. */
export function base64Length(text: string): number {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  return Math.max(0, (text.length / 4) * 3 - padding)
}

/** The bytes of a base64 text as a binary string; empty when it can't be read. */
export function base64Bytes(text: string): string {
  return base64Fault(text) === undefined ? atob(text.replace(/[\r\n]/g, '')) : ''
}

/** A text's UTF-8 bytes in base64. */
export function toBase64(text: string): string {
  let binary = ''
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte)
  return btoa(binary)
}

/** The text whose UTF-8 bytes stand in base64; what is no UTF-8 becomes U+FFFD. */
export function fromBase64(text: string): string {
  return new TextDecoder().decode(Uint8Array.from(base64Bytes(text), (char) => char.charCodeAt(0)))
}
