const isLetter = (character: string) => /\p{L}/u.test(character)
const isDigit = (character: string) => /\p{Nd}/u.test(character)

/** The order of a map's keys: numbers inside them count as numbers, letters come behind everything else (go-yaml sorter.go). */
export function compareKeys(first: string, second: string): number {
  const [a, b] = [[...first], [...second]]
  let afterDigit = false
  for (let at = 0; at < a.length && at < b.length; at++) {
    const [x = '', y = ''] = [a[at], b[at]]
    if (x !== y) return differing(a, b, at, afterDigit)
    afterDigit = isDigit(x)
  }
  return a.length - b.length
}

function differing(a: readonly string[], b: readonly string[], at: number, afterDigit: boolean): number {
  const [x = '', y = ''] = [a[at], b[at]]
  const [letterX, letterY] = [isLetter(x), isLetter(y)]
  if (letterX !== letterY) return (afterDigit ? letterX : letterY) ? -1 : 1
  return letterX ? byCode(x, y) : byNumber(a, b, at)
}

function byCode(x: string, y: string): number {
  return x < y ? -1 : 1
}

function byNumber(a: readonly string[], b: readonly string[], at: number): number {
  const [x = '', y = ''] = [a[at], b[at]]
  const inNumber = (x === '0' || y === '0') && endsNumber(a, at) ? 1 : 0
  const [left, right] = [numberAt(a, at, inNumber), numberAt(b, at, inNumber)]
  if (left.value !== right.value) return left.value - right.value
  if (left.end !== right.end) return left.end - right.end
  return byCode(x, y)
}

/** Whether digits that are not all zeros stand right before. */
function endsNumber(characters: readonly string[], at: number): boolean {
  for (let index = at - 1; index >= 0 && isDigit(characters[index] ?? ''); index--) if (characters[index] !== '0') return true
  return false
}

function numberAt(characters: readonly string[], at: number, start: number): { readonly value: number; readonly end: number } {
  let value = start
  let end = at
  for (; end < characters.length && isDigit(characters[end] ?? ''); end++) value = value * 10 + Number(characters[end])
  return { value, end }
}
