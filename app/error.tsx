'use client'
import Link from 'next/link'
import { Button, buttonClass } from '@/components/ui/button'

export default function ErrorPage({ error, reset }: { readonly error: Error & { readonly digest?: string }; readonly reset: () => void }) {
  return (
    <main className="page-state" id="main">
      <h1>This page has a fault</h1>
      <p>It is ours, not yours. What you wrote and your progress are kept in this browser.</p>
      <p>
        <code>{error.message}</code>
      </p>
      <Button look="first" onClick={reset}>
        Try again
      </Button>
      <Link className={buttonClass('plain')} href="/">
        All lessons
      </Link>
    </main>
  )
}
