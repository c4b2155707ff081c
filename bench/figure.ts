/** One figure of a measurement, with what is wanted of it. */
export interface Figure {
  readonly name: string
  readonly unit: 'ms' | 'KB' | 'MB' | '×' | ''
  /** Every single measurement; one where it was taken once. */
  readonly values: readonly number[]
  readonly wanted?: Bound
  /** What is not to be forgotten when reading it. */
  readonly note?: string
}

/** Which statistic must stay at or below, or reach, a number. */
export interface Bound {
  readonly of: 'median' | 'p99' | 'max' | 'min'
  readonly atMost?: number
  readonly atLeast?: number
}

/** One module of bench/. */
export interface Measurement {
  readonly name: string
  /** One line: what is measured, how, against whom. */
  readonly about: string
  run(): Promise<readonly Figure[]>
}

/** The q-quantile (0 to 1) by the nearest rank; NaN of nothing. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? NaN
}

/** Minimum, median, p99 and maximum. */
export function summary(values: readonly number[]): Readonly<Record<Bound['of'], number>> {
  return { min: quantile(values, 0), median: quantile(values, 0.5), p99: quantile(values, 0.99), max: quantile(values, 1) }
}

/** Whether the figure keeps its bound; undefined where nothing is wanted. */
export function isMet({ values, wanted }: Figure): boolean | undefined {
  if (wanted === undefined) return undefined
  const seen = summary(values)[wanted.of]
  return seen <= (wanted.atMost ?? Infinity) && seen >= (wanted.atLeast ?? -Infinity)
}
