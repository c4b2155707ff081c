'use client'
import dynamic from 'next/dynamic'
import { useEffect, useState, type ReactNode } from 'react'
import type { MonacoFieldProps } from './monaco-field'
import { useEditorChoice } from './use-capable'
import './editor.css'

const loadField = () => import('./monaco-field')
const MonacoField = dynamic(() => loadField().then((module) => module.MonacoField), { ssr: false })

/** The files of Monaco are asked for when the page has nothing else to do. */
const idleMs = 2000

/** Somebody is about to ask for the code editor, or did: nothing is waited for. */
let isWanted = false

/** Asks for the files of the code editor at once. */
export function fetchCodeEditor(): void {
  isWanted = true
  loadField().catch(() => undefined)
}

/**
 * The plain field first; Monaco takes its place, with caret and text, once its files are there and the device can carry it. The plain field stays
 * on phones and wherever it was chosen.
 */
export function CodeEditor({ plain, caretOf, ...field }: Omit<MonacoFieldProps, 'caret'> & { readonly plain: ReactNode; readonly caretOf: () => number | undefined }) {
  const { choice } = useEditorChoice()
  const [caret, setCaret] = useState<{ readonly at: number | undefined }>()
  useEffect(() => {
    if (choice !== 'code') return undefined
    let gone = false
    const load = () => {
      loadField().then(
        () => {
          if (!gone) setCaret({ at: caretOf() })
        },
        // Without its files, the plain field stays.
        () => undefined,
      )
    }
    const cancel = isWanted ? () => undefined : whenIdle(load)
    if (isWanted) load()
    return () => {
      gone = true
      cancel()
    }
  }, [choice, caretOf])
  if (choice !== 'code' || caret === undefined) return plain
  return (
    <div className="editor-stage">
      <MonacoField {...field} caret={caret.at} />
    </div>
  )
}

function whenIdle(run: () => void): () => void {
  if (typeof requestIdleCallback === 'function') {
    const handle = requestIdleCallback(run, { timeout: idleMs })
    return () => cancelIdleCallback(handle)
  }
  const timer = setTimeout(run, idleMs)
  return () => clearTimeout(timer)
}
