import { ends, type Process, type StartContext } from './image'

const never = Number.MAX_SAFE_INTEGER

/**
 * The process of a container whose command is given: `sleep N`, and `sh -c` with echo, sleep, exit and simple sequences of them. A shell as process 1
 * and sleep ignore SIGTERM (signal(7): process 1 has no default handler), so they are killed when the grace period ends.
 */
export function runCommand(context: StartContext, words: readonly string[]): Process {
  const [program = '', ...rest] = words
  const name = program.slice(program.lastIndexOf('/') + 1)
  if (name === 'sleep') return sleeping(context, duration(rest[0]), [], 0)
  if (name === 'sh' && rest[0] === '-c') return runScript(context, rest[1] ?? '')
  if (name === 'echo') return ends(context, 0, [rest.join(' ')])
  if (name === 'true') return ends(context, 0, [])
  if (name === 'false') return ends(context, 1, [])
  return ends(context, 0, [])
}

function runScript(context: StartContext, script: string): Process {
  let afterMs = 20
  const log: string[] = []
  if (/while\s+(true|:)\s*;|tail -f|sleep (infinity|inf)\b/.test(script)) return sleeping(context, Infinity, log, 0)
  for (const part of script.split(/;|&&|\n/)) {
    const [word, ...rest] = part.trim().split(/\s+/)
    if (word === 'echo') log.push(rest.join(' ').replace(/^["']|["']$/g, ''))
    else if (word === 'sleep') afterMs += duration(rest[0])
    else if (word === 'exit') return sleeping(context, afterMs, log, Number(rest[0] ?? 0))
    else if (word === 'exec' && rest[0] === 'sleep') return sleeping(context, duration(rest[1]), log, 0)
    else if (word === 'false') return sleeping(context, afterMs, log, 1)
    if (afterMs === Infinity) break
  }
  return sleeping(context, afterMs, log, 0)
}

function sleeping(context: StartContext, afterMs: number, log: readonly string[], exitCode: number): Process {
  const forever = afterMs === Infinity
  return { startedAt: context.now, listens: [], ...(forever ? {} : { endsAt: Math.min(never, context.now + afterMs), exitCode }), servesWhileStopping: false, log, env: context.env }
}

/** `5`, `0.5`, `10s`, `2m`, `1h`, `infinity` in milliseconds. */
function duration(word: string | undefined): number {
  const match = /^([\d.]+)([smhd]?)$/.exec(word ?? '')
  if (match === null) return Infinity
  const unit = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }[match[2] === '' ? 's' : (match[2] ?? 's')] ?? 1000
  return Number(match[1]) * unit
}
