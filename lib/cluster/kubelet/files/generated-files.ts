import type { Pod } from '@/lib/kube/core/v1.generated'
import type { Working } from '../../working/working'
import { runtimeOf } from '../runtime'
import { file, type FileNode } from './tree'

const localHosts = ['127.0.0.1\tlocalhost', '::1\tlocalhost ip6-localhost ip6-loopback', 'fe00::0\tip6-localnet', 'fe00::0\tip6-mcastprefix', 'fe00::1\tip6-allnodes', 'fe00::2\tip6-allrouters']

/** The files that the kubelet and the runtime make for a Pod, each made when it is asked for: few containers read them. */
export function generatedFiles(working: Working, pod: Pod): readonly { readonly path: string; readonly make: () => FileNode }[] {
  return [
    { path: '/etc/hosts', make: () => file(hostsFile(working, pod)) },
    { path: '/etc/resolv.conf', make: () => file(resolvConf(pod)) },
    { path: '/etc/hostname', make: () => file(`${hostnameOf(pod)}\n`) },
  ]
}

/** A Pod's host name: what it asks for, else its own name, cut to 63 characters. */
export function hostnameOf(pod: Pod): string {
  if (pod.spec.hostNetwork === true) return pod.spec.nodeName ?? ''
  return (pod.spec.hostname ?? pod.metadata.name).slice(0, 63).replace(/[-.]+$/, '')
}

/** kubelet_pods.go managedHostsFileContent. */
function hostsFile(working: Working, pod: Pod): string {
  const address = runtimeOf(working, pod.metadata.uid)?.ip ?? pod.status?.podIP ?? ''
  const name = hostnameOf(pod)
  const full = pod.spec.subdomain === undefined ? [] : [`${name}.${pod.spec.subdomain}.${pod.metadata.namespace ?? ''}.svc.cluster.local`]
  const lines = ['# Kubernetes-managed hosts file.', ...localHosts, [address, ...full, name].join('\t')]
  const aliases = pod.spec.hostAliases ?? []
  const extra = aliases.length === 0 ? [] : ['', '# Entries added by HostAliases.', ...aliases.map((alias) => [alias.ip, ...(alias.hostnames ?? [])].join('\t'))]
  return `${[...lines, ...extra].join('\n')}\n`
}

/** kubelet network/dns: ClusterFirst, Default (the node's) or None, with what dnsConfig adds. */
export function resolvConf(pod: Pod): string {
  const policy = pod.spec.dnsPolicy
  const cluster = asksCluster(pod)
  const { searches: ownSearches = [], nameservers = [], options = [] } = pod.spec.dnsConfig ?? {}
  const searches = [...(cluster ? [`${pod.metadata.namespace ?? ''}.svc.cluster.local`, 'svc.cluster.local', 'cluster.local'] : []), ...ownSearches]
  const inherited = policy === 'None' ? [] : ['192.0.2.1']
  const servers = [...(cluster ? ['10.96.0.10'] : inherited), ...nameservers]
  const optionText = optionWords(cluster, options)
  return [
    ...(searches.length === 0 ? [] : [`search ${searches.join(' ')}`]),
    ...servers.map((server) => `nameserver ${server}`),
    ...(optionText.length === 0 ? [] : [`options ${optionText.join(' ')}`]),
  ].map((line) => `${line}\n`).join('')
}

function asksCluster({ spec: { dnsPolicy, hostNetwork } }: Pod): boolean {
  return dnsPolicy === 'ClusterFirstWithHostNet' || (dnsPolicy === 'ClusterFirst' && hostNetwork !== true)
}

function optionWords(cluster: boolean, own: readonly { readonly name?: string; readonly value?: string }[]): string[] {
  const options = new Map<string, string | undefined>(cluster ? [['ndots', '5']] : [])
  for (const option of own) if (option.name !== undefined) options.set(option.name, option.value)
  return [...options].map(([name, value]) => (value === undefined ? name : `${name}:${value}`))
}
