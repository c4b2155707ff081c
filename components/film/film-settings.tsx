import type { ReactNode } from 'react'
import { SliderField } from '../ui/slider-field'

/** A number that matters as well, in seconds. */
export interface FilmSlider {
  readonly label: string
  readonly min: number
  readonly max: number
  readonly step: number
  readonly first: number
}

interface FilmSettingsProps {
  /** What is chosen. */
  readonly label: string
  readonly choices: readonly { readonly id: string; readonly label: string }[]
  readonly choice: string
  readonly onChoice: (id: string) => void
  readonly slider: FilmSlider
  readonly seconds: number
  readonly onSeconds: (seconds: number) => void
}

/** What a film is made of: one choice of several, and a number of seconds. */
export function FilmSettings({ label, choices, choice, onChoice, slider, seconds, onSeconds }: FilmSettingsProps) {
  return (
    <>
      <div className="fig-actions" role="group" aria-label={label}>
        {choices.map((each) => (
          <button key={each.id} type="button" className="fig-button" aria-pressed={each.id === choice} onClick={() => onChoice(each.id)}>
            {each.label}
          </button>
        ))}
      </div>
      <div className="film-settings">
        <SliderField label={slider.label} value={seconds} min={slider.min} max={slider.max} step={slider.step} text={`${seconds} s`} onChange={onSeconds} />
      </div>
    </>
  )
}

/** The film, pale while another is made, and what is to be seen in it. */
export function FilmStage({ shooting, say, children }: { readonly shooting: boolean; readonly say: string | undefined; readonly children: ReactNode }) {
  return (
    <div className="film-stage" data-old={shooting} aria-busy={shooting}>
      {children}
      <p className="film-say" role="status">
        {shooting ? '' : say}
      </p>
    </div>
  )
}
