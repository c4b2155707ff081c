'use client'
import { useEffect, useRef, useState } from 'react'

/** The text that `kubectl edit` opened, in place of an editor program. Closing it with the text as it was changes nothing, as in kubectl. */
export function EditBuffer({ fileName, text, onClose }: { readonly fileName: string; readonly text: string; readonly onClose: (text: string) => void }) {
  const area = useRef<HTMLTextAreaElement>(null)
  const [edited, setEdited] = useState(text)
  useEffect(() => area.current?.focus(), [])
  return (
    <div className="term-edit">
      <label>
        <span>{fileName}</span>
        <textarea ref={area} value={edited} onChange={(event) => setEdited(event.target.value)} rows={12} spellCheck={false} autoCapitalize="none" autoCorrect="off" />
      </label>
      <div className="term-keys">
        <button type="button" onClick={() => onClose(edited)}>
          Save and close
        </button>
        <button type="button" onClick={() => onClose(text)}>
          Close without a change
        </button>
      </div>
    </div>
  )
}
