import type { Diagnostic } from '@/lib/yaml/diagnostic'

/** The API server refuses bodies above 3 MiB (`Request entity too large: limit is 3145728`); a file above it is not even read. UTF-16 units. */
export const maxFileLength = 3_145_728

/** Says that a text is too large to be read, if it is. */
export function tooLarge(file: string, text: string): Diagnostic | undefined {
  if (text.length <= maxFileLength) return undefined
  const at = { line: 1, column: 1, offset: 0 }
  const size = (text.length / 1_048_576).toFixed(1)
  return { code: 'too-large', severity: 'error', message: `This file has ${size} MiB. The API server takes 3 MiB at most, so it is not read.`, file, range: { start: at, end: at } }
}

/** What a text gets whose reading took so long that it was given up. */
export function tookTooLong(file: string): Diagnostic {
  const at = { line: 1, column: 1, offset: 0 }
  return { code: 'took-too-long', severity: 'error', message: 'Reading this file took longer than a second and was given up. Look for brackets or aliases nested thousands of times.', file, range: { start: at, end: at } }
}
