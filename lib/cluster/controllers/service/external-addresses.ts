import type { Working } from '../../working/working'

const table = 'load-balancers'

/** The address of the cloud stand-in (203.0.113.0/24) that belongs to an object: the one it has, the one it asks for if that is free, else the first free one. */
export function takeExternalAddress(working: Working, key: string, asked?: string): string {
  const taken = working.table<string>(table)
  const used = new Set([...taken.entries()].filter(([other]) => other !== key).map(([, address]) => address))
  let ip = asked !== undefined && asked.startsWith('203.0.113.') && !used.has(asked) ? asked : taken.get(key)
  for (let last = 10; ip === undefined && last < 255; last++) if (!used.has(`203.0.113.${String(last)}`)) ip = `203.0.113.${String(last)}`
  const address = ip ?? '203.0.113.255'
  taken.set(key, address)
  return address
}

/** Gives an object's address back. */
export function freeExternalAddress(working: Working, key: string): void {
  working.table<string>(table).delete(key)
}

/** Whether an object has one. */
export function hasExternalAddress(working: Working, key: string): boolean {
  return working.table<string>(table).has(key)
}
