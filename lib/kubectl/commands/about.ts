import { allKinds, apiVersionOf } from '@/lib/kube/kinds'
import { flag, isSet } from '../flags'
import { call, need, print, selectorFlag, type Command } from '../command'
import { printColumns } from '../print/columns'
import { CommandFailure, fail, isFailure, statusMessage } from '../failure'

export const versionCommand: Command = {
  name: 'version',
  about: 'Print the versions of kubectl and of the cluster.',
  usage: 'kubectl version [--client]',
  flags: [{ name: 'client', type: 'bool' }, { name: 'output', short: 'o', type: 'string' }],
  *run(invocation) {
    yield* print(`Client Version: v1.36.3\nKustomize Version: v5.8.1\n${isSet(invocation.flags, 'client') ? '' : 'Server Version: v1.36.3\n'}`)
    return 0
  },
}

export const apiResourcesCommand: Command = {
  name: 'api-resources',
  about: 'List the kinds that the cluster knows.',
  usage: 'kubectl api-resources [--namespaced=true|false] [--api-group=GROUP] [-o name]',
  flags: [{ name: 'namespaced', type: 'bool' }, { name: 'api-group', type: 'string' }, { name: 'output', short: 'o', type: 'string' }, { name: 'no-headers', type: 'bool' }, { name: 'verbs', type: 'list' }, { name: 'sort-by', type: 'string' }, { name: 'categories', type: 'list' }, { name: 'cached', type: 'bool' }],
  *run(invocation) {
    const namespaced = flag(invocation.flags, 'namespaced')
    const group = flag(invocation.flags, 'api-group')
    const kinds = allKinds().filter((kind) => (namespaced === undefined || kind.namespaced === (namespaced === 'true')) && (group === undefined || kind.group === group))
    const shown = [...kinds].sort((a, b) => (`${a.group}/${a.resource}` < `${b.group}/${b.resource}` ? -1 : 1))
    if (flag(invocation.flags, 'output') === 'name') {
      yield* print(shown.map((kind) => `${kind.resource}${kind.group === '' ? '' : `.${kind.group}`}\n`).join(''))
      return 0
    }
    const rows = shown.map((kind) => [kind.resource, kind.shortNames.join(','), apiVersionOf(kind), String(kind.namespaced), kind.kind])
    yield* print(printColumns(isSet(invocation.flags, 'no-headers') ? rows : [['NAME', 'SHORTNAMES', 'APIVERSION', 'NAMESPACED', 'KIND'], ...rows]))
    return 0
  },
}

export const apiVersionsCommand: Command = {
  name: 'api-versions',
  about: 'List the API versions that the cluster serves.',
  usage: 'kubectl api-versions',
  flags: [],
  *run(invocation) {
    if (invocation.args.length > 0) throw new CommandFailure(`error: unexpected arguments: [${invocation.args.join(' ')}]\nSee 'kubectl api-versions -h' for help and examples`)
    const groups = yield* need<{ readonly groups?: readonly { readonly versions: readonly { readonly groupVersion: string }[] }[] }>(invocation, 'GET', '/apis')
    yield* print([...(groups.groups ?? []).flatMap((group) => group.versions.map((version) => version.groupVersion)), 'v1'].sort().join('\n'))
    return 0
  },
}

export const clusterInfoCommand: Command = {
  name: 'cluster-info',
  about: 'Say where the cluster is.',
  usage: 'kubectl cluster-info',
  flags: [],
  *run(invocation) {
    const hint = "\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info dump'."
    const services = yield* call(invocation, 'GET', '/api/v1/namespaces/kube-system/services?labelSelector=kubernetes.io%2Fcluster-service%3Dtrue')
    if (isFailure(services.body)) {
      yield* print(hint)
      throw new CommandFailure(statusMessage(services.body))
    }
    yield* print(`Kubernetes control plane is running at https://cluster.local:6443\n${hint}`)
    return 0
  },
}

function top(name: 'node' | 'pod'): Command {
  return {
    name,
    about: `Show what ${name}s use; the practice cluster measures nothing.`,
    usage: `kubectl top ${name}`,
    flags: [selectorFlag, { name: 'all-namespaces', short: 'A', type: 'bool' }, { name: 'containers', type: 'bool' }, { name: 'sort-by', type: 'string' }, { name: 'no-headers', type: 'bool' }],
    *run() {
      yield* []
      return fail('Metrics API not available')
    },
  }
}

export const topCommand: Command = {
  name: 'top',
  about: 'Show what is used; the practice cluster measures nothing.',
  usage: 'kubectl top node|pod',
  flags: [],
  commands: [top('node'), top('pod')],
  *run() {
    yield* []
    return 1
  },
}
