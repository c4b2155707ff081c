import type { Running } from '../../command'
import type { FileAnswer } from '../../effect'
import { fail } from '../../failure'

const shells = /^(?:\/bin\/)?(?:ba|a)?sh$/

/** Whether these words start a shell that would ask for lines. */
export function isShell(words: readonly string[]): boolean {
  return words.length === 1 && shells.test(words[0] ?? '')
}

/** What is piped in. A terminal has no end: a shell that would ask there (`asks`) is not to be had, and a single command needs none. `instead` names it. */
export function* pipedIn(asks: boolean, instead: string): Running<{ readonly text: string; readonly terminal: boolean }> {
  const answer = (yield { effect: 'read', path: '-' }) as FileAnswer
  if ('error' in answer) return { text: '', terminal: true }
  if (answer.terminal === true && asks) fail(`an interactive shell is not part of this practice cluster; name the command instead: ${instead}`)
  return { text: answer.files[0]?.text ?? '', terminal: answer.terminal === true }
}
