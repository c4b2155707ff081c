const part = /^[A-Za-z.\-_0-9+]{1,14}$/

/** What is wrong with a CronJob's time zone, in the server's words; empty when it is one (validateTimeZone). Names are case-sensitive, as the files of the time zone database are. */
export function timeZoneProblems(name: string): readonly string[] {
  if (name === '') return ['timeZone must be nil or non-empty string']
  const isMisspelt = name.split('/').some((word) => word === '.' || word === '..' || word.startsWith('-') || !part.test(word))
  if (isMisspelt) return [`unknown time zone ${name}`]
  if (name.toLowerCase() === 'local') {
    const explicit = 'timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones'
    return name === 'Local' ? [explicit] : [explicit, `unknown time zone ${name}`]
  }
  return isTimeZone(name) ? [] : [`unknown time zone ${name}`]
}

/** Whether the time zone database has this name, spelt so. */
export function isTimeZone(name: string): boolean {
  if (!name.split('/').every((word) => /^[A-Z]/.test(word) || /^(?:of|es|au)/.test(word))) return false
  try {
    const known = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
    return known.toLowerCase() !== name.toLowerCase() || known === name
  } catch {
    return false
  }
}
