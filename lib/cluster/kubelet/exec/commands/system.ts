import { absolute, letters, type Call, type Program } from '../call'
import { groupName, userName } from '../../files/accounts'
import { hostnameOf } from '../../files/generated-files'
import { modeText } from '../../files/tree'
import { effectiveSet } from '../../security/capabilities'
import { signalContainer } from '../signal'
import { sleepMs } from './duration'

const named = (id: number, name: string | undefined) => (name === undefined ? String(id) : `${String(id)}(${name})`)

const id: Program = (call) => {
  const { on } = letters(call.argv)
  const { uid, gid, groups } = call.identity
  const image = call.container.image ?? ''
  if (on.has('u')) call.out(`${on.has('n') ? (userName(image, uid) ?? String(uid)) : String(uid)}\n`)
  else if (on.has('g')) call.out(`${on.has('n') ? (groupName(image, gid) ?? String(gid)) : String(gid)}\n`)
  else if (on.has('G')) call.out(`${groups.join(' ')}\n`)
  else call.out(`uid=${named(uid, userName(image, uid))} gid=${named(gid, groupName(image, gid))} groups=${groups.map((group) => named(group, groupName(image, group))).join(',')}\n`)
  return 0
}

const whoami: Program = (call) => {
  const name = userName(call.container.image ?? '', call.identity.uid)
  if (name === undefined) {
    call.err(`whoami: unknown uid ${String(call.identity.uid)}\n`)
    return 1
  }
  call.out(`${name}\n`)
  return 0
}

const env: Program = (call) => {
  let words = call.argv.slice(1)
  let variables: Readonly<Record<string, string>> = call.env
  if (words[0] === '-i' || words[0] === '-') {
    variables = {}
    words = words.slice(1)
  }
  while (/^[A-Za-z_]\w*=/.test(words[0] ?? '')) {
    const [name = '', ...value] = (words[0] ?? '').split('=')
    variables = { ...variables, [name]: value.join('=') }
    words = words.slice(1)
  }
  if (words.length > 0) return call.start(words, { env: variables })
  for (const [name, value] of Object.entries(variables)) call.out(`${name}=${value}\n`)
  return 0
}

const printenv: Program = (call) => {
  const names = call.argv.slice(1)
  if (names.length === 0) return env({ ...call, argv: ['env'] })
  let code = 0
  for (const name of names) {
    const value = call.env[name]
    if (value === undefined) code = 1
    else call.out(`${value}\n`)
  }
  return code
}

const sleep: Program = (call) => {
  const ms = sleepMs(call.argv[1])
  if (ms === undefined) {
    call.err(call.argv[1] === undefined ? 'BusyBox v1.36.1 multi-call binary.\n\nUsage: sleep [N]...\n' : `sleep: invalid number '${call.argv[1]}'\n`)
    return 1
  }
  call.spend(ms)
  return 0
}

const date: Program = (call) => {
  const at = new Date(call.working.epochMs + call.working.now + call.spent())
  const format = call.argv.find((word) => word.startsWith('+'))
  const iso = at.toISOString()
  const parts: Readonly<Record<string, string>> = { Y: iso.slice(0, 4), m: iso.slice(5, 7), d: iso.slice(8, 10), H: iso.slice(11, 13), M: iso.slice(14, 16), S: iso.slice(17, 19), T: iso.slice(11, 19), F: iso.slice(0, 10), s: String(Math.floor(at.getTime() / 1000)), N: `${iso.slice(20, 23)}000000` }
  if (format !== undefined) call.out(`${format.slice(1).replace(/%([A-Za-z])/g, (whole, letter: string) => parts[letter] ?? whole)}\n`)
  else call.out(`${at.toUTCString().slice(0, 3)} ${at.toUTCString().slice(8, 11)} ${String(at.getUTCDate()).padStart(2)} ${iso.slice(11, 19)} UTC ${iso.slice(0, 4)}\n`)
  return 0
}

const ps: Program = (call) => {
  const { container } = call
  const main = [...(container.command ?? []), ...(container.args ?? [])].join(' ') || (container.image ?? '').replace(/:.*$/, '').replace(/^.*\//, '')
  const user = (userName(container.image ?? '', call.identity.uid) ?? String(call.identity.uid)).slice(0, 8).padEnd(8)
  call.out(`PID   USER     TIME  COMMAND\n    1 ${user}  0:00 ${main}\n    7 ${user}  0:00 ps\n`)
  return 0
}

const kill: Program = (call) => {
  const [first = '', ...others] = call.argv.slice(1)
  const signal = first.startsWith('-') ? first.slice(1).replace(/^SIG/, '') : 'TERM'
  const pids = first.startsWith('-') && first !== '--' ? others : [first, ...others]
  for (const pid of pids) {
    if (pid !== '1') {
      call.err(`sh: can't kill pid ${pid}: No such process\n`)
      return 1
    }
    if (call.identity.uid !== 0 && !isOwn(call)) {
      call.err(`sh: can't kill pid 1: Operation not permitted\n`)
      return 1
    }
    // From inside its own namespace, process 1 never gets SIGKILL (pid_namespaces(7)).
    if (signal !== '9' && signal !== 'KILL' && signal !== '0') signalContainer(call.working, call.pod, call.container.name)
  }
  return 0
}

function isOwn(call: Call): boolean {
  return (call.container.securityContext?.runAsUser ?? call.pod.spec.securityContext.runAsUser ?? call.identity.uid) === call.identity.uid
}

const test: Program = (call) => {
  const words = call.argv.slice(1)
  if (call.argv[0] === '[') words.pop()
  return holds(call, words) ? 0 : 1
}

function holds(call: Call, words: readonly string[]): boolean {
  if (words[0] === '!') return !holds(call, words.slice(1))
  const joint = words.findIndex((word, index) => index > 0 && (word === '-a' || word === '-o'))
  if (joint > 0) {
    const left = holds(call, words.slice(0, joint))
    const right = holds(call, words.slice(joint + 1))
    return words[joint] === '-a' ? left && right : left || right
  }
  const [first = '', second, third = ''] = words
  if (second === undefined) return first !== ''
  return words.length === 2 ? unary(call, first, second) : binary(first, second, third)
}

function binary(a: string, operator: string, b: string): boolean {
  const numbers: Readonly<Record<string, boolean>> = { '-eq': Number(a) === Number(b), '-ne': Number(a) !== Number(b), '-lt': Number(a) < Number(b), '-le': Number(a) <= Number(b), '-gt': Number(a) > Number(b), '-ge': Number(a) >= Number(b) }
  if (operator === '=' || operator === '==') return a === b
  return operator === '!=' ? a !== b : (numbers[operator] ?? false)
}

function unary(call: Call, operator: string, value: string): boolean {
  const node = call.files.stat(absolute(call, value))
  switch (operator) {
    case '-z':
      return value === ''
    case '-n':
      return value !== ''
    case '-e':
      return node.ok
    case '-f':
      return node.ok && node.value.kind === 'file'
    case '-d':
      return node.ok && node.value.kind === 'folder'
    case '-s':
      return node.ok && node.value.kind === 'file' && node.value.text !== ''
    case '-r':
    case '-w':
    case '-x':
      return call.files.allows(absolute(call, value), operator === '-r' ? 'read' : operator === '-w' ? 'write' : 'execute')
    default:
      return false
  }
}

const stat: Program = (call) => {
  const { values, rest } = letters(call.argv, 'c')
  let code = 0
  for (const path of rest) {
    const node = call.files.stat(absolute(call, path), false)
    if (!node.ok) {
      call.err(`stat: can't stat '${path}': ${node.fault}\n`)
      code = 1
      continue
    }
    const { uid, gid, mode } = node.value
    const image = call.container.image ?? ''
    const parts: Readonly<Record<string, string>> = { u: String(uid), g: String(gid), U: userName(image, uid) ?? 'UNKNOWN', G: groupName(image, gid) ?? 'UNKNOWN', a: mode.toString(8), A: modeText(node.value), n: path, s: String(node.value.kind === 'file' ? node.value.text.length : 4096) }
    const format = values.get('c') ?? '  File: %n\n  Size: %s\nAccess: (%a/%A)  Uid: (%u/%U)   Gid: (%g/%G)'
    call.out(`${format.replace(/%([ugUGaAns])/g, (_, letter: string) => parts[letter] ?? '')}\n`)
  }
  return code
}

/** The set-user-id program of `example.com/legacy`: as root it starts what it is given; where no new privileges may be had, it stays who it was. */
const helper: Program = (call) => {
  const { identity } = call
  const raised = identity.noNewPrivs ? identity : { ...identity, uid: 0, capabilities: effectiveSet(identity.bounding, 0) }
  const words = call.argv.slice(1)
  return call.start(words.length === 0 ? ['id'] : words, { identity: raised })
}

const nginx: Program = (call) => {
  const { values, on } = letters(call.argv, 's')
  const signal = values.get('s')
  if (signal === 'stop' || signal === 'quit') signalContainer(call.working, call.pod, call.container.name)
  else if (on.has('t')) call.err('nginx: the configuration file /etc/nginx/nginx.conf syntax is ok\nnginx: configuration file /etc/nginx/nginx.conf test is successful\n')
  else if (on.has('v')) call.err(`nginx version: nginx/${(call.container.image ?? '').replace(/^.*:/, '')}\n`)
  else if (signal !== 'reload' && signal !== 'reopen') {
    call.err('nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)\n')
    return 1
  }
  return 0
}

const say = (text: (call: Call) => string): Program => (call) => {
  call.out(text(call))
  return 0
}

/** Programs that tell about the process and its surroundings, and a few that change it. */
export const systemPrograms: Readonly<Record<string, Program>> = {
  id,
  whoami,
  env,
  printenv,
  sleep,
  date,
  ps,
  kill,
  test,
  '[': test,
  stat,
  helper,
  nginx,
  true: () => 0,
  false: () => 1,
  pwd: say((call) => `${call.cwd}\n`),
  hostname: say((call) => `${hostnameOf(call.pod)}\n`),
  uname: say((call) => (letters(call.argv).on.has('a') ? `Linux ${hostnameOf(call.pod)} 6.6.0 #1 SMP x86_64 GNU/Linux\n` : 'Linux\n')),
}
