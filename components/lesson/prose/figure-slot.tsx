'use client'
import { lazy, Suspense, useEffect, useRef, useState, type ComponentType, type LazyExoticComponent, type ReactNode } from 'react'
import { figures } from '@/content/figures'

const loaded: Readonly<Record<string, LazyExoticComponent<ComponentType>>> = Object.fromEntries(Object.entries(figures).map(([id, load]) => [id, lazy(async () => ({ default: (await load()).Figure }))]))

export function FigureSlot({ id, children }: { readonly id: string; readonly children?: ReactNode }) {
  const Loaded = loaded[id]
  if (Loaded === undefined) throw new Error(`<Figure id="${id}">: content/figures.ts has no such figure`)
  const place = useRef<HTMLElement>(null)
  const [near, setNear] = useState(false)
  useEffect(() => {
    const element = place.current
    if (element === null) return undefined
    let idle: number | undefined
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) idle ??= whenIdle(() => setNear(true))
      },
      { rootMargin: '400px' },
    )
    observer.observe(element)
    return () => {
      observer.disconnect()
      if (idle !== undefined && typeof cancelIdleCallback === 'function') cancelIdleCallback(idle)
    }
  }, [])
  return (
    <figure ref={place} className="prose-figure">
      {near ? (
        <Suspense fallback={<p className="prose-figure-wait">The figure is loading.</p>}>
          <Loaded />
        </Suspense>
      ) : null}
      {children === undefined ? null : <figcaption>{children}</figcaption>}
    </figure>
  )
}

/** A figure has a cluster of its own: its code comes after the text is alive. */
function whenIdle(run: () => void): number {
  return typeof requestIdleCallback === 'function' ? requestIdleCallback(run, { timeout: 2_000 }) : window.setTimeout(run, 300)
}
