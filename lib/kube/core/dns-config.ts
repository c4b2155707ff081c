import type { Draft } from '@/lib/kube/draft'
import { isBlank } from '@/lib/kube/draft'
import { invalid, invalids, required, type FieldError } from '@/lib/kube/field-error'
import { validateIp } from '@/lib/kube/ip'
import { validateDns1123Subdomain, validateDns1123SubdomainWithUnderscore } from '@/lib/kube/names'
import type { HostAlias, PodDNSConfig, PodSpec } from './v1.generated'

const maxNameservers = 3
const maxSearches = 32
const maxSearchCharacters = 2048

/** `dnsConfig`, which `dnsPolicy: None` needs (validatePodDNSConfig). The limits are those of a resolver's file. */
export function validateDnsConfig(spec: Draft<PodSpec>, path: string): FieldError[] {
  const config = spec.dnsConfig
  if (spec.dnsPolicy === 'None') {
    if (config === undefined) return [required(path, 'must provide `dnsConfig` when `dnsPolicy` is None')]
    if ((config.nameservers ?? []).length === 0) return [required(`${path}.nameservers`, 'must provide at least one DNS nameserver when `dnsPolicy` is None')]
  }
  return config === undefined ? [] : [...validateNameservers(config, path), ...validateSearches(config, path), ...validateOptions(config, path)]
}

function validateNameservers({ nameservers = [] }: Draft<PodDNSConfig>, path: string): FieldError[] {
  const tooMany = nameservers.length > maxNameservers
  return [
    ...(tooMany ? [invalid(`${path}.nameservers`, nameservers, `must not have more than ${String(maxNameservers)} nameservers`)] : []),
    ...nameservers.flatMap((address, index) => validateIp(address, `${path}.nameservers[${String(index)}]`)),
  ]
}

function validateSearches({ searches = [] }: Draft<PodDNSConfig>, path: string): FieldError[] {
  const at = `${path}.searches`
  const characters = searches.join(' ').length
  return [
    ...(searches.length > maxSearches ? [invalid(at, searches, `must not have more than ${String(maxSearches)} search paths`)] : []),
    ...(characters > maxSearchCharacters ? [invalid(at, searches, `must not have more than ${String(maxSearchCharacters)} characters (including spaces) in the search list`)] : []),
    ...searches.flatMap((search, index) => {
      if (search === '.') return []
      const domain = search.endsWith('.') ? search.slice(0, -1) : search
      return invalids(`${at}[${String(index)}]`, domain, validateDns1123SubdomainWithUnderscore(domain))
    }),
  ]
}

function validateOptions({ options = [] }: Draft<PodDNSConfig>, path: string): FieldError[] {
  return options.flatMap(({ name }, index) => (isBlank(name) ? [required(`${path}.options[${String(index)}]`, 'must not be empty')] : []))
}

/** `hostAliases`: lines of the Pod's hosts file. */
export function validateHostAliases(aliases: readonly Draft<HostAlias>[] | undefined, path: string): FieldError[] {
  return (aliases ?? []).flatMap(({ ip = '', hostnames = [] }, index) => {
    const at = `${path}[${String(index)}]`
    return [
      ...validateIp(ip, `${at}.ip`),
      ...hostnames.flatMap((name, position) => invalids(`${at}.hostnames[${String(position)}]`, name, validateDns1123Subdomain(name))),
    ]
  })
}
