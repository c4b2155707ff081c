/** A text, or what stands for it where it is empty or absent: Go knows no difference. */
export function orElse(text: string | null | undefined, fallback: string): string {
  return text === undefined || text === null || text === '' ? fallback : text
}
