/** Why the editor is opened again. */
export interface EditReason {
  readonly head: string
  readonly causes: readonly string[]
}

/** An object that was refused, and for which fields. */
export function notValid(subject: string, causes: readonly string[]): EditReason {
  return { head: `${subject} was not valid`, causes }
}

/** The reasons as comments above the object. */
export function headerText(reasons: readonly EditReason[]): string {
  return reasons.map(({ head, causes }) => `# ${hashed(head)}${causes.length > 0 ? ':' : ''}\n${causes.map((cause) => `# * ${hashed(cause)}\n`).join('')}#\n`).join('')
}

/** Every further line of a text is a comment too; a line end at its very end stays alone (kubectl pkg/cmd/util/editor hashOnLineBreak). */
function hashed(text: string): string {
  return text.replace(/\n(?=[^#])/g, '\n# ')
}
