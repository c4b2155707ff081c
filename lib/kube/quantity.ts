/** How a quantity was written and is printed: `1.5G`, `1Ki`, `1e3` (apimachinery pkg/api/resource). */
export type QuantityFormat = 'DecimalSI' | 'BinarySI' | 'DecimalExponent'

/** A number without rounding: `mantissa × 10^exponent`. `text` is what was written where Go prints it unchanged. */
export interface ParsedQuantity {
  readonly mantissa: bigint
  readonly exponent: number
  readonly format: QuantityFormat
  readonly text?: string
}

const formatWrong = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
const suffixWrong = "unable to parse quantity's suffix"
const numericWrong = 'unable to parse numeric part of quantity'

const binarySuffixes = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'] as const
const decimalSuffixes: Readonly<Record<string, number | undefined>> = { n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 }
const maxInt64 = 9223372036854775807n

interface Suffix {
  readonly base: 2 | 10
  readonly exponent: number
  readonly format: QuantityFormat
}

function interpretSuffix(suffix: string): Suffix | undefined {
  const binary = suffix === '' ? -1 : binarySuffixes.indexOf(suffix as 'Ki')
  if (binary > 0) return { base: 2, exponent: binary * 10, format: 'BinarySI' }
  const decimal = Object.hasOwn(decimalSuffixes, suffix) ? decimalSuffixes[suffix] : undefined
  if (decimal !== undefined) return { base: 10, exponent: decimal, format: 'DecimalSI' }
  const exponent = /^[eE]([+-]?\d+)$/.exec(suffix)?.[1]
  if (exponent === undefined) return undefined
  const parsed = Number(exponent)
  return Math.abs(parsed) > 2 ** 31 ? undefined : { base: 10, exponent: parsed, format: 'DecimalExponent' }
}

/** Go reuses the text of a number that is canonical as it stands (ParseQuantity's fast path). */
function isReused(numerator: string, denominator: string, suffix: Suffix): boolean {
  const digits = numerator + denominator
  if (suffix.base === 2) {
    const precision = 15 - numerator.length - Math.trunc((suffix.exponent * 3) / 10) - 1
    return denominator === '' && precision >= 0 && (BigInt(digits) & 7n) !== 0n
  }
  const scale = suffix.exponent - denominator.length
  return digits.length <= 18 && scale >= -9 && scale % 3 === 0 && !digits.endsWith('000') && !digits.startsWith('0')
}

function roundUpToNano(mantissa: bigint, exponent: number): { mantissa: bigint; exponent: number } {
  if (exponent >= -9 || mantissa === 0n) return { mantissa, exponent }
  const negative = mantissa < 0n
  const size = negative ? -mantissa : mantissa
  const drop = -9 - exponent
  const divisor = drop > 400 ? 0n : 10n ** BigInt(drop)
  const rounded = divisor === 0n ? 1n : (size + divisor - 1n) / divisor
  return { mantissa: negative ? -rounded : rounded, exponent: -9 }
}

interface Parts {
  readonly isNegative: boolean
  /** Digits before the point without leading zeros, at least one. */
  readonly numerator: string
  readonly denominator: string
  readonly suffix: string
}

function splitQuantity(text: string): Parts | undefined {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?([eEinumkKMGTP]*[-+]?\d*)$/.exec(text)
  if (match === null || text === '') return undefined
  const [, sign = '', whole = '', denominator = '', suffix = ''] = match
  return { isNegative: sign === '-', numerator: whole.replace(/^0+(?=\d)/, '') || '0', denominator, suffix }
}

/**
 * Reads a quantity as ParseQuantity does: an error text in the server's words, or the number. Values below a nano round up to it.
 * `text` is the JSON string's content; surrounding space is ignored.
 */
export function parseQuantity(text: string): ParsedQuantity | { readonly error: string } {
  const trimmed = text.trim()
  const parts = splitQuantity(trimmed)
  if (parts === undefined) return { error: formatWrong }
  const { isNegative, numerator, denominator } = parts
  const suffix = interpretSuffix(parts.suffix)
  if (suffix === undefined) return { error: suffixWrong }
  if (/^[+-]$/.test(trimmed)) return { error: numericWrong }
  const unsigned = BigInt(numerator + denominator) * (suffix.base === 2 ? 2n ** BigInt(suffix.exponent) : 1n)
  const signed = isNegative ? -unsigned : unsigned
  const rounded = roundUpToNano(signed, (suffix.base === 10 ? suffix.exponent : 0) - denominator.length)
  const reused = isReused(numerator, denominator, suffix) ? { text: trimmed } : {}
  if (suffix.base === 2) return { ...capped(rounded.mantissa, rounded.exponent), ...reused }
  return { ...rounded, format: suffix.format, ...reused }
}

function capped(mantissa: bigint, exponent: number): ParsedQuantity {
  const scaled = { mantissa, exponent, format: 'BinarySI' as const }
  if (compareParsed(scaled, { mantissa: maxInt64, exponent: 0 }) > 0) return { mantissa: maxInt64, exponent: 0, format: 'BinarySI' }
  const belowOne = mantissa > 0n && compareParsed(scaled, { mantissa: 1n, exponent: 0 }) < 0
  return belowOne ? { ...scaled, format: 'DecimalSI' } : scaled
}

function compareParsed(a: Pick<ParsedQuantity, 'mantissa' | 'exponent'>, b: Pick<ParsedQuantity, 'mantissa' | 'exponent'>): number {
  const signOf = (value: bigint): number => (value > 0n ? 1 : value < 0n ? -1 : 0)
  const signs = signOf(a.mantissa) - signOf(b.mantissa)
  if (signs !== 0 || a.mantissa === 0n) return Math.sign(signs)
  const digits = (value: bigint): number => String(value < 0n ? -value : value).length
  const sizes = digits(a.mantissa) + a.exponent - (digits(b.mantissa) + b.exponent)
  if (sizes !== 0) return sizes > 0 === a.mantissa > 0n ? 1 : -1
  const least = Math.min(a.exponent, b.exponent)
  const left = a.mantissa * 10n ** BigInt(a.exponent - least)
  const right = b.mantissa * 10n ** BigInt(b.exponent - least)
  return left > right ? 1 : left < right ? -1 : 0
}

function decimalParts(mantissa: bigint, exponent: number): { digits: bigint; exponent: number } {
  let digits = mantissa
  let power = exponent
  while (digits % 10n === 0n) {
    digits /= 10n
    power += 1
  }
  const over = ((power % 3) + 3) % 3
  return { digits: digits * 10n ** BigInt(over), exponent: power - over }
}

function printDecimal(quantity: ParsedQuantity, format: QuantityFormat): string {
  const { digits, exponent } = decimalParts(quantity.mantissa, quantity.exponent)
  if (format === 'DecimalExponent') return exponent === 0 ? String(digits) : `${String(digits)}e${String(exponent)}`
  const suffix = Object.entries(decimalSuffixes).find(([, power]) => power === exponent)?.[0]
  return suffix === undefined ? `${String(digits)}${exponent === 0 ? '' : `e${String(exponent)}`}` : `${String(digits)}${suffix}`
}

/** A quantity as the server prints it: the text itself where it is canonical, else the shortest form of the same value. */
export function formatQuantity(quantity: ParsedQuantity): string {
  if (quantity.text !== undefined) return quantity.text
  if (quantity.mantissa === 0n) return '0'
  if (quantity.format !== 'BinarySI') return printDecimal(quantity, quantity.format)
  return printBinary(quantity) ?? printDecimal(quantity, 'DecimalSI')
}

/** `1Ki` and so on; undefined below 1024 and for fractions, which are printed as decimals. */
function printBinary({ mantissa, exponent }: ParsedQuantity): string | undefined {
  const scale = 10n ** BigInt(Math.abs(exponent))
  if (exponent < 0 && mantissa % scale !== 0n) return undefined
  let whole = exponent >= 0 ? mantissa * scale : mantissa / scale
  if (whole < 1024n && whole > -1024n) return undefined
  let power = 0
  while (whole % 1024n === 0n && power < binarySuffixes.length - 1) {
    whole /= 1024n
    power += 1
  }
  return `${String(whole)}${binarySuffixes[power] ?? ''}`
}

const zero: ParsedQuantity = { mantissa: 0n, exponent: 0, format: 'DecimalSI' }

/** The number of a quantity that has been decoded; what is absent or unreadable counts as 0. */
export function quantityOf(text: string | number | undefined): ParsedQuantity {
  if (text === undefined) return zero
  const parsed = parseQuantity(String(text))
  return 'error' in parsed ? zero : parsed
}

/** Negative, zero or positive as `a` is below, equal to or above `b`; both decoded quantities. */
export function compareQuantities(a: string | number | undefined, b: string | number | undefined): number {
  return compareParsed(quantityOf(a), quantityOf(b))
}

/** The sum, in `a`'s format unless `a` is zero (Quantity.Add). */
export function addQuantities(a: string | undefined, b: string | undefined): string {
  return formatQuantity(sum(quantityOf(a), quantityOf(b)))
}

/** The difference, in `a`'s format unless `a` is zero (Quantity.Sub). */
export function subtractQuantities(a: string | undefined, b: string | undefined): string {
  const right = quantityOf(b)
  return formatQuantity(sum(quantityOf(a), { ...right, mantissa: -right.mantissa }))
}

function sum(a: ParsedQuantity, b: ParsedQuantity): ParsedQuantity {
  const least = Math.min(a.exponent, b.exponent)
  const mantissa = a.mantissa * 10n ** BigInt(a.exponent - least) + b.mantissa * 10n ** BigInt(b.exponent - least)
  return { mantissa, exponent: least, format: a.mantissa === 0n ? b.format : a.format }
}

/** Whole units, rounded up (Quantity.Value): bytes of `1Ki` = 1024, of `1500m` = 2. */
export function quantityValue(text: string | number | undefined): number {
  return scaledValue(text, 0)
}

/** Thousandths, rounded up (Quantity.MilliValue): `0.5` cores = 500. */
export function quantityMilliValue(text: string | number | undefined): number {
  return scaledValue(text, 3)
}

function scaledValue(text: string | number | undefined, power: number): number {
  const { mantissa, exponent } = quantityOf(text)
  const shift = exponent + power
  if (shift >= 0) return shift > 30 ? Number(mantissa) * 10 ** shift : Number(mantissa * 10n ** BigInt(shift))
  const divisor = 10n ** BigInt(-shift)
  const whole = mantissa / divisor
  return Number(mantissa % divisor > 0n ? whole + 1n : mantissa % divisor < 0n ? whole - 1n : whole)
}

/**
 * True when the server sees no whole number: it counts thousandths in 64 bits (MilliValue() % 1000). What overflows them is 0, a whole number, where
 * the server keeps the quantity as an integer, which are decimal ones of up to 18 digits; else it wraps around, and large ones count as fractional.
 */
export function isFractional(text: string | number): boolean {
  const { mantissa, exponent } = quantityOf(text)
  const shift = exponent + 3
  if (shift < 0) return mantissa !== 0n
  // Of 10^64 and more nothing is left.
  if (shift > 64) return false
  const thousandths = mantissa * 10n ** BigInt(shift)
  const kept = BigInt.asIntN(64, thousandths)
  return (kept === thousandths || !isKeptAsInteger(String(text))) && kept % 1000n !== 0n
}

/** apimachinery quantity.go ParseQuantity: the fast path. */
function isKeptAsInteger(text: string): boolean {
  const digits = text.replace(/(e|E)[+-]?\d+$/, '').replace(/\D/g, '')
  return !/[KMGTPE]i$/.test(text) && digits.length <= 18
}

/** The quantity rounded up to thousandths where it is finer, as defaulting does with every resource list (RoundUp(Milli)). */
export function roundUpToMilli(text: string): string {
  const quantity = quantityOf(text)
  if (quantity.exponent >= -3 || quantity.mantissa === 0n) return text
  const divisor = 10n ** BigInt(-3 - quantity.exponent)
  const size = quantity.mantissa < 0n ? -quantity.mantissa : quantity.mantissa
  const rounded = (size + divisor - 1n) / divisor
  return formatQuantity({ mantissa: quantity.mantissa < 0n ? -rounded : rounded, exponent: -3, format: quantity.format })
}

/** The canonical text of a quantity from JSON (a string or a number), or the server's error. */
export function canonicalQuantity(value: string): string | { readonly error: string } {
  const parsed = parseQuantity(value)
  return 'error' in parsed ? parsed : formatQuantity(parsed)
}
