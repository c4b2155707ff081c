'use client'
import { Dialog } from '@/components/ui/dialog'

const groups: readonly { readonly title: string; readonly keys: readonly (readonly [string, string])[] }[] = [
  {
    title: 'Everywhere',
    keys: [
      ['?', 'This sheet'],
      ['Ctrl K or ⌘ K', 'Search lessons and the glossary'],
      ['Esc', 'Close what is open'],
    ],
  },
  {
    title: 'In a lesson',
    keys: [
      ['Ctrl Enter or ⌘ Enter', 'Apply and grade'],
      ['Esc, then Tab', 'Leave the editor'],
      ['← → on a divider', 'Move it; Enter folds the side away'],
    ],
  },
  {
    title: 'Terminal',
    keys: [
      ['Enter', 'Run the line'],
      ['↑ ↓', 'Earlier lines'],
      ['Tab', 'Complete'],
      ['Ctrl C', 'Stop the command'],
    ],
  },
  {
    title: 'Cluster map and time line',
    keys: [
      ['Arrow keys', 'From object to object; along the time line'],
      ['Enter', 'Open what is chosen'],
      ['Space', 'Play and pause, with the time line focused'],
    ],
  },
]

export function KeySheet({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="Keys" onClose={onClose}>
      {groups.map(({ title, keys }) => (
        <section key={title} className="keys">
          <h3>{title}</h3>
          <dl>
            {keys.map(([key, does]) => (
              <div key={key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  )
}
