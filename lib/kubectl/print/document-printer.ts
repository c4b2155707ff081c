import { CommandFailure } from '../failure'

const formats = 'go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,kyaml,name,template,templatefile,yaml'

/** One printer of kubectl for several objects: a YAML document after the first is set apart by `---`. */
export class DocumentPrinter {
  #printed = 0

  /** What stands before the next object. */
  separator(output: string): string {
    this.#printed++
    return output === 'yaml' && this.#printed > 1 ? '---\n' : ''
  }
}

/** Ends a command that changes objects where `-o` asks for something that it has no printer for: before anything is sent. */
export function checkChangeOutput(output: string | undefined): void {
  if (output === undefined || output === '') return
  const [format = ''] = output.split('=')
  if (!formats.split(',').includes(format)) throw new CommandFailure(`error: unable to match a printer suitable for the output format "${output}", allowed formats are: ${formats}`)
}
