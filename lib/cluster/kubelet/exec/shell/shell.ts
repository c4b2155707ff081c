import { absolute, type Call } from '../call'
import type { FileSystem } from '../../files/file-system'
import { parseScript } from './parse'
import { ShellSyntaxError } from './read-word'
import { redirect, type Streams } from './redirect'
import type { Command, List, Pipeline } from './syntax'
import { expandJoined, expandWord, matches, type Expander } from './variables'

/** A script that does nothing but go round must end: this many commands, or this much simulated time. */
const mostCommands = 20_000
const longestMs = 3_600_000

/** Starts a program on behalf of the shell. */
export type Starter = (argv: readonly string[], options: Streams & { readonly env: Readonly<Record<string, string>>; readonly cwd: string }) => number

/** One running sh. */
export class Shell implements Expander {
  readonly #call: Call
  readonly #start: Starter
  readonly #variables: Map<string, string>
  readonly #exported: Set<string>
  readonly #arguments: readonly string[]
  #cwd: string
  #status = 0
  #exit: number | undefined
  #jump: { readonly kind: 'break' | 'continue'; depth: number } | undefined
  #commands = 0
  #errexit = false

  constructor(call: Call, start: Starter, args: readonly string[]) {
    this.#call = call
    this.#start = start
    this.#variables = new Map(Object.entries(call.env))
    this.#exported = new Set(Object.keys(call.env))
    this.#arguments = args
    this.#cwd = call.cwd
  }

  /** Runs a script to its end; its exit code. */
  run(script: string, streams: Streams): number {
    try {
      this.#list(parseScript(script), streams)
    } catch (error) {
      if (!(error instanceof ShellSyntaxError)) throw error
      streams.err(`sh: ${error.message}\n`)
      return 2
    }
    return this.#exit ?? this.#status
  }

  variable(name: string): string | undefined {
    if (name === '?') return String(this.#status)
    if (name === '$') return '7'
    if (name === '#') return String(Math.max(0, this.#arguments.length - 1))
    if (name === '@' || name === '*') return this.#arguments.slice(1).join(' ')
    if (/^\d+$/.test(name)) return this.#arguments[Number(name)] ?? (name === '0' ? 'sh' : undefined)
    if (name === 'PWD') return this.#cwd
    return this.#variables.get(name)
  }

  assign(name: string, value: string): void {
    this.#variables.set(name, value)
  }

  capture(script: string): string {
    let text = ''
    const inner = new Shell({ ...this.#call, env: this.#environment() }, this.#start, this.#arguments)
    inner.#cwd = this.#cwd
    for (const [name, value] of this.#variables) inner.#variables.set(name, value)
    this.#status = inner.run(script, { stdin: '', out: (part) => (text += part), err: (part) => { this.#call.err(part) } })
    return text
  }

  glob(pattern: string): readonly string[] {
    const slash = pattern.lastIndexOf('/')
    const folder = slash < 0 ? this.#cwd : pattern.slice(0, slash) || '/'
    if (/[*?[]/.test(slash < 0 ? '' : folder)) return []
    const names = this.#files.list(absolute({ cwd: this.#cwd }, folder))
    if (!names.ok) return []
    const last = pattern.slice(slash + 1)
    return names.value.filter((name) => (last.startsWith('.') || !name.startsWith('.')) && matches(name, last)).map((name) => `${slash < 0 ? '' : pattern.slice(0, slash + 1)}${name}`)
  }

  get #files(): FileSystem {
    return this.#call.files
  }

  get #isOver(): boolean {
    return this.#exit !== undefined || this.#jump !== undefined
  }

  #environment(): Record<string, string> {
    return Object.fromEntries([...this.#exported].flatMap((name) => (this.#variables.has(name) ? [[name, this.#variables.get(name) ?? '']] : [])))
  }

  #list(list: List, streams: Streams): void {
    for (const { joined, pipeline } of list) {
      if (this.#isOver) return
      if (joined === '&&' && this.#status !== 0) continue
      if (joined === '||' && this.#status === 0) continue
      this.#pipeline(pipeline, streams)
      if (this.#errexit && this.#status !== 0 && joined === ';' && !list.some((item) => item.joined === '||')) this.#exit ??= this.#status
    }
  }

  #pipeline({ negated, commands }: Pipeline, streams: Streams): void {
    let stdin = streams.stdin
    for (const [index, command] of commands.entries()) {
      const last = index === commands.length - 1
      let piped = ''
      this.#command(command, last ? { ...streams, stdin } : { stdin, out: (text) => (piped += text), err: streams.err })
      stdin = piped
    }
    if (negated) this.#status = this.#status === 0 ? 1 : 0
  }

  #command(command: Command, streams: Streams): void {
    if (++this.#commands > mostCommands || this.#call.spent() > longestMs) {
      this.#exit ??= 137
      return
    }
    const redirected = redirect(command.redirects, streams, { files: this.#files, cwd: this.#cwd, text: (word) => expandJoined(word, this) })
    if (redirected === undefined) {
      this.#status = 1
      return
    }
    switch (command.kind) {
      case 'simple':
        this.#simple(command, redirected)
        return
      case 'group':
        this.#group(command, redirected)
        return
      case 'if':
        this.#if(command, redirected)
        return
      case 'loop':
        this.#loop(command, redirected)
        return
      case 'for':
        this.#for(command, redirected)
    }
  }

  #group(command: Extract<Command, { kind: 'group' }>, streams: Streams): void {
    const cwd = this.#cwd
    this.#list(command.body, streams)
    if (!command.subshell) return
    this.#cwd = cwd
    if (this.#exit !== undefined) this.#status = this.#exit
    this.#exit = undefined
  }

  #if(command: Extract<Command, { kind: 'if' }>, streams: Streams): void {
    for (const { test, body } of command.branches) {
      this.#list(test, streams)
      if (this.#isOver) return
      if (this.#status !== 0) continue
      this.#list(body, streams)
      return
    }
    this.#status = 0
    if (command.otherwise !== undefined) this.#list(command.otherwise, streams)
  }

  #loop(command: Extract<Command, { kind: 'loop' }>, streams: Streams): void {
    for (;;) {
      this.#list(command.test, streams)
      if (this.#isLeaving()) return
      if ((this.#status === 0) === command.until) break
      this.#list(command.body, streams)
      if (this.#leavesLoop()) break
    }
    if (!this.#isLeaving()) this.#status = 0
  }

  #isLeaving(): boolean {
    return this.#exit !== undefined
  }

  #for(command: Extract<Command, { kind: 'for' }>, streams: Streams): void {
    for (const value of command.words.flatMap((word) => expandWord(word, this))) {
      this.assign(command.name, value)
      this.#list(command.body, streams)
      if (this.#leavesLoop()) return
    }
  }

  #leavesLoop(): boolean {
    if (this.#exit !== undefined) return true
    const jump = this.#jump
    if (jump === undefined) return false
    if (--jump.depth > 0) return true
    this.#jump = undefined
    return jump.kind === 'break'
  }

  #simple(command: Extract<Command, { kind: 'simple' }>, streams: Streams): void {
    const argv = command.words.flatMap((word) => expandWord(word, this))
    const assigned = command.assignments.map(({ name, value }): [string, string] => [name, expandJoined(value, this)])
    const [name] = argv
    if (name === undefined) {
      for (const [variable, value] of assigned) this.assign(variable, value)
      if (command.words.length === 0 && assigned.length > 0) this.#status = 0
      return
    }
    const builtin = this.#builtin(argv, streams)
    if (builtin !== undefined) {
      this.#status = builtin
      return
    }
    this.#status = this.#start(argv, { ...streams, env: { ...this.#environment(), ...Object.fromEntries(assigned) }, cwd: this.#cwd })
  }

  #builtin(argv: readonly string[], streams: Streams): number | undefined {
    const [name, first] = argv
    switch (name) {
      case ':':
      case 'wait':
      case 'trap':
        return 0
      case 'exit':
        return (this.#exit = first === undefined ? this.#status : Number(first) & 255)
      case 'cd':
        return this.#changeFolder(first, streams)
      case 'export':
        return this.#export(argv.slice(1))
      case 'unset':
        for (const variable of argv.slice(1)) this.#variables.delete(variable)
        return 0
      case 'set':
        this.#errexit ||= first !== undefined && /^-.*e/.test(first)
        return 0
      case 'break':
      case 'continue':
        this.#jump = { kind: name, depth: Number(first ?? 1) }
        return 0
      case 'exec':
        return this.#replace(argv.slice(1), streams)
      case 'read':
        return this.#read(first, streams.stdin)
      default:
        return undefined
    }
  }

  /** `exec COMMAND`: the command takes the shell's place. */
  #replace(argv: readonly string[], streams: Streams): number {
    if (argv.length === 0) return 0
    return (this.#exit = this.#start(argv, { ...streams, env: this.#environment(), cwd: this.#cwd }))
  }

  #read(name = 'REPLY', stdin: string): number {
    this.assign(name, stdin.split('\n')[0] ?? '')
    return stdin === '' ? 1 : 0
  }

  #changeFolder(path = this.variable('HOME') ?? '/', streams: Streams): number {
    const target = absolute({ cwd: this.#cwd }, path)
    if (!this.#files.stat(target).ok) {
      streams.err(`sh: cd: can't cd to ${path}: No such file or directory\n`)
      return 2
    }
    const parts: string[] = []
    for (const part of target.split('/')) {
      if (part === '..') parts.pop()
      else if (part !== '' && part !== '.') parts.push(part)
    }
    this.#cwd = `/${parts.join('/')}`
    return 0
  }

  #export(words: readonly string[]): number {
    for (const word of words) {
      const [name = '', ...value] = word.split('=')
      if (value.length > 0) this.assign(name, value.join('='))
      this.#exported.add(name)
    }
    return 0
  }
}
