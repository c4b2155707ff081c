'use client'
import dynamic from 'next/dynamic'
import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react'
import { startProgress } from '@/components/progress/progress-store'
import { Notices } from './notices'
import './site.css'

const KeySheet = dynamic(() => import('./key-sheet').then((module) => module.KeySheet), { ssr: false })
const Search = dynamic(() => import('./search').then((module) => module.Search), { ssr: false })

type Sheet = 'none' | 'keys' | 'search'

const SheetContext = createContext<(sheet: Sheet) => void>(() => undefined)

/** Opens the key sheet or the search. */
export function useOpenSheet(): (sheet: Sheet) => void {
  return use(SheetContext)
}

/** What every page has: progress, the key sheet (`?`), the search (Ctrl/⌘-K), notices. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const [sheet, setSheet] = useState<Sheet>('none')
  const close = useCallback(() => setSheet('none'), [])
  useEffect(() => {
    void startProgress()
    const onKey = (event: KeyboardEvent) => {
      const wanted = sheetOf(event)
      if (wanted === undefined) return
      event.preventDefault()
      setSheet(wanted)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  const open = useMemo(() => setSheet, [])
  return (
    <SheetContext value={open}>
      <Notices />
      {children}
      {sheet === 'keys' ? <KeySheet onClose={close} /> : null}
      {sheet === 'search' ? <Search onClose={close} /> : null}
    </SheetContext>
  )
}

/** `?` alone is a letter where one writes. */
function sheetOf(event: KeyboardEvent): Sheet | undefined {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') return 'search'
  const target = event.target as HTMLElement | null
  const writes = target !== null && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  return event.key === '?' && !writes && !event.ctrlKey && !event.metaKey ? 'keys' : undefined
}
