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
