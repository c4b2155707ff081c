/** Bytes that are no UTF-8 stand in a text as U+DC80 to U+DCFF, a lone half of a surrogate pair each. */
const strayByte = /[\uDC80-\uDCFF]/u

/** Whether a file's content is valid UTF-8. */
export function isText(content: string): boolean {
  return !strayByte.test(content)
}

/** Base64 of a content's bytes. */
export function encodeBase64(content: string): string {
  const bytes: number[] = []
  for (const character of content) {
    const code = character.codePointAt(0) ?? 0
    if (code >= 0xdc80 && code <= 0xdcff) bytes.push(code - 0xdc00)
    else bytes.push(...new TextEncoder().encode(character))
  }
  return btoa(bytes.map((byte) => String.fromCharCode(byte)).join(''))
}
