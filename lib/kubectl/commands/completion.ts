import type { Command } from '../command'
import { CommandFailure, fail } from '../failure'

const shells = ['bash', 'fish', 'powershell', 'zsh']
const hint = "See 'kubectl completion -h' for help and examples"

export const completionCommand: Command = {
  name: 'completion',
  about: "Print a shell's completion: not part of this practice cluster, whose terminal completes by itself.",
  usage: 'kubectl completion bash|fish|powershell|zsh',
  *run({ args: [shell, ...more] }) {
    if (shell === undefined) throw new CommandFailure(`error: Shell not specified.\n${hint}`)
    if (more.length > 0) throw new CommandFailure(`error: Too many arguments. Expected only the shell type.\n${hint}`)
    if (!shells.includes(shell)) throw new CommandFailure(`error: Unsupported shell type ${JSON.stringify(shell)}.\n${hint}`)
    return fail(`the script for ${shell} is not part of this practice cluster`)
  },
}
