const dns1123Label = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/
const dns1035Label = /^[a-z]([-a-z0-9]*[a-z0-9])?$/
const dns1123Subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/
const dns1123SubdomainUnderscore = /^_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?(\._?[a-z0-9]([-_a-z0-9]*[a-z0-9])?)*$/
const configKey = /^[-._a-zA-Z0-9]+$/
const qualifiedName = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/
const labelValue = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/
const wildcardSubdomain = /^\*\.[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/

/** A rule for a string: the server's texts for what is wrong with it, none when it is right. */
export type NameRule = (value: string) => readonly string[]

/** `<what> (e.g. 'a',  or 'b', regex used for validation is '…')` as validation.RegexError prints it. */
export function regexMessage(what: string, pattern: string, ...examples: readonly string[]): string {
  const shown = examples.map((example) => `'${example}', `).join(' or ')
  return `${what} (e.g. ${shown}regex used for validation is '${pattern}')`
}

function sourceOf(pattern: RegExp): string {
  return pattern.source.slice(1, -1)
}

const encoder = new TextEncoder()
/** Length in bytes, as Go's len counts. */
export function byteLength(text: string): number {
  return /^[\0-\x7f]*$/.test(text) ? text.length : encoder.encode(text).length
}

const labelMessage = regexMessage(
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character",
  sourceOf(dns1123Label), 'my-name', '123-abc',
)
const label1035Message = regexMessage(
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
  sourceOf(dns1035Label), 'my-name', 'abc-123',
)
const subdomainMessage = regexMessage(
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
  sourceOf(dns1123Subdomain), 'example.com',
)
const underscoreMessage = regexMessage(
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or '.', and must start and end with an alphanumeric character",
  sourceOf(dns1123SubdomainUnderscore), 'example.com',
)
const wildcardMessage = regexMessage(
  "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character",
  sourceOf(wildcardSubdomain), '*.example.com',
)
const labelValueMessage = regexMessage(
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  sourceOf(labelValue), 'MyValue', 'my_value', '12345',
)
const namePartMessage = "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character"
const configKeyMessage = regexMessage("a valid config key must consist of alphanumeric characters, '-', '_' or '.'", sourceOf(configKey), 'key.name', 'KEY_NAME', 'key-name')

/** A DNS label: at most 63 characters, no dots (IsDNS1123Label). */
export const validateDns1123Label: NameRule = (value) => {
  const found: string[] = []
  if (byteLength(value) > 63) found.push('must be no more than 63 characters')
  if (!dns1123Label.test(value)) found.push(dns1123Subdomain.test(value) ? 'must not contain dots' : labelMessage)
  return found
}

/** A DNS label that starts with a letter (IsDNS1035Label). */
export const validateDns1035Label: NameRule = (value) => [
  ...(byteLength(value) > 63 ? ['must be no more than 63 characters'] : []),
  ...(dns1035Label.test(value) ? [] : [label1035Message]),
]

/** A DNS subdomain: labels joined by dots, at most 253 characters (IsDNS1123Subdomain). */
export const validateDns1123Subdomain: NameRule = (value) => [
  ...(byteLength(value) > 253 ? ['must be no more than 253 characters'] : []),
  ...(dns1123Subdomain.test(value) ? [] : [subdomainMessage]),
]

/** A search domain: underscores are allowed (IsDNS1123SubdomainWithUnderscore). */
export const validateDns1123SubdomainWithUnderscore: NameRule = (value) => [
  ...(byteLength(value) > 253 ? ['must be no more than 253 characters'] : []),
  ...(dns1123SubdomainUnderscore.test(value) ? [] : [underscoreMessage]),
]

/** `*.example.com` (IsWildcardDNS1123Subdomain). */
export const validateWildcardSubdomain: NameRule = (value) => [
  ...(byteLength(value) > 253 ? ['must be no more than 253 characters'] : []),
  ...(wildcardSubdomain.test(value) ? [] : [wildcardMessage]),
]

/** A name that becomes part of a URL: no slash, no percent, not `.` or `..` (path.ValidatePathSegmentName). */
export const validatePathSegment: NameRule = (value) => {
  if (value === '.' || value === '..') return [`may not be '${value}'`]
  return ['/', '%'].filter((part) => value.includes(part)).map((part) => `may not contain '${part}'`)
}

/** A key of labels, annotations, finalizers: an optional DNS prefix and a name of at most 63 bytes (IsQualifiedName). */
export const validateQualifiedName: NameRule = (value) => {
  const parts = value.split('/')
  if (parts.length > 2) {
    return [`${regexMessage(`a valid label key ${namePartMessage}`, sourceOf(qualifiedName), 'MyName', 'my.name', '123-abc')} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`]
  }
  const found: string[] = []
  if (parts.length === 2) found.push(...prefixErrors(parts[0] ?? ''))
  const name = parts.at(-1) ?? ''
  if (name === '') found.push('name part must be non-empty')
  else if (byteLength(name) > 63) found.push('name part must be no more than 63 bytes')
  if (!qualifiedName.test(name)) found.push(`name part ${regexMessage(namePartMessage, sourceOf(qualifiedName), 'MyName', 'my.name', '123-abc')}`)
  return found
}

function prefixErrors(prefix: string): readonly string[] {
  if (prefix === '') return ['prefix part must be non-empty']
  return [
    ...(byteLength(prefix) > 253 ? ['prefix part must be no more than 253 bytes'] : []),
    ...(dns1123Subdomain.test(prefix) ? [] : [`prefix part ${subdomainMessage}`]),
  ]
}

/** A label's value: at most 63 bytes, may be empty (IsValidLabelValue). */
export const validateLabelValue: NameRule = (value) => [
  ...(byteLength(value) > 63 ? ['must be no more than 63 bytes'] : []),
  ...(labelValue.test(value) ? [] : [labelValueMessage]),
]

/** A key of a ConfigMap's or Secret's data (IsConfigMapKey). */
export const validateConfigKey: NameRule = (value) => [
  ...(byteLength(value) > 253 ? ['must be no more than 253 characters'] : []),
  ...(configKey.test(value) ? [] : [configKeyMessage]),
  ...dotNameErrors(value),
]

function dotNameErrors(value: string): readonly string[] {
  if (value === '.') return ["must not be '.'"]
  if (value === '..') return ["must not be '..'"]
  return value.startsWith('..') ? ["must not start with '..'"] : []
}

/** A port's name: 1 to 15 characters, lower case, digits and single hyphens, at least one letter (IsValidPortName). */
export const validatePortName: NameRule = (value) => [
  ...(byteLength(value) > 15 ? ['must be no more than 15 characters'] : []),
  ...(/^[-a-z0-9]+$/.test(value) ? [] : ['must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)']),
  ...(/[a-z]/.test(value) ? [] : ['must contain at least one letter (a-z)']),
  ...(value.includes('--') ? ['must not contain consecutive hyphens'] : []),
  ...(value !== '' && (value.startsWith('-') || value.endsWith('-')) ? ['must not begin or end with a hyphen'] : []),
]

/** A port's number (IsValidPortNum). */
export function validatePortNumber(value: number): readonly string[] {
  return value >= 1 && value <= 65535 ? [] : ['must be between 1 and 65535, inclusive']
}

/** The same rule for a prefix to which the server appends a suffix: a trailing hyphen is no fault (maskTrailingDash). */
export function asGenerateName(rule: NameRule): NameRule {
  return (value) => rule(value.length > 1 && value.endsWith('-') ? `${value.slice(0, -2)}a` : value)
}
