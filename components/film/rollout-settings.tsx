import { Segments } from '../ui/segments'
import { SliderField } from '../ui/slider-field'

/** What a rolling update is told: amounts are percentages or Pods, both the same. */
export interface RolloutSettings {
  readonly replicas: number
  readonly unit: '%' | 'Pods'
  readonly maxSurge: number
  readonly maxUnavailable: number
  /** Seconds from a container's start until its readiness probe is asked, and succeeds. */
  readonly readyAfter: number
  readonly minReadySeconds: number
}

/** The defaults of Kubernetes, with ten Pods that need some time. */
export const defaultRollout: RolloutSettings = { replicas: 10, unit: '%', maxSurge: 25, maxUnavailable: 25, readyAfter: 5, minReadySeconds: 0 }

/** An amount as a manifest has it: `25%`, `3`. */
export function amountOf(amount: number, unit: RolloutSettings['unit']): string {
  return unit === '%' ? `${amount}%` : String(amount)
}

function amountText(amount: number, unit: RolloutSettings['unit']): string {
  if (unit === '%') return `${amount} %`
  return amount === 1 ? '1 Pod' : `${amount} Pods`
}

/** The sliders of the rollout film. */
export function RolloutSliders({ settings, onChange }: { readonly settings: RolloutSettings; readonly onChange: (settings: RolloutSettings) => void }) {
  const { unit, replicas } = settings
  const set = (part: Partial<RolloutSettings>) => onChange({ ...settings, ...part })
  const most = unit === '%' ? 100 : replicas

  /** The same amounts in the other unit, as near as it has them. */
  function changeUnit(next: RolloutSettings['unit']) {
    if (next === unit) return
    const convert = (amount: number, round: (value: number) => number) => (next === 'Pods' ? round((amount * replicas) / 100) : Math.min(100, Math.round((amount / replicas) * 20) * 5))
    set({ unit: next, maxSurge: convert(settings.maxSurge, Math.ceil), maxUnavailable: convert(settings.maxUnavailable, Math.floor) })
  }

  const changeReplicas = (value: number) => set({ replicas: value, ...(unit === 'Pods' ? { maxSurge: Math.min(settings.maxSurge, value), maxUnavailable: Math.min(settings.maxUnavailable, value) } : {}) })

  return (
    <div className="film-settings" role="group" aria-label="Settings of the rolling update">
      <SliderField label="replicas" value={replicas} min={1} max={20} text={replicas === 1 ? '1 Pod' : `${replicas} Pods`} onChange={changeReplicas} />
      <SliderField label="maxSurge" value={settings.maxSurge} min={0} max={most} step={unit === '%' ? 5 : 1} text={amountText(settings.maxSurge, unit)} onChange={(maxSurge) => set({ maxSurge })} />
      <SliderField label="maxUnavailable" value={settings.maxUnavailable} min={0} max={most} step={unit === '%' ? 5 : 1} text={amountText(settings.maxUnavailable, unit)} onChange={(maxUnavailable) => set({ maxUnavailable })} />
      <SliderField label="ready after" value={settings.readyAfter} min={0} max={30} text={`${settings.readyAfter} s`} onChange={(readyAfter) => set({ readyAfter })} />
      <SliderField label="minReadySeconds" value={settings.minReadySeconds} min={0} max={30} text={`${settings.minReadySeconds} s`} onChange={(minReadySeconds) => set({ minReadySeconds })} />
      <div className="film-unit">
        <span>both amounts</span>
        <Segments
          label="Unit of maxSurge and maxUnavailable"
          options={[
            { value: '%', text: 'in %' },
            { value: 'Pods', text: 'in Pods' },
          ]}
          value={unit}
          onChoose={changeUnit}
        />
      </div>
    </div>
  )
}
