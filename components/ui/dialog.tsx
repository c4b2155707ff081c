'use client'
import { useEffect, useRef, type ReactNode } from 'react'
import { Button } from './button'
import './dialog.css'

/** A modal sheet: the browser keeps the focus in it, Escape closes it, and the focus goes back to where it came from. */
export function Dialog({ title, onClose, children }: { readonly title: string; readonly onClose: () => void; readonly children: ReactNode }) {
  const ref = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = ref.current
    if (dialog === null || dialog.open) return
    dialog.showModal()
    dialog.querySelector('input')?.focus()
  }, [])
  return (
    <dialog
      ref={ref}
      className="dialog"
      aria-label={title}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose()
      }}
    >
      <div className="dialog-head">
        <h2>{title}</h2>
        <Button look="light" onClick={onClose}>
          Close <kbd>Esc</kbd>
        </Button>
      </div>
      {children}
    </dialog>
  )
}
