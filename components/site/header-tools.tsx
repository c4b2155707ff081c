'use client'
import Link from 'next/link'
import { Button, buttonClass } from '@/components/ui/button'
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
  return (
    <nav className="site-tools" aria-label="Course">
      <Button look="light" onClick={() => openSheet('search')}>
        Search <kbd className="site-key">⌘K</kbd>
      </Button>
      <Button look="light" className="site-keys" onClick={() => openSheet('keys')}>
        Keys <kbd>?</kbd>
      </Button>
      <Button look="light" onClick={() => setTheme(themes[theme].next)} aria-label={`Theme: ${themes[theme].text}. Change to ${themes[themes[theme].next].text}`}>
        {themes[theme].text}
      </Button>
      <Link className={buttonClass('light')} href="/progress">
        My progress
      </Link>
    </nav>
  )
}
