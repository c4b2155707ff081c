import { absolute, type Call, type Program } from './call'
import { filePrograms } from './commands/files'
import { networkPrograms } from './commands/network'
import { systemPrograms } from './commands/system'
import { textPrograms } from './commands/text'
import { Shell, type Starter } from './shell/shell'

const sh: Program = (call) => {
  const words = call.argv.slice(1)
  const at = words.findIndex((word) => /^-[a-z]*c$/.test(word))
  const script = at >= 0 ? (words[at + 1] ?? '') : scriptFile(call, words[0])
  if (script === undefined) return 2
  const args = at >= 0 ? words.slice(at + 2) : words
  const flags = words.slice(0, Math.max(0, at + 1)).join('')
  return new Shell(call, starter(call), args).run(flags.includes('e') ? `set -e\n${script}` : script, { stdin: at >= 0 || words.length > 0 ? call.stdin : '', out: (text) => { call.out(text) }, err: (text) => { call.err(text) } })
}

/** `sh file`; without one the script comes from standard input. */
function scriptFile(call: Call, path: string | undefined): string | undefined {
  if (path === undefined || path === '-') return call.stdin
  const text = call.files.read(absolute(call, path))
  if (text.ok) return text.value
  call.err(`sh: can't open '${path}': ${text.fault}\n`)
  return undefined
}

function starter(call: Call): Starter {
  return (argv, { stdin, out, err, env, cwd }) => {
    const code = runProgram({ ...call, argv, stdin, env, cwd, out, err })
    if (code !== undefined) return code
    err(`sh: ${argv[0] ?? ''}: not found\n`)
    return 127
  }
}

const which: Program = (call) => {
  let code = 0
  for (const name of call.argv.slice(1)) {
    if (programs[name] === undefined) code = 1
    else call.out(`/bin/${name}\n`)
  }
  return code
}

const xargs: Program = (call) => call.start([...(call.argv.length > 1 ? call.argv.slice(1) : ['echo']), ...call.stdin.split(/\s+/).filter((word) => word !== '')])

const timeout: Program = (call) => {
  const [limit, ...argv] = call.argv.slice(1).filter((word) => word !== '-t')
  const before = call.spent()
  const code = call.start(argv)
  const over = call.spent() - before - Number.parseFloat(limit ?? '0') * 1000
  if (over <= 0) return code
  call.spend(-over)
  return 143
}

const programs: Readonly<Record<string, Program | undefined>> = { ...filePrograms, ...networkPrograms, ...systemPrograms, ...textPrograms, sh, ash: sh, which, xargs, timeout }

/** They are here. In a browser `fetched-programs.ts` may not have them yet. */
export function requirePrograms(): void {
  return
}

/** Whether an image without files of its own by that name has such a program. */
export function isProgram(path: string): boolean {
  return programs[path.slice(path.lastIndexOf('/') + 1)] !== undefined && (!path.includes('/') || /^\/(?:usr\/)?s?bin\//.test(path))
}

/** Runs a program by its name or path; undefined when there is none. */
export function runProgram(call: Call): number | undefined {
  const name = call.argv[0] ?? ''
  const program = programs[name.slice(name.lastIndexOf('/') + 1)]
  if (program === undefined || (name === 'helper' && !call.files.stat('/usr/local/bin/helper').ok)) return name.includes('/') ? runFile(call, name) : undefined
  if (name.includes('/') && !call.files.stat(absolute(call, name)).ok && !/^\/(?:usr\/)?s?bin\//.test(name)) return undefined
  return program(withStart(call))
}

/** A script that someone wrote into a file. */
function runFile(call: Call, name: string): number | undefined {
  const path = absolute(call, name)
  const text = call.files.read(path)
  if (!text.ok) return undefined
  if (!call.files.allows(path, 'execute')) {
    call.err(`sh: ${name}: Permission denied\n`)
    return 126
  }
  return sh(withStart({ ...call, argv: ['sh', path, ...call.argv.slice(1)] }))
}

function withStart(call: Call): Call {
  return {
    ...call,
    start: (argv, { env = call.env, identity = call.identity, stdin = call.stdin } = {}) => {
      const code = runProgram({ ...call, argv, env, identity, stdin, files: identity === call.identity ? call.files : call.files.as(identity) })
      if (code !== undefined) return code
      call.err(`${call.argv[0] ?? ''}: can't execute '${argv[0] ?? ''}': No such file or directory\n`)
      return 127
    },
  }
}

/** Every program is here from the beginning; in a browser `fetched-programs.ts` stands for this file (package.json, imports). */
export function loadPrograms(): Promise<void> {
  return Promise.resolve()
}
