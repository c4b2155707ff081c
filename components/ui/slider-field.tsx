import { useId } from 'react'
import './slider-field.css'

export interface SliderFieldProps {
  readonly label: string
  readonly value: number
  readonly min: number
  readonly max: number
  readonly step?: number
  /** The value in words: `25 %`, `4 Pods`. */
  readonly text: string
  readonly onChange: (value: number) => void
}

/** A number between two ends, set by dragging or with the arrow keys. */
export function SliderField({ label, value, min, max, step = 1, text, onChange }: SliderFieldProps) {
  const id = useId()
  return (
    <div className="slider-field">
      <label htmlFor={id}>{label}</label>
      <input id={id} type="range" min={min} max={max} step={step} value={value} aria-valuetext={text} onChange={(event) => onChange(Number(event.target.value))} />
      {/* Read with the slider, as its value. */}
      <span aria-hidden="true">{text}</span>
    </div>
  )
}
