import { isColumnFormat, readOutput, refuseOutput } from './output'

/** One printer of kubectl for several objects: a YAML document after the first is set apart by `---`. */
export class DocumentPrinter {
  #printed = 0

  /** What stands before the next object. */
  separator(output: string): string {
    this.#printed++
    return output.toLowerCase() === 'yaml' && this.#printed > 1 ? '---\n' : ''
  }
}

/** Ends a command that changes objects where `-o` asks for something that it has no printer for: before anything is sent. */
export function checkChangeOutput(output: string | undefined): void {
  if (output === undefined || output === '') return
  if (isColumnFormat(output.split('=')[0] ?? '')) refuseOutput(output, 'change')
  if (readOutput(output) === undefined) refuseOutput(output, 'change')
}
