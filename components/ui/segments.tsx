import './button.css'

/** A choice of one of few, all of them in sight. */
export function Segments<T extends string>({ label, options, value, onChoose }: { readonly label: string; readonly options: readonly { readonly value: T; readonly text: string }[]; readonly value: T; readonly onChoose: (value: T) => void }) {
  return (
    <div className="segments" role="group" aria-label={label}>
      {options.map((option) => (
        <button key={option.value} type="button" aria-pressed={option.value === value} onClick={() => onChoose(option.value)}>
          {option.text}
        </button>
      ))}
    </div>
  )
}
