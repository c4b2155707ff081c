'use client'
import { lazy, Suspense, useEffect, useRef, useState, type ComponentType, type LazyExoticComponent, type ReactNode } from 'react'
import { figures } from '@/content/figures'

const loaded = new Map<string, LazyExoticComponent<ComponentType>>()

function figureOf(id: string): LazyExoticComponent<ComponentType> | undefined {
  const load = figures[id]
  if (load === undefined) return undefined
  const known = loaded.get(id) ?? lazy(async () => ({ default: (await load()).Figure }))
  loaded.set(id, known)
  return known
}

export function FigureSlot({ id, children }: { readonly id: string; readonly children?: ReactNode }) {
  if (!Object.hasOwn(figures, id)) throw new Error(`<Figure id="${id}">: content/figures.ts has no such figure`)
  const place = useRef<HTMLElement>(null)
  const [near, setNear] = useState(false)
  useEffect(() => {
    const element = place.current
    if (element === null) return undefined
    const observer = new IntersectionObserver((entries) => setNear((was) => was || entries.some((entry) => entry.isIntersecting)), { rootMargin: '400px' })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  const Shown = near ? figureOf(id) : undefined
  return (
    <figure ref={place} className="prose-figure">
      {Shown === undefined ? null : (
        <Suspense fallback={<p className="prose-figure-wait">The figure is loading.</p>}>
          <Shown />
        </Suspense>
      )}
      {children === undefined ? null : <figcaption>{children}</figcaption>}
    </figure>
  )
}
