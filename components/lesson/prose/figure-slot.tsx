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
    const observer = new IntersectionObserver((entries) => setNear((was) => was || entries.some((entry) => entry.isIntersecting)), { rootMargin: '400px' })
    observer.observe(element)
    return () => observer.disconnect()
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
