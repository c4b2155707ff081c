const suffixes: Readonly<Record<string, number | undefined>> = {
  n: 1e-9, u: 1e-6, m: 1e-3, '': 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18,
  Ki: 1024, Mi: 1024 ** 2, Gi: 1024 ** 3, Ti: 1024 ** 4, Pi: 1024 ** 5, Ei: 1024 ** 6,
}

/** A quantity in thousandths, rounded up. */
export function parseQuantity(value: string | number): number {
  const [, number = '0', suffix = ''] = /^([+-]?[\d.]+(?:[eE][+-]?\d+)?)([a-zA-Z]*)$/.exec(String(value)) ?? []
  return Math.ceil(Number(number) * (suffixes[suffix] ?? 1) * 1000 - 1e-6)
}

/** Thousandths as a quantity; amounts of memory that are whole powers of 1024 in those. */
export function showQuantity(thousandths: number, like: string | number = ''): string {
  if (thousandths % 1000 !== 0) return `${String(thousandths)}m`
  const whole = thousandths / 1000
  if (/[KMGTPE]i$/.test(String(like))) {
    for (const suffix of ['Ei', 'Pi', 'Ti', 'Gi', 'Mi', 'Ki']) {
      const unit = suffixes[suffix] ?? 1
      if (whole !== 0 && whole % unit === 0) return `${String(whole / unit)}${suffix}`
    }
    return String(whole)
  }
  for (const suffix of ['E', 'P', 'T', 'G', 'M', 'k']) {
    const unit = suffixes[suffix] ?? 1
    if (whole !== 0 && whole % unit === 0) return `${String(whole / unit)}${suffix}`
  }
  return String(whole)
}
