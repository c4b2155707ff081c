import { goQuote } from '@/lib/kube/go-format'
import { containersOf, namesWhere, quoted, setters, type Subject, type Violation } from './check'

const annotationPrefix = 'container.apparmor.security.beta.kubernetes.io/'

/** AppArmor: anything but the runtime's own or a loaded profile is refused, in fields and in the old annotations. */
export function appArmor(subject: Subject): Violation | undefined {
  const forbidden = new Set<string>()
  const isForbidden = (type: string | undefined) => {
    const bad = type !== undefined && type !== 'RuntimeDefault' && type !== 'Localhost'
    if (bad) forbidden.add(type)
    return bad
  }
  const pod = isForbidden(subject.spec.securityContext.appArmorProfile?.type)
  const names = namesWhere(subject, ({ securityContext }) => isForbidden(securityContext?.appArmorProfile?.type))
  const annotations = Object.entries(subject.metadata.annotations ?? {})
    .filter(([key, value]) => key.startsWith(annotationPrefix) && value !== '' && value !== 'runtime/default' && !value.startsWith('localhost/'))
    .map(([key, value]) => `${key}=${goQuote(value)}`)
    .sort()
  const who = [...(pod || names.length > 0 ? [setters(pod, names)] : []), ...(annotations.length > 0 ? [`annotation${annotations.length === 1 ? '' : 's'}`] : [])]
  if (who.length === 0) return undefined
  const values = [...[...forbidden].sort(), ...annotations]
  return { reason: `forbidden AppArmor profile${values.length === 1 ? '' : 's'}`, detail: `${who.join(' and ')} must not set AppArmor profile type to ${quoted(values)}` }
}

interface Options {
  readonly type?: string
  readonly user?: string
  readonly role?: string
}

/** SELinux: only container types, and neither user nor role. */
export function seLinux(subject: Subject, minor: number): Violation | undefined {
  const allowed = new Set(['', 'container_t', 'container_init_t', 'container_kvm_t', ...(minor >= 31 ? ['container_engine_t'] : [])])
  const types = new Set<string>()
  const identities = new Set<string>()
  const isBad = ({ type = '', user = '', role = '' }: Options = {}) => {
    if (!allowed.has(type)) types.add(type)
    if (user !== '') identities.add('user may not be set')
    if (role !== '') identities.add('role may not be set')
    return !allowed.has(type) || user !== '' || role !== ''
  }
  const pod = isBad(subject.spec.securityContext.seLinuxOptions)
  const names = containersOf(subject).filter(({ securityContext }) => isBad(securityContext?.seLinuxOptions)).map(({ name }) => name)
  if (!pod && names.length === 0) return undefined
  const what = [...(types.size > 0 ? [`type${types.size === 1 ? '' : 's'} ${quoted([...types].sort())}`] : []), ...[...identities].sort().reverse()]
  return { reason: 'seLinuxOptions', detail: `${setters(pod, names)} set forbidden securityContext.seLinuxOptions: ${what.join('; ')}` }
}
