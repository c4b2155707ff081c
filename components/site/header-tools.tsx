'use client'
import Link from 'next/link'
import { useState } from 'react'
import { Button, buttonClass } from '@/components/ui/button'
import { useListens } from '@/components/ui/use-listens'
import { useModKey } from '@/components/ui/use-mod-key'
import { useOpenSheet } from './shell'
import { useTheme, type Theme } from './use-theme'

const themes: Readonly<Record<Theme, { readonly next: Theme; readonly text: string }>> = {
  system: { next: 'light', text: 'Auto' },
  light: { next: 'dark', text: 'Light' },
  dark: { next: 'system', text: 'Dark' },
}

export function HeaderTools() {
  const openSheet = useOpenSheet()
  const [theme, setTheme] = useTheme()
  const [open, setOpen] = useState(false)
  const mod = useModKey()
  const listens = useListens()
  return (
    <>
      <span className="site-more">
        <Button look="light" aria-expanded={open} aria-controls="site-tools" aria-label="More" onClick={() => setOpen(!open)}>
          ⋯
        </Button>
      </span>
      <nav className="site-tools" id="site-tools" aria-label="Course" data-open={open} onClick={() => setOpen(false)}>
        <Button look="light" aria-keyshortcuts={listens ? `${mod === '⌘' ? 'Meta' : 'Control'}+K` : undefined} onClick={() => openSheet('search')}>
          Search <kbd className="site-key">{mod}K</kbd>
        </Button>
        <Button look="light" className="site-keys" aria-keyshortcuts={listens ? '?' : undefined} onClick={() => openSheet('keys')}>
          Keys <kbd>?</kbd>
        </Button>
        <Button look="light" onClick={() => setTheme(themes[theme].next)} aria-label={`Theme: ${themes[theme].text}. Change to ${themes[themes[theme].next].text}`}>
          {themes[theme].text}
        </Button>
        <Link className={buttonClass('light')} href="/progress">
          My progress
        </Link>
      </nav>
    </>
  )
}
