'use client'
import { Button } from '@/components/ui/button'
import type { Session } from '@/lib/session/session'
import { longestText } from '@/lib/yaml/longest-text'

/** Whether a text is one that no editor shows: laying it out would stop the page for seconds. */
export function isTooLong(text: string): boolean {
  return text.length > longestText
}

/** In place of the editor for such a text. The text itself is kept, and graded as it is. */
export function LongText({ session, file, length }: { readonly session: Session; readonly file: string; readonly length: number }) {
  return (
    <p className="editor-ask">
      {file} has {(length / 1024 / 1024).toFixed(1)} MiB, more than the editor shows. It is kept as it is. <Button onClick={() => session.edit(file, '')}>Empty it</Button>
    </p>
  )
}
