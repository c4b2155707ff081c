'use client'
import type { ReactNode } from 'react'
import './tabs.css'

interface TabsProps<T extends string> {
  readonly label: string
  readonly tabs: readonly { readonly id: T; readonly text: ReactNode }[]
  readonly chosen: T
  readonly onChoose: (id: T) => void
  /** Ids of tab and panel begin with it. */
  readonly name: string
}

/** A row of tabs: arrow keys go from one to the next and choose it. */
export function Tabs<T extends string>({ label, tabs, chosen, onChoose, name }: TabsProps<T>) {
  const move = (by: number) => {
    const next = tabs[(tabs.findIndex(({ id }) => id === chosen) + by + tabs.length) % tabs.length]
    if (next === undefined) return
    onChoose(next.id)
    document.getElementById(tabId(name, next.id))?.focus()
  }
  return (
    <div className="tabs" role="tablist" aria-label={label}>
      {tabs.map(({ id, text }) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={tabId(name, id)}
          aria-selected={id === chosen}
          aria-controls={panelId(name)}
          tabIndex={id === chosen ? 0 : -1}
          onClick={() => onChoose(id)}
          onKeyDown={(event) => {
            if (event.key === 'ArrowRight') move(1)
            else if (event.key === 'ArrowLeft') move(-1)
            else return
            event.preventDefault()
          }}
        >
          {text}
        </button>
      ))}
    </div>
  )
}

export function tabId(name: string, id: string): string {
  return `${name}-tab-${id.replaceAll(/[^\w-]/g, '-')}`
}

export function panelId(name: string): string {
  return `${name}-panel`
}
