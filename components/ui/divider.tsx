'use client'
import { useRef } from 'react'
import './divider.css'

interface DividerProps {
  readonly label: string
  /** `vertical` stands between left and right. */
  readonly direction: 'vertical' | 'horizontal'
  /** Share of the first side, in percent; 0 is folded away. */
  readonly value: number
  readonly min: number
  readonly max: number
  readonly onMove: (percent: number) => void
}

/** A divider that can be dragged, moved with the arrow keys, and folded with Enter (or a double click) and back. */
export function Divider({ label, direction, value, min, max, onMove }: DividerProps) {
  const before = useRef(value)
  const clamp = (percent: number) => Math.round(Math.min(max, Math.max(min, percent)) * 10) / 10
  const fold = () => {
    if (value > 0) before.current = value
    onMove(value > 0 ? 0 : clamp(before.current))
  }
  const [less, more] = direction === 'vertical' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown']
  return (
    <div
      className="divider"
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={direction}
      aria-valuenow={Math.round(value)}
      aria-valuemin={0}
      aria-valuemax={max}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        const box = event.currentTarget.parentElement?.getBoundingClientRect()
        if (box === undefined || !event.currentTarget.hasPointerCapture(event.pointerId)) return
        onMove(clamp(direction === 'vertical' ? ((event.clientX - box.left) / box.width) * 100 : ((event.clientY - box.top) / box.height) * 100))
      }}
      onDoubleClick={fold}
      onKeyDown={(event) => {
        if (event.key === less) onMove(clamp(value - 2))
        else if (event.key === more) onMove(clamp(value + 2))
        else if (event.key === 'Home') onMove(0)
        else if (event.key === 'End') onMove(max)
        else if (event.key === 'Enter') fold()
        else return
        event.preventDefault()
      }}
    />
  )
}
