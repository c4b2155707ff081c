import { scaledAmount } from '@/lib/kube/int-or-string'
import { timeOf } from '../timeline/ticks'
import { amountOf, type RolloutSettings } from './rollout-settings'

/** What the settings come to in Pods. */
export interface RolloutLimits {
  readonly surge: number
  readonly unavailable: number
  /** Both came to 0 by rounding, so one may be unavailable. */
  readonly lifted: boolean
}

/** maxSurge is rounded up, maxUnavailable down; where both come to 0, one Pod may be unavailable (deploymentutil ResolveFenceposts). */
export function limitsOf({ replicas, unit, maxSurge, maxUnavailable }: RolloutSettings): RolloutLimits {
  const amount = (value: number, way: 'up' | 'down') => scaledAmount(unit === '%' ? amountOf(value, unit) : value, replicas, way)
  const [surge, down] = [amount(maxSurge, 'up'), amount(maxUnavailable, 'down')]
  const lifted = surge === 0 && down === 0
  return { surge, unavailable: Math.min(replicas, lifted ? 1 : down), lifted }
}

export interface RolloutArithmeticProps {
  readonly settings: RolloutSettings
  readonly limits: RolloutLimits
  /** What the film showed; absent where it was refused. */
  readonly seen?: { readonly lowest: number; readonly lowestAt: number; readonly highest: number; readonly highestAt: number; readonly tookMs: number }
}

/** The two limits written out, and what the cluster made of them. */
export function RolloutArithmetic({ settings, limits, seen }: RolloutArithmeticProps) {
  const { replicas, maxSurge, maxUnavailable, unit } = settings
  const { surge, unavailable, lifted } = limits
  return (
    <dl className="film-sum">
      <div>
        <dt>at most</dt>
        <dd>
          <Rounded value={maxSurge} unit={unit} of={replicas} way="up" />
          {replicas} + {surge} = <b>{replicas + surge} Pods</b>, not counting those that are leaving
        </dd>
      </div>
      <div>
        <dt>available, at least</dt>
        <dd>
          <Rounded value={maxUnavailable} unit={unit} of={replicas} way="down" />
          {lifted ? <span>Both come to 0, and then one Pod may be unavailable:</span> : null}
          {replicas} − {unavailable} = <b>{replicas - unavailable} Pods</b>
        </dd>
      </div>
      {seen === undefined ? null : (
        <div>
          <dt>seen</dt>
          <dd>
            highest total <b>{seen.highest}</b> at {timeOf(seen.highestAt)}, lowest available <b>{seen.lowest}</b>
            {seen.lowest < replicas ? ` at ${timeOf(seen.lowestAt)}` : ''}; rolled out in <b>{timeOf(seen.tookMs)}</b>
          </dd>
        </div>
      )}
    </dl>
  )
}

/** `25 % of 10 = 2.5, rounded up: 3`. */
function Rounded({ value, unit, of, way }: { readonly value: number; readonly unit: RolloutSettings['unit']; readonly of: number; readonly way: 'up' | 'down' }) {
  if (unit === 'Pods') return null
  const exact = (value * of) / 100
  const whole = way === 'up' ? Math.ceil(exact) : Math.floor(exact)
  return <span>{Number.isInteger(exact) ? `${value} % of ${of} = ${exact}` : `${value} % of ${of} = ${exact}, rounded ${way}: ${whole}`}</span>
}
