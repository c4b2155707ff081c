import { shortName } from '../../images/catalogue'

/** A user or group of an image: what stands in its /etc/passwd and /etc/group. */
export interface Account {
  readonly name: string
  readonly id: number
  /** A user's primary group. */
  readonly gid: number
  readonly home: string
}

const root: Account = { name: 'root', id: 0, gid: 0, home: '/root' }
const nobody: Account = { name: 'nobody', id: 65534, gid: 65534, home: '/' }

const extra: readonly { readonly image: RegExp; readonly account: Account }[] = [
  { image: /^(nginx:|nginxinc\/)/, account: { name: 'nginx', id: 101, gid: 101, home: '/nonexistent' } },
  { image: /^httpd:/, account: { name: 'www-data', id: 33, gid: 33, home: '/var/www' } },
  { image: /^postgres:/, account: { name: 'postgres', id: 999, gid: 999, home: '/var/lib/postgresql' } },
  { image: /^redis:/, account: { name: 'redis', id: 999, gid: 999, home: '/data' } },
  { image: /^curlimages\//, account: { name: 'curl_user', id: 100, gid: 101, home: '/home/curl_user' } },
]

/** Users of an image. */
export function accountsOf(image: string): readonly Account[] {
  const name = shortName(image)
  return [root, ...extra.filter((entry) => entry.image.test(name)).map((entry) => entry.account), nobody]
}

/** The name behind a user id in an image. */
export function userName(image: string, uid: number): string | undefined {
  return accountsOf(image).find((account) => account.id === uid)?.name
}

/** The name behind a group id. */
export function groupName(image: string, gid: number): string | undefined {
  const found = accountsOf(image).find((account) => account.gid === gid)
  return found?.name === 'curl_user' ? 'curl_group' : found?.name
}

/** The primary group of a user by /etc/passwd; a user that does not stand there is in group 0. */
export function primaryGroup(image: string, uid: number): number {
  return accountsOf(image).find((account) => account.id === uid)?.gid ?? 0
}
