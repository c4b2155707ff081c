'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useId, useState } from 'react'
import { Dialog } from '@/components/ui/dialog'
import { searchCourse, type SearchEntry } from '@/lib/course/search'

type Index = { readonly state: 'loading' } | { readonly state: 'ready'; readonly entries: readonly SearchEntry[] } | { readonly state: 'failed' }

const kinds: Readonly<Record<SearchEntry['kind'], string>> = { lesson: 'Lesson', exercise: 'Exercise', word: 'Glossary' }

/** Finds lessons, exercises and words; arrow keys choose, Enter goes there. */
export function Search({ onClose }: { readonly onClose: () => void }) {
  const index = useIndex()
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState(0)
  const router = useRouter()
  const list = useId()
  const found = index.state === 'ready' ? searchCourse(index.entries, query).slice(0, 8) : []
  const go = (entry: SearchEntry | undefined) => {
    if (entry === undefined) return
    onClose()
    router.push(entry.href)
  }
  return (
    <Dialog title="Search" onClose={onClose}>
      <input
        className="search-input"
        type="search"
        role="combobox"
        aria-expanded={found.length > 0}
        aria-controls={list}
        aria-activedescendant={found[chosen] === undefined ? undefined : `${list}-${chosen}`}
        aria-label="Search lessons, exercises and the glossary"
        placeholder="Lessons, exercises, words"
        value={query}
        onChange={(event) => {
          setQuery(event.target.value)
          setChosen(0)
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') setChosen(Math.min(chosen + 1, found.length - 1))
          else if (event.key === 'ArrowUp') setChosen(Math.max(chosen - 1, 0))
          else if (event.key === 'Enter') go(found[chosen])
          else return
          event.preventDefault()
        }}
      />
      <ul className="search-found" id={list} role="listbox" aria-label="Found">
        {found.map((entry, at) => (
          <li key={`${entry.href} ${entry.title}`} id={`${list}-${at}`} role="option" aria-selected={at === chosen} onClick={() => go(entry)}>
            <span className="search-kind">{kinds[entry.kind]}</span>
            <span>
              <strong>{entry.title}</strong> <span className="search-note">{entry.note}</span>
            </span>
          </li>
        ))}
      </ul>
      <p className="search-note" role="status">
        {sayOf(index, query, found.length)}
      </p>
    </Dialog>
  )
}

function sayOf(index: Index, query: string, found: number): string {
  if (index.state === 'failed') return 'The search could not be loaded. Are you offline?'
  if (query.trim() === '' || found > 0) return ''
  return index.state === 'loading' ? 'Loading …' : `Nothing in the course is called “${query.trim()}”.`
}

function useIndex(): Index {
  const [index, setIndex] = useState<Index>({ state: 'loading' })
  useEffect(() => {
    let wanted = true
    const load = async () => {
      const response = await fetch('/search.json')
      const entries = (await response.json()) as readonly SearchEntry[]
      if (wanted) setIndex({ state: 'ready', entries })
    }
    load().catch(() => setIndex({ state: 'failed' }))
    return () => {
      wanted = false
    }
  }, [])
  return index
}
